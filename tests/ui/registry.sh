#!/usr/bin/env bash
# registry.sh ROOT: every code that the transpiler reports is what some case of tests/ui gets.
# `waits` names the codes whose case is still missing; a code that has one must leave that list.
set -uo pipefail
cd "$1" || exit 2

waits="L0007 P0001 P0002 P0003 P0005 P0009 P0013 P0015 P0016 P0017 S0009 S4004 W0300"
failed=0
for code in $(sed -nE 's/^JANUS_CODE\(([A-Z][0-9]+),.*/\1/p' transpiler/diagnostics/codes.def); do
    grep -rlE "Code::$code\b" transpiler --include=*.cpp --include=*.hpp |
        grep -qv explanations || continue
    covered=no
    grep -qE "\[$code\]" tests/ui/*.stderr && covered=yes
    waiting=no
    [[ " $waits " == *" $code "* ]] && waiting=yes
    if [ "$covered" = "$waiting" ]; then
        [ "$covered" = yes ] && echo "$code has a case; take it off the list" ||
            echo "$code is reported, but no case of tests/ui gets it"
        failed=1
    fi
done
exit "$failed"
