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

# Each explosion starts with a new oven, later than the one before: at once, then base, twice that,
# and so on (the jitter is a fifth).
earlier=-1
while read -r down; do
    if ((down <= earlier)); then
        echo "a restart took $down ms, the one before $earlier ms"
        failed=1
    fi
    earlier=$down
done < <(sed -nE 's/^  explosion [0-9]: a new oven after ([0-9]+) ms baked its number 1$/\1/p' \
    "$work/output")
if ((earlier < 320)); then
    echo "the fourth restart came after $earlier ms instead of about 400"
    failed=1
fi

run
expect "the last run left: visits = 5"
expect "  acknowledged: visits = 10"
[ $failed = 0 ] || cat "$work/output" "$work/error"
exit $failed
