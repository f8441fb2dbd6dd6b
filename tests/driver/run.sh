#!/usr/bin/env bash
# `janusc run`: exit code and streams are the program's, and the second run is quick.
set -uo pipefail
. "$(dirname "$0")/expect.sh"
export JANUS_CACHE_DIR=$work/cache
limit=250

cat >a.jan <<'TEXT'
func main() -> i32 do
    eprintln("to stderr")
    for word in args() do
        println(word)
    end
    return 7
end
TEXT
run run a.jan -- -- --odd 'two words'
expect_code 7 'to stderr'
expect_output "--odd
two words"
[ "$(wc -l <error)" = 1 ] || fail "more than the program's own line on standard error"

# What is remembered is found again without a compiler, and quickly.
before=$(date +%s%N)
run run a.jan -- -- --odd 'two words'
after=$(date +%s%N)
expect_code 7
milliseconds=$(((after - before) / 1000000))
[ "$milliseconds" -lt 900 ] || fail "the second run took $milliseconds ms"

# A change is noticed, and so is going back.
sed -i 's/return 7/return 8/' a.jan
run run a.jan
expect_code 8
sed -i 's/return 8/return 7/' a.jan
run run a.jan
expect_code 7

# A file that appears where an import was looked for first counts.
mkdir lib
printf 'pub func word() -> String do "lib" end\n' >lib/words.jan
printf 'import words\nfunc main() do\n    println(word())\nend\n' >b.jan
run run b.jan -I lib
expect_code 0
expect_output lib
printf 'pub func word() -> String do "near" end\n' >words.jan
run run b.jan -I lib
expect_code 0
expect_output near

# Two at once want the same program.
printf 'func main() do\n    println("both")\nend\n' >c.jan
"$janusc" run c.jan >first 2>&1 &
"$janusc" run c.jan >second 2>&1
wait
[ "$(cat first second)" = "both
both" ] || fail "two runs at once: $(cat first second)"
[ -z "$(ls -A cache/work)" ] || fail "a work folder stays behind"

# Problems come before anything is built; standard output stays empty.
sed -i 's/"both"/both/' c.jan
run run c.jan
expect_code 1 'error[S0001]'
expect_output ''

# Things that cannot work say so.
JANUS_CXX=no-such-compiler run run a.jan
expect_code 1 'no-such-compiler'
JANUS_CXX=false run run a.jan
expect_code 1 'error[C0003]'
JANUS_TOOLCHAIN=/no/such/file run run a.jan
expect_code 2 '/no/such/file' 'JANUS_TOOLCHAIN'
JANUS_CACHE_DIR=/dev/null/cache run run a.jan
expect_code 2 '/dev/null/cache' 'JANUS_CACHE_DIR'

# An edited header of `use cpp` is noticed, and so is going back.
echo 'inline long answer() { return 41; }' >answer.hpp
cat >foreign.jan <<'TEXT'
use cpp "answer.hpp"
extern func answer() -> i64 = "answer"
func main() do println(answer()) end
TEXT
for value in 41 42 42 41; do
    echo "inline long answer() { return $value; }" >answer.hpp
    run run foreign.jan
    expect_code 0
    expect_output "$value"
done

finish
