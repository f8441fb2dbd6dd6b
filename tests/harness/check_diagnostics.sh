#!/usr/bin/env bash
# check_diagnostics.sh JANUSC CASE: what `janusc check` says about CASE.jan, or about the files of
# the folder CASE (main.jan first), compared with
#   - annotations: `# error[S0001] text` or `// warning[W0006] text` at the end of the line
#     concerned, or `# error@3[S0001] text` for line 3 of that file. Whatever is not annotated
#     fails the test;
#   - CASE.stderr, the whole output.
# A comment `options: WORDS` in the first file adds options. Runs in the folder of the case, so that
# paths are short. JANUS_BLESS=1 writes CASE.stderr anew, if the annotations hold and janusc did not
# crash. JANUS_ANNOTATIONS_ONLY=1: there is no CASE.stderr, the annotations are all.
set -uo pipefail

janusc=$1
cd "$(dirname "$2")" || exit 2
case=$(basename "$2")

if [ -d "$case" ]; then
    files=("$case/main.jan")
    for file in "$case"/*.jan; do
        [ "$file" = "$case/main.jan" ] || files+=("$file")
    done
else
    files=("$case.jan")
fi

work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
read -ra options < <(sed -nE 's,^(//|#) options: (.*)$,\2,p' "${files[0]}"; echo)

"$janusc" check "${options[@]}" "${files[@]}" >"$work/output" 2>"$work/error"
code=$?

failed=0
fail() {
    echo "FAILED: $case: $1"
    failed=1
}

[ -s "$work/output" ] && fail "something was printed on standard output"

awk '
    # One expectation is FILE:LINE SEVERITY[CODE] and a piece of the message.
    FILENAME != error_file {
        rest = $0
        while (match(rest, /(#|\/\/) *(error|warning|note|hint)(@[0-9]+)?\[[A-Z][0-9]+\].*/)) {
            found = substr(rest, RSTART, RLENGTH)
            sub(/^(#|\/\/) */, "", found)
            close_at = index(found, "]")
            head = substr(found, 1, close_at)
            text = substr(found, close_at + 2)
            line = FNR
            if (match(head, /@[0-9]+/)) {
                line = substr(head, RSTART + 1, RLENGTH - 1)
                head = substr(head, 1, RSTART - 1) substr(head, RSTART + RLENGTH)
            }
            wanted[++count] = FILENAME ":" line " " head
            message[count] = text
            break
        }
        next
    }
    match($0, /^[^ :]+\.jan:[0-9]+:[0-9]+: (error|warning|note|hint|info)\[[A-Z][0-9]+\]: /) {
        head = substr($0, 1, RLENGTH - 2)
        said = substr($0, RLENGTH + 1)
        split(head, part, ":")
        key = part[1] ":" part[2] substr(head, length(part[1] part[2] part[3]) + 4)
        for (i = 1; i <= count; i++)
            if (!(i in used) && wanted[i] == key &&
                (message[i] == "" || index(said, message[i]) > 0)) {
                used[i] = 1
                break
            }
        if (i > count) {
            print "not annotated: " $0
            bad = 1
        }
    }
    END {
        for (i = 1; i <= count; i++)
            if (!(i in used)) {
                print "not reported: " wanted[i] " " message[i]
                bad = 1
            }
        exit bad
    }' error_file="$work/error" "${files[@]}" "$work/error" || fail "annotations"

wanted_code=0
grep -qE '^[^ :]+\.jan:[0-9]+:[0-9]+: error\[' "$work/error" && wanted_code=1
[ "$code" = "$wanted_code" ] || fail "exit code $code instead of $wanted_code"

if [ -n "${JANUS_ANNOTATIONS_ONLY:-}" ]; then
    [ $failed = 0 ] || cat "$work/error"
    exit $failed
fi
if [ $failed = 0 ] && [ -n "${JANUS_BLESS:-}" ]; then
    cp "$work/error" "$case.stderr"
fi
if [ ! -f "$case.stderr" ]; then
    fail "there is no $case.stderr; run with JANUS_BLESS=1 to write it"
elif ! diff -u "$case.stderr" "$work/error"; then
    fail "the output differs from $case.stderr"
fi
exit $failed
