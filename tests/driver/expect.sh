# Shared by the tests of this folder. Sourced with the path of janusc in $1.
# Leaves the test in an empty folder of its own; `finish` gives its exit code.

janusc=$1
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 2
failures=0

# A generous limit: whatever the input, the answer comes soon.
limit=60

fail() {
    echo "FAILED: $1"
    failures=$((failures + 1))
}

# run WORDS...: calls janusc; leaves its streams in `output` and `error`, its exit code in $code.
run() {
    timeout $limit "$janusc" "$@" >output 2>error
    code=$?
    called="janusc $(printf '%.60s ' "$@")"
}

# expect_code N [TEXT...]: the exit code, and what standard error contains.
expect_code() {
    local wanted=$1
    shift
    if [ "$code" != "$wanted" ]; then
        fail "$called: exit code $code instead of $wanted"
        head -c 2000 error
    fi
    for text in "$@"; do
        if ! grep -qF -- "$text" error; then
            fail "$called: standard error does not say: $text"
            head -c 2000 error
        fi
    done
    if [ "$(wc -c <error)" -gt 200000 ]; then
        fail "$called: more than 200 kB of messages"
    fi
}

expect_output() {
    if [ "$(cat output)" != "$1" ]; then
        fail "$called: standard output is not '$1' but:"
        head -c 2000 output
    fi
}

finish() {
    [ "$failures" = 0 ] && echo "all fine"
    [ "$failures" = 0 ]
    exit
}
