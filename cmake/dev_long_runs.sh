# The commands of `dev` that run something for long: `sim` and `soak`. Sourced by `dev`.

# Sets `preset` to the build that $1 names, if it names one.
choose_build() {
    case "$1" in
    dev | clang | thread) preset="$1" ;;
    *) return 1 ;;
    esac
}

# Seeds do not depend on each other: each processor takes its share.
run_seeds() { # PROGRAM SEEDS
    local program="$1" seeds="$2" share first=1 status=0 id running=()
    share=$(((seeds + jobs - 1) / jobs))
    while ((first <= seeds)); do
        ((first + share - 1 <= seeds)) || share=$((seeds - first + 1))
        "$program" --first "$first" --seeds "$share" &
        running+=($!)
        first=$((first + share))
    done
    for id in "${running[@]}"; do
        wait "$id" || status=1
    done
    return "$status"
}

command_sim() {
    local preset=clang seeds=1000 arguments=()
    ! choose_build "${1:-}" || shift
    [[ "${1:-}" == supervision ]] || fail "sim: what? There is: supervision (see ./dev --help)" 2
    shift
    while (($# > 0)); do
        case "$1" in
        --seeds) seeds="${2:-}" && shift ;;
        --seed) arguments=(--seed "${2:-}") && shift ;;
        *) fail "sim: unknown argument '$1' (see ./dev --help)" 2 ;;
        esac
        shift
    done
    [[ "$seeds" =~ ^[1-9][0-9]*$ ]] || fail "sim: --seeds needs a number" 2
    set_up
    say "building sim_supervision in build/$preset"
    build "$preset" sim_supervision
    local program="$root/build/$preset/bin/sim_supervision"
    if ((${#arguments[@]} > 0)); then
        "$program" "${arguments[@]}"
    else
        run_seeds "$program" "$seeds"
    fi
}

command_soak() {
    local preset=thread seconds=60 seed=1
    ! choose_build "${1:-}" || shift
    while (($# > 0)); do
        case "$1" in
        --seconds) seconds="${2:-}" && shift ;;
        --seed) seed="${2:-}" && shift ;;
        *) fail "soak: unknown argument '$1' (see ./dev --help)" 2 ;;
        esac
        shift
    done
    set_up
    say "building soak in build/$preset"
    build "$preset" soak
    "$root/build/$preset/bin/soak" --seconds "$seconds" --seed "$seed"
}
