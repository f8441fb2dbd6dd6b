#!/usr/bin/env bash
# The formatter as its users call it: in place, for CI, and on files it must not touch.
set -uo pipefail
. "$(dirname "$0")/expect.sh"

printf 'func main() do\n  let   x=1 # one\n\n\n\n      println(x)\nend\n' >loose.jan
run fmt --check loose.jan
expect_code 1
expect_output 'loose.jan'
grep -q 'let   x=1' loose.jan || fail "--check changed the file"

run fmt loose.jan
expect_code 0
printf 'func main() do\n    let x = 1  # one\n\n    println(x)\nend\n' >wanted.jan
diff wanted.jan loose.jan || fail "not the layout that was wanted"
run fmt --check loose.jan
expect_code 0

printf 'func main( do\nend\n' >faulty.jan
cp faulty.jan before.jan
run fmt faulty.jan
expect_code 1 'error['
cmp faulty.jan before.jan || fail "a faulty file was changed"

run fmt missing.jan
expect_code 2 'missing.jan'

finish
