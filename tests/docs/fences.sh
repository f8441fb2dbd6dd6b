#!/usr/bin/env bash
# fences.sh JANUSC PAGE.md: the Janus in a page of the documentation is what janusc says it is. A
# fence opens with
#   ```janus         a module or a program: `janusc check` finds nothing
#   ```janus more    goes on where the fence before it stopped: both together are checked
#   ```janus wrong   `janusc check` refuses it
#   ```output        behind one of these: what `janusc run` prints (both streams), or what
#                    `check` says of a wrong one, where the file is called example.jan
#   ```output stdout only what it prints to standard output
# JANUSC may be a program that only knows `check`, if there is nothing to run.
set -uo pipefail

janusc=$(realpath "$1")
page=$2
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT

# Each fence becomes a folder NUMBER with example.jan, kind, line, and wanted if there is output.
awk -v work="$work" '
    function open_folder() {
        folder = sprintf("%s/%03d", work, ++count)
        system("mkdir " folder)
        print kind > (folder "/kind")
        print FNR > (folder "/line")
    }
    !inside && /^```janus( (more|wrong))?$/ {
        kind = $2
        before = folder
        open_folder()
        file = folder "/example.jan"
        if (kind == "more")
            while ((getline text < (before "/example.jan")) > 0)
                print text > file
        inside = 1
        next
    }
    !inside && /^```janus/ {
        print "unknown kind of fence: " $0
        failed = 1
    }
    !inside && /^```output( stdout)?$/ {
        file = folder "/wanted"
        if ($2 == "stdout")
            print "" > (folder "/stdout")
        inside = 1
        next
    }
    !inside && /^```./ {
        file = "/dev/null"
        inside = 1
        next
    }
    /^```$/ {
        if (inside)
            close(file)
        inside = !inside
        if (inside)
            file = "/dev/null"
        next
    }
    inside && file != "/dev/null" { print > file }
    END { exit failed }
' "$page" || exit 1

failed=0
checked=0
complain() {
    failed=1
    echo "$page:$(cat "$1/line"): $2"
}

for folder in "$work"/*/; do
    [ -f "$folder/kind" ] || continue
    checked=$((checked + 1))
    kind=$(cat "$folder/kind")
    cd "$folder" || exit 2
    "$janusc" check example.jan >said 2>&1
    code=$?
    if [ "$kind" = wrong ]; then
        [ "$code" = 1 ] || complain "$folder" "janusc accepts it (exit code $code)"
    elif [ "$code" != 0 ] || [ -s said ]; then
        complain "$folder" "janusc refuses it or warns (exit code $code):"
        cat said
        continue
    elif [ -f wanted ]; then
        "$janusc" run example.jan >said 2>errors </dev/null
        [ -f stdout ] || "$janusc" run example.jan >said 2>&1 </dev/null
    fi
    if [ -f wanted ] && ! diff wanted said >difference; then
        complain "$folder" "the output differs (wanted <, got >):"
        cat difference
    fi
done

echo "$page: $checked fences with Janus"
exit $failed
