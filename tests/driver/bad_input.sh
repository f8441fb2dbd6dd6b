#!/usr/bin/env bash
# Input nobody meant: bounded time, a diagnostic, the right exit code, no crash.
set -uo pipefail
. "$(dirname "$0")/expect.sh"

repeat() { # TEXT COUNT
    head -c $((${#1} * $2)) < <(yes "$1" | tr -d '\n')
}

: >empty.jan
run check empty.jan
expect_code 0

head -c 100000 "$janusc" >binary.jan
run check binary.jan
expect_code 1 'binary.jan:1:'

printf 'func main() do\n    println("\xff\xfe")\nend\n' >utf8.jan
run check utf8.jan
expect_code 1 'error[L0007]'

{
    printf 'func main() do\n    let x = '
    repeat '(' 20000
    printf '1'
    repeat ')' 20000
    printf '\nend\n'
} >deep.jan
run check deep.jan
expect_code 1 'error[P0016]'

{ printf 'func main() do\n    let x = '; repeat '(' 20000; } >open.jan
run check open.jan
expect_code 1 'open.jan:'

{ printf 'func main() do\n'; repeat 'if true do ' 20000; } >blocks.jan
run check blocks.jan
expect_code 1 'blocks.jan:'

{ printf 'func main() do\n    let x = '; repeat 'not ' 20000; printf 'true\nend\n'; } >prefix.jan
run check prefix.jan
expect_code 1 'prefix.jan:'

{ printf 'func main() do\n    let x = 1'; repeat ' + 1' 20000; printf '\nend\n'; } >long.jan
run check long.jan
if [ "$code" -gt 1 ]; then
    expect_code 1
fi

repeat 'println(1)   ' 4000000 >large.jan
run check large.jan
expect_code 1 'error[P0017]'
rm large.jan

repeat 'a b $ ' 100000 >nonsense.jan
run check nonsense.jan
expect_code 1

{ printf 'func main() do\n    println("a\0b")\n    let x = \0\nend\n'; } >nul.jan
run check nul.jan
expect_code 1 'nul.jan:'

# A name of a megabyte is a name; the message about it is not a megabyte.
{ printf 'func main() do\n    println('; repeat 'abcdefghij' 100000; printf ')\nend\n'; } >name.jan
run check name.jan
expect_code 1 'error[S0001]'

# However many mistakes: at most 20 are printed for a file, and the rest is counted.
{
    echo 'func main() do'
    for _ in $(seq 1000); do echo '    println(nobody)'; done
    echo 'end'
} >thousand.jan
run check thousand.jan
expect_code 1 'error[S0001]'
if [ "$(grep -c "error\\[" error)" -gt 20 ]; then
    fail 'more than 20 problems were printed'
fi
{ repeat 'let = ; ' 100000; echo; } >errors.jan
run check errors.jan
expect_code 1 'errors.jan:1:'
{ repeat '@ ] ) } end ' 100000; echo; } >closers.jan
run check closers.jan
expect_code 1 'closers.jan:1:'

mkdir imported
echo 'import imported' >imports_folder.jan
run check imports_folder.jan
expect_code 1 'error[S4001]'

echo 'import ring_b' >ring_a.jan
echo 'import ring_c' >ring_b.jan
echo 'import ring_a' >ring_c.jan
run check ring_a.jan
expect_code 1 'error[S4003]'
echo 'import itself' >itself.jan
run check itself.jan
expect_code 1 'error[S4003]'

mkdir folder
run check folder
expect_code 2 'folder'
mkdir folder.jan
run check folder.jan
expect_code 2 "'folder.jan' is a folder"

run check missing.jan
expect_code 2 "there is no file 'missing.jan'"
run run missing.jan
expect_code 2 "there is no file 'missing.jan'"

mkfifo pipe.jan
run check pipe.jan
expect_code 2 "cannot read 'pipe.jan'"

run check /dev/zero
expect_code 2 '/dev/zero'

# Who may read everything cannot be refused.
if [ "$(id -u)" != 0 ]; then
    echo 'func main() do end' >secret.jan
    chmod 000 secret.jan
    run check secret.jan
    expect_code 2 "cannot read 'secret.jan'"
fi

echo 'import nowhere' >import.jan
run check import.jan
expect_code 1 'import.jan:1:1: error[S4001]' '`nowhere`'

echo 'func main() do' >unclosed.jan
run check unclosed.jan
expect_code 1 'unclosed.jan:1:'

finish
