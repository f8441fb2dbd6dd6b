#!/usr/bin/env bash
# run_program.sh JANUSC FIRST.jan [OTHER.jan...]: runs a program with `janusc run` and compares.
# run_program.sh --program EXECUTABLE WORD FIRST.jan: the same for a program that is built already
# and wants WORD in front of its arguments.
#
# What is expected stands in the first file, in comments (`//` or `#`):
#   expect: TEXT          the next line of standard output
#   expect-error: TEXT    a line of standard error contains this
#   exit: N               the exit code (0 if not given)
#   arguments: WORDS      what stands behind `--`
# The environment chooses the compiler: JANUS_CXX, JANUS_CXXFLAGS.
set -uo pipefail

if [ "$1" = --program ]; then
    command=("$2" "$3")
    first=$4
else
    command=("$1" run "${@:2}" --)
    first=$2
fi

# expected KEY: the texts of these comments, a line each.
expected() {
    sed -nE "s,^[[:space:]]*(//|#) ?$1: ?(.*)$,\2,p" "$first"
}

work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT

arguments=$(expected arguments)
# The words of the comment are separate arguments.
# shellcheck disable=SC2086
"${command[@]}" $arguments \
    >"$work/output" 2>"$work/error"
code=$?

failed=0
expected expect >"$work/wanted"
if ! cmp -s "$work/wanted" "$work/output"; then
    failed=1
    echo "standard output differs (wanted <, got >):"
    diff "$work/wanted" "$work/output"
fi
wanted_code=$(expected exit)
if [ "$code" != "${wanted_code:-0}" ]; then
    failed=1
    echo "exit code $code instead of ${wanted_code:-0}"
fi
while IFS= read -r text; do
    if ! grep -qF -- "$text" "$work/error"; then
        failed=1
        echo "standard error does not say: $text"
    fi
done < <(expected expect-error)

if [ $failed != 0 ]; then
    echo "standard error:"
    head -c 20000 "$work/error"
fi
exit $failed
