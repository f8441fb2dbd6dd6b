#!/usr/bin/env bash
# Every code has its page, and each page's example produces that code.
set -uo pipefail
. "$(dirname "$0")/expect.sh"

run explain S5001
expect_code 0
[ "$(head -1 output)" = 'S5001: match is not exhaustive' ] || fail "the title: $(head -1 output)"
run explain X1234
expect_code 2 "'X1234'"
run explain
expect_code 2

registry=$here/../../transpiler/diagnostics/codes.def
for name in $(sed -nE 's/^JANUS_CODE\(([A-Z][0-9]+),.*/\1/p' "$registry"); do
    run explain "$name"
    expect_code 0
    grep -q "^$name: " output || fail "the page of $name has no title"
    sed -n 's/^    //p' output >example.jan
    [ -s example.jan ] || continue
    run check example.jan
    grep -qE "^example.jan:[0-9]+:[0-9]+: (error|warning)\[$name\]" error ||
        fail "the example of $name gives: $(cat error)"
done

finish
