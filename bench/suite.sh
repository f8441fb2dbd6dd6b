#!/usr/bin/env bash
# Runs the actor workloads in Janus, on one and two workers, beside Erlang, Go, CAF and our own C++
# references, in interleaved rounds, and prints one table of medians. `./dev bench` calls it.
#   suite.sh PROGRAMS [--json FILE] [--svg FILE] [--rounds N] [WORKLOAD...]
# PROGRAMS is the build's bin folder. A peer that is not installed has no column.
set -euo pipefail

programs="$1"
shift
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
json=""
svg=""
rounds=5
wanted=()
while (($# > 0)); do
    case "$1" in
    --json) json="$2" && shift ;;
    --svg) svg="$2" && shift ;;
    --rounds) rounds="$2" && shift ;;
    -*) echo "bench: unknown option '$1'" >&2 && exit 2 ;;
    *) wanted+=("$1") ;;
    esac
    shift
done

# Name, program, its arguments.
workloads=(
    "W1a ping_pong 1 1000000"
    "W1b ping_pong 100 10000"
    "W2 count 5000000"
    "W3 ring 100 1000000"
    "W4a create 1000000"
    "W4b idle 1000000"
    "W5 fork_join 60 100000 0"
    "W6 big 120 5000"
    "W7 chameneos 100 800000"
    "W8 bank 1000 500000 1000"
    "W8x bank 1000 50000 0"
)

folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
results="$folder/results"
: >"$results"

# -- what there is to run: a name and the words before the workload's own
runners=("janus_1" "janus_2")
declare -A versions=()
if command -v erlc >/dev/null && erlc -o "$folder" "$here/peers/bench.erl"; then
    runners+=("erlang_1" "erlang_2")
    versions[erlang]="$(erl -noshell -eval \
        'io:put_chars(erlang:system_info(otp_release)), halt().')"
fi
if command -v go >/dev/null && (cd "$folder" && GO111MODULE=off GOFLAGS=-buildvcs=false \
    GOCACHE="$folder/go-cache" go build -o go_bench "$here/peers/bench.go"); then
    runners+=("go_1" "go_2")
    versions[go]="$(go version | sed 's/.*go\([0-9.]*\) .*/\1/')"
fi
if [[ -x "$programs/workloads/caf" ]]; then
    runners+=("caf_1" "caf_2")
    versions[caf]="$(dpkg-query --show --showformat '${Version}' libcaf-dev 2>/dev/null ||
        echo unknown)"
fi
for reference in l0 l1; do
    [[ ! -x "$programs/workloads/$reference" ]] || runners+=("$reference")
done

# run RUNNER PROGRAM ARGUMENTS...: prints the program's output, then user, system time and memory.
run() {
    local runner="$1" program="$2"
    shift 2
    rm -f "$folder/usage"
    local measured=("$programs/workloads/measure" "$folder/usage")
    case "$runner" in
    janus_*) "${measured[@]}" "$programs/workloads/$program" --workers "${runner#*_}" "$@" ;;
    erlang_*)
        "${measured[@]}" erl +P 4000000 +S "${runner#*_}" -noshell -pa "$folder" \
            -run bench main "$program" "$@"
        ;;
    go_*) GOMAXPROCS="${runner#*_}" "${measured[@]}" "$folder/go_bench" "$program" "$@" ;;
    caf_*)
        "${measured[@]}" "$programs/workloads/caf" "${runner#*_}" "$program" "$@"
        ;;
    *) "${measured[@]}" "$programs/workloads/$runner" "$program" "$@" ;;
    esac
}

is_wanted() {
    ((${#wanted[@]} == 0)) && return 0
    local name
    for name in "${wanted[@]}"; do [[ "$name" != "$1" ]] || return 0; done
    return 1
}

# One line per run: workload, runner, ns per message, CPU ns per message, kilobytes.
for ((round = 1; round <= rounds; ++round)); do
    for line in "${workloads[@]}"; do
        read -r name program numbers <<<"$line"
        is_wanted "$name" || continue
        echo "bench: round $round of $rounds, $name" >&2
        for runner in "${runners[@]}"; do
            # shellcheck disable=SC2086
            output="$(timeout 120 bash -c "$(declare -f run); $(declare -p folder programs here)
                run $runner $program $numbers" 2>/dev/null | grep '^RES' || true)"
            [[ -n "$output" && -s "$folder/usage" ]] || continue
            echo "$name $runner $output $(cat "$folder/usage")" |
                awk '{ printf "%s %s %.2f %.2f %d %d\n", $1, $2, $4 / $5, $6 * 1e9 / $5, $7, $5 }' \
                    >>"$results"
        done
    done
done
# What an empty program needs, for the bytes per actor.
if is_wanted W4b; then
    for runner in "${runners[@]}"; do
        run "$runner" idle 1000 >/dev/null 2>&1 || continue
        echo "base $runner 0 0 $(awk '{ print $2 }' "$folder/usage") 1" >>"$results"
    done
fi

{
    for peer in "${!versions[@]}"; do echo "version $peer ${versions[$peer]}"; done
    cat "$results"
} | awk -v json="$json" -v svg="$svg" -f "$here/table.awk"
