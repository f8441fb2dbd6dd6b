#!/usr/bin/env bash
# `janusc test`: runs the test blocks, one line each, and says what failed and where.
set -uo pipefail
. "$(dirname "$0")/expect.sh"
export JANUS_CACHE_DIR=$work/cache
limit=250

cat >sums.jan <<'TEXT'
error CalcError { DivByZero }
func divide(a: i64, b: i64) -> i64 ! CalcError do
    fail CalcError.DivByZero when b == 0
    return a / b
end
message Count { up, read(Reply[i64]) }
actor Tally implements Count do
    var n: i64 := 0
    receive do
        | up => do n += 1 end
        | read(reply) => do reply.send(n) end
    end
end
func main() do println("main") end

test "division" do
    assert(divide(6, 3)? == 2)
end
test "actors answer" do
    let tally = spawn Tally()
    tally.send(.up)
    assert(tally.ask(.read)? == 1)
    println("counted with ", args())
end
TEXT
cat >wrong.jan <<'TEXT'
test "both sides" do
    let words = ["a", "b"]
    assert(words.len + 1 == 2)
end
spec "an error escapes" {
    assert(divide(1, 0)? == 1)
}
test "out of bounds" do
    println([1][3])
end
test "a condition" do
    assert([1].is_empty(), "empty list")
end
TEXT

run test sums.jan
expect_code 0
expect_output "ok    division
counted with []
ok    actors answer
2 passed, 0 failed"

run test sums.jan wrong.jan
expect_code 1
expect_output 'ok    division
counted with []
ok    actors answer
FAIL  both sides (wrong.jan:1)
    assertion failed: words.len + 1 == 2
    left:  3
    right: 2
    at wrong.jan:3
FAIL  an error escapes (wrong.jan:5)
    error '"'DivByZero'"'
    at sums.jan:3
FAIL  out of bounds (wrong.jan:8)
    index 3 out of bounds for length 1
    at wrong.jan:9
FAIL  a condition (wrong.jan:11)
    empty list
    at wrong.jan:12
2 passed, 4 failed'

run test sums.jan --filter actors -- --workers 1 -- one two
expect_code 0
expect_output 'counted with ["one", "two"]
ok    actors answer
1 passed, 0 failed, 1 left out'

# Outside of test mode the blocks are not there.
run run sums.jan
expect_code 0
expect_output "main"

echo 'func main() do println(1) end' >none.jan
run test none.jan
expect_code 1 "nothing to test: there is no \`test \"name\" do … end\` in 'none.jan'"

# `check` looks into tests.
printf 'test "t" do\n    println(nothing)\nend\n' >mistake.jan
run check mistake.jan
expect_code 1 'undefined identifier `nothing`'

# For other builds: `emit` and `compile` write the same program.
run emit --no-line --tests sums.jan
expect_code 0
grep -q 'return janus::run_tests(argc, argv, "sums", &sums::main_);' output ||
    fail "emit --tests has no run_tests"
run emit --no-line sums.jan
grep -q 'test' output && fail "tests without --tests"

# A function of C++ may do anything, so its author says whether a simulation may call it.
cat >foreign.jan <<'TEXT'
use cpp "cmath"
extern func cube_root(x: f64) -> f64 = "std::cbrt"
test "a function of C++" do
    assert(cube_root(8.0) == 2.0)
end
TEXT
run test --sim --seeds 3 foreign.jan
expect_code 2 'cannot be simulated: not marked `@simulable` are std::cbrt'
sed 's/^extern/@simulable extern/' foreign.jan >simulable.jan
run test --sim --seeds 3 --faults all simulable.jan
expect_code 0
run test --sim --faults sleepy simulable.jan
expect_code 2 "'sleepy' is no kind of fault (all, none, or some of yield,wake,late,sleep,store"

finish
