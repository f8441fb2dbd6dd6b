#!/usr/bin/env bash
# registry.sh ROOT: every code is reported somewhere, and it is what some case of tests/ui gets or,
# where no file can be kept for it, a test of tests/driver. C0002 is for faults nobody knows of.
set -uo pipefail
cd "$1" || exit 2

failed=0
for code in $(sed -nE 's/^JANUS_CODE\(([A-Z][0-9]+),.*/\1/p' transpiler/diagnostics/codes.def); do
    if ! grep -rlE "Code::$code\b|\[$code\]" transpiler --include=*.cpp --include=*.hpp |
        grep -qv explanations; then
        echo "nothing reports $code; take it out of codes.def"
        failed=1
    elif [ "$code" != C0002 ] && ! grep -qE "\[$code\]" tests/ui/*.stderr tests/driver/*.sh; then
        echo "$code is reported, but no case of tests/ui gets it"
        failed=1
    fi
done
exit "$failed"
