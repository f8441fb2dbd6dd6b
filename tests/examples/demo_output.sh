#!/usr/bin/env bash
# demo_output.sh DEMO: two runs on one store print what a newcomer should see; only times differ.
set -uo pipefail

demo=$1
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT

failed=0
# expect TEXT: the output has this line.
expect() {
    if ! grep -qxF -- "$1" "$work/output"; then
        echo "this line is missing: $1"
        failed=1
    fi
}
run() {
    if ! "$demo" --store "$work/store.db" >"$work/output" 2>"$work/error"; then
        echo "the demonstration failed"
        failed=1
    fi
}

run
expect "the last run left: visits = 0"
expect "  [lobby] ann: hello, is anybody here?"
expect "  eve was refused: not_a_member"
expect "  bob was refused: not_a_member"
expect '  the room remembers 3 lines, the last one is: ann: and gone he is'
expect "  the till never stopped: 480 cents"
expect "  acknowledged: visits = 5"
sed -E 's/[0-9]+ ms/N ms/' "$work/output" >"$work/first"

# Each explosion is followed by a new oven: at once, then after base, twice that, and so on. The
# jitter is a fifth; a busy machine may make it later, but never earlier.
least=(0 80 160 320)
number=0
while read -r down; do
    if ((down < least[number])); then
        echo "restart $((number + 1)) took $down ms, less than ${least[number]} ms"
        failed=1
    fi
    number=$((number + 1))
done < <(sed -nE 's/^  explosion [0-9]: a new oven after ([0-9]+) ms baked its number 1$/\1/p' \
    "$work/output")
if ((number != 4)); then
    echo "$number restarts instead of 4"
    failed=1
fi

run
expect "the last run left: visits = 5"
expect "  acknowledged: visits = 10"
[ $failed = 0 ] || cat "$work/output" "$work/error"
exit $failed
