#!/usr/bin/env bash
# kill_demo.sh DEMO KILLS: ends the demonstration with kill -9 after a random line of its output,
# again and again on one store. The next run must begin with the number that was acknowledged last,
# or with the one that was being written when the kill came: that one may have reached the store
# without our hearing of it.
set -uo pipefail

demo=$1
kills=$2
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
store=$work/store.db

# The seed of what follows is printed, so that a failure can be run again: JANUS_TEST_SEED=… .
RANDOM=${JANUS_TEST_SEED:=$$}
echo "JANUS_TEST_SEED=$JANUS_TEST_SEED"

fail() {
    echo "FAILED: $1"
    cat "$work/output"
    tail -n 20 "$work/error"
    exit 1
}

# last KEY: the number in the last line that begins with KEY.
last() {
    sed -nE "s/^ *$1: +visits = ([0-9]+)\$/\1/p" "$work/output" | tail -n 1
}

# run_until LINES: runs the demonstration and kills it when it has printed so many lines.
run_until() {
    local lines=$1 line process
    : >"$work/output"
    exec {stream}< <(exec "$demo" --store "$store" 1000000 2>"$work/error")
    process=$!
    while ((lines-- > 0)) && IFS= read -r -t 60 -u "$stream" line; do
        printf '%s\n' "$line" >>"$work/output"
    done
    kill -9 "$process"
    # What it printed before the kill reached it counts too.
    cat <&"$stream" >>"$work/output"
    exec {stream}<&-
    wait "$process" 2>"$work/ended"
}

acknowledged=0
written=0
for ((i = 1; i <= kills; i++)); do
    # Of four runs, one ends somewhere in the chat and the bakery, the others while the ledger
    # writes.
    if ((i % 4 == 0)); then
        lines=$((RANDOM % 25 + 3))
    else
        lines=$((RANDOM % 300 + 30))
    fi
    run_until "$lines"
    left=$(last "the last run left")
    if [ -z "$left" ] && ((lines < 3)); then
        echo "kill $i after line $lines: too early to say anything"
        continue
    fi
    [ -n "$left" ] || fail "run $i does not say what the last run left"
    if ((left != acknowledged && left != written)); then
        fail "run $i begins with $left; acknowledged was $acknowledged, being written was $written"
    fi
    acknowledged=$left
    now=$(last "acknowledged")
    [ -z "$now" ] || acknowledged=$now
    written=$acknowledged
    now=$(last "writing")
    [ -z "$now" ] || written=$now
    echo "kill $i after line $lines: acknowledged $acknowledged, being written $written"
done
((acknowledged > 0)) || fail "nothing was ever acknowledged"

"$demo" --store "$store" 1 >"$work/output" 2>"$work/error" || fail "the last run ended with $?"
left=$(last "the last run left")
((left == acknowledged || left == written)) || fail "the last run begins with $left"
