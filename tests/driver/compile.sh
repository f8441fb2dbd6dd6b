#!/usr/bin/env bash
# What `compile` and `emit` write, and what they leave alone.
set -uo pipefail
. "$(dirname "$0")/expect.sh"

mkdir -p src/chat
printf 'pub func twice(n: i64) -> i64 do n * 2 end\n' >src/chat/room.jan
printf 'import chat.room\nfunc main() do\n    println(twice(4))\nend\n' >src/app.jan

run compile src/app.jan --module-root src --out-dir out --depfile out/app.d \
    --depfile-target 'out/a b#$.stamp'
expect_code 0
for name in app.jan.hpp app.jan.cpp; do
    [ -s out/$name ] || fail "out/$name is missing"
done
[ -e out/chat ] && fail "an imported module was written"
grep -qF '#include <chat/room.jan.hpp>' out/app.jan.hpp out/app.jan.cpp ||
    fail "the import is not included"
printf 'out/a\\ b\\#$$.stamp: \\\n  %s/src/app.jan \\\n  %s/src/chat/room.jan\n' \
    "$work" "$work" >wanted.d
diff wanted.d out/app.d || fail "the depfile differs"
ls -A out | grep -q tmp && fail "a temporary file stays behind"

# Nothing changes on disk if nothing changes in the text.
touch -d '2020-01-01' out/app.jan.hpp out/app.jan.cpp
run compile src/app.jan --module-root src --out-dir out
expect_code 0
[ -z "$(find out -name '*.jan.*' -newermt 2020-01-02)" ] || fail "an unchanged file was written"

# Nor if there is an error.
sed -i 's/4/nobody/' src/app.jan
run compile src/app.jan --module-root src --out-dir out
expect_code 1 'error[S0001]'
[ -z "$(find out -name '*.jan.*' -newermt 2020-01-02)" ] || fail "an error overwrote a file"
sed -i 's/nobody/5/' src/app.jan
run compile src/app.jan --module-root src --out-dir out
expect_code 0
[ -n "$(find out -name 'app.jan.cpp' -newermt 2020-01-02)" ] ||
    fail "a changed file was not written"

# --no-main, fellows, several files.
grep -q 'int main(' out/app.jan.cpp || fail "there is no main"
run compile src/app.jan --module-root src --out-dir no_main --no-main
expect_code 0
grep -q 'int main(' no_main/app.jan.cpp && fail "--no-main leaves a main"
printf 'func main() do\n    println(helper())\nend\n' >a.jan
printf 'func helper() -> i64 do 1 end\n' >b.jan
run compile a.jan --out-dir fellows --with b.jan --depfile fellows/a.d --depfile-target x
expect_code 0
grep -qF "$work/b.jan" fellows/a.d || fail "a fellow is missing from the depfile"
[ -e fellows/b.jan.cpp ] && fail "a fellow was written"
run compile a.jan b.jan --out-dir both
expect_code 0
[ -s both/b.jan.cpp ] || fail "the second file was not written"
run compile a.jan --out-dir alone
expect_code 1 'error[S0002]'

# Folders that cannot be written.
echo text >file
run compile b.jan --out-dir file
expect_code 2 "cannot write 'file/b.jan.hpp'" '--out-dir'
run compile b.jan --out-dir /dev/null/out
expect_code 2 "cannot write '/dev/null/out/b.jan.hpp'"

# emit prints the same.
run emit src/app.jan --module-root src --no-line
expect_code 0
[ "$(grep -c '^// ---- ' output)" = 2 ] || fail "emit does not print two files"
[ "$(head -1 output)" = '// ---- app.jan.hpp' ] || fail "emit does not begin with the header"
grep -q '#line' output && fail "--no-line leaves a #line"
run emit src/app.jan --module-root src --line-path=absolute
grep -qF "\"$work/src/app.jan\"" output || fail "--line-path=absolute has no absolute path"
run emit src/app.jan --module-root src --line-path=relative
grep -qF '"app.jan"' output || fail "--line-path=relative has no relative path"
"$janusc" emit src/app.jan --module-root src >/dev/full 2>error
[ $? = 2 ] || fail "emit to a full disk is not reported"

finish
