#!/usr/bin/env bash
# run_scenario.sh JANUSC PROGRAM.jan: runs a program for real and in the simulator, under several
# seeds and with faults. Each time it must print what its comments expect.
#
# The comments are those of run_program.sh, and
#   runs: real         not in the simulator
#   runs: simulated    only there: its output depends on the time
set -uo pipefail

janusc=$1
program=$2
harness=$(dirname "$0")
runs=$(sed -nE 's,^// runs: (.*)$,\1,p' "$program")

work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
sed -nE 's,^// expect: ?(.*)$,\1,p' "$program" >"$work/wanted"

failed=0
if [ "$runs" != simulated ]; then
    bash "$harness/run_program.sh" "$janusc" "$program" || failed=1
fi
[ "$runs" = real ] && exit $failed

for seed in 1 2 3 4 5 6 7 8; do
    faults=none
    [ $seed -gt 4 ] && faults=all
    "$janusc" run "$program" -- --sim --seed $seed --faults $faults \
        >"$work/all" 2>"$work/error"
    code=$?
    # The last line is the simulator's own.
    sed '$d' "$work/all" >"$work/output"
    if [ $code != 0 ] || ! cmp -s "$work/wanted" "$work/output"; then
        failed=1
        echo "seed $seed, faults $faults: exit code $code; wanted <, got >:"
        diff "$work/wanted" "$work/all"
        head -c 5000 "$work/error"
    fi
done
exit $failed
