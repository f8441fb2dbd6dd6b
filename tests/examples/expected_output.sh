#!/usr/bin/env bash
# expected_output.sh PROGRAM MAIN.jan: runs an example that was built with CMake; its standard
# output must be what the comments `expect: TEXT` of MAIN.jan say, `expect-error: TEXT` must occur
# on standard error.
set -uo pipefail

program=$1
source=$2
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT

"$program" --store memory >"$work/output" 2>"$work/error" </dev/null
code=$?

failed=0
sed -nE 's,^// expect: ?(.*)$,\1,p' "$source" >"$work/wanted"
if ! diff "$work/wanted" "$work/output"; then
    echo "standard output differs (wanted <, got >)"
    failed=1
fi
while IFS= read -r text; do
    if ! grep -qF -- "$text" "$work/error"; then
        echo "standard error does not say: $text"
        failed=1
    fi
done < <(sed -nE 's,^// expect-error: ?(.*)$,\1,p' "$source")
if [ "$code" != 0 ]; then
    echo "exit code $code"
    failed=1
fi
[ $failed = 0 ] || head -c 20000 "$work/error"
exit $failed
