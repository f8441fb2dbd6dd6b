#!/usr/bin/env bash
# Options, help and mistakes on the command line.
set -uo pipefail
. "$(dirname "$0")/expect.sh"

printf 'func main() do\n    println("hi")\nend\n' >good.jan
printf 'func main() do\n    println(nobody)\nend\n' >bad.jan

run --version
expect_code 0
grep -qE '^janusc [0-9]+\.[0-9]+\.[0-9]+$' output || fail "--version prints: $(cat output)"

run --help
expect_code 0
for command in run check compile emit; do
    grep -q "^  $command " output || fail "--help does not name $command"
    run "$command" --help
    expect_code 0
    grep -q -- '--module-root' output || fail "$command --help does not name its options"
    run --help
done

run
expect_code 2 'no command' 'janusc run FILE.jan'
run frobnicate good.jan
expect_code 2 'frobnicate' 'janusc --help'
run good.jan
expect_code 2 'janusc run good.jan'
run check
expect_code 2 'FILE' 'janusc check --help'
run check --frobnicate good.jan
expect_code 2 '--frobnicate' 'janusc check --help'
run check --diagnostics=xml good.jan
expect_code 2 'xml'
run check -Wnonsense good.jan
expect_code 2 '-Wnonsense'
run check -Wno-S0001 good.jan
expect_code 2 'S0001 is an error'
run compile good.jan
expect_code 2 '--out-dir'
run compile good.jan --out-dir out --depfile good.d
expect_code 2 '--depfile-target'
echo 'x' >good.txt
run check good.txt
expect_code 2 'does not end in .jan'
mkdir root
run check --module-root root good.jan
expect_code 2 "'good.jan' is not below the module root 'root'"

run check good.jan
expect_code 0
[ -s error ] && fail "check of a good file says something"
run check bad.jan
expect_code 1 'bad.jan:2:13: error[S0001]' 'error: 1 errors, 0 warnings generated'
run check --diagnostics=json bad.jan
expect_code 1 '"schema_version":1' '"code":"S0001"' '"line":2' '"column":13'
[ "$(wc -l <error)" = 1 ] || fail "JSON output is not one line"

cat >partial.jan <<'TEXT'
message M { A, B }
actor X implements M do
  receive do
    | A => do end
  end
end
func main() do
  let x = spawn X
  x.send(.A)
end
TEXT
run check partial.jan
expect_code 0 'warning[W0006]'
run check -Wno-W0006 partial.jan
expect_code 0
[ -s error ] && fail "-Wno-W0006 leaves something"
run check -Werror partial.jan
expect_code 1 'error[W0006]'
run check --strict-receive partial.jan
expect_code 1 'error[W0006]'

finish
