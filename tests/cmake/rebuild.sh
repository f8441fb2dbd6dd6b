#!/bin/sh
# Counts generator runs and C++ compilations after typical edits. Too many is the fault users feel
# daily; too few is worse.
set -eu
. "$TEST_FOLDER/run_project.sh"

folder="$WORK/rebuild-$(echo "$GENERATOR" | tr -c 'A-Za-z0-9\n' '_')"
sources="$folder/source"
build="$folder/build"
numbers="$sources/base/numbers.jan"
rm -rf "$folder"
mkdir -p "$folder"
cp -r "$TEST_FOLDER/rebuild/source" "$sources"

# An own copy of the installed tree: one case touches janusc.
cp -r "$STAGING" "$folder/staging"
configure_project "$sources" "$build" "-DJanus_ROOT=$folder/staging"

# Make compares whole seconds on some file systems: an edit must not share one with what it
# outdates.
settle() {
    if [ "$GENERATOR" = "Unix Makefiles" ]; then
        touch "$folder/mark"
        until [ "$(date +%s)" -gt "$(date -r "$folder/mark" +%s)" ]; do :; done
    fi
}

# Builds and compares the numbers of generator runs and compilations.
counts() { # WHAT GENERATED COMPILED
    "$CMAKE" --build "$build" >"$folder/log" 2>&1 || {
        cat "$folder/log"
        exit 1
    }
    generated="$(grep -c "Transpiling " "$folder/log" || true)"
    compiled="$(grep -c "Building CXX object" "$folder/log" || true)"
    expect "$1: generated, compiled" "$2, $3" "$generated, $compiled"
    settle
}

run() {
    program="$(program_in "$build/app" app)"
    "$program"
}

counts "first build" 4 4
expect "output" "answer 42
words 43 of 42" "$(run)"
counts "nothing changed" 0 0

sed -i 's/gets edited/got edited/' "$numbers"
counts "comment edited in a module imported by all" 4 1
counts "nothing changed after that" 0 0

sed -i 's/return 42/return 43/' "$numbers"
counts "body edited, interface same" 4 1
expect "output" "answer 43
words 44 of 43" "$(run)"

touch "$numbers"
counts "touched" 4 0

touch "$folder/staging/bin/janusc"
counts "janusc is newer, its output the same" 4 0

cp "$numbers" "$folder/numbers.jan"
cp "$build/base/base_janus/numbers.jan.cpp" "$folder/numbers.jan.cpp"
echo 'pub func broken( do' >>"$numbers"
if "$CMAKE" --build "$build" >"$folder/log" 2>&1; then
    expect "build with a syntax error" "failure" "success"
fi
place='^[^ ]*numbers\.jan:5:[0-9]*: error\['
# Importers that were built at the same time say the same.
expect "errors that name their place" 1 "$(grep -o "$place" "$folder/log" | sort -u | grep -c .)"
cmp "$build/base/base_janus/numbers.jan.cpp" "$folder/numbers.jan.cpp"
settle
cp "$folder/numbers.jan" "$numbers"
counts "syntax error mended" 4 0

cat >"$sources/base/extra.jan" <<'TEXT'
pub func extra() -> i64 do
    return 1
end
TEXT
sed -i 's/base SOURCES/base SOURCES extra.jan/' "$sources/base/CMakeLists.txt"
sed -i -e 's/^import numbers/import numbers\nimport extra/' -e 's/ + 1/ + extra.extra()/' \
    "$sources/base/words.jan"
"$CMAKE" --build "$build"
settle
sed -i 's/return 1/return 2/' "$sources/base/extra.jan"
"$CMAKE" --build "$build" >"$folder/log" 2>&1
expect "an added import is tracked" 1 "$(grep -c 'Transpiling words.jan' "$folder/log")"
expect "output" "answer 43
words 45 of 43" "$(run)"

if [ "$GENERATOR" != "Unix Makefiles" ]; then # Make heals only when the stamp goes too
    rm "$build/base/base_janus/words.jan.cpp"
    "$CMAKE" --build "$build" >/dev/null
    test -f "$build/base/base_janus/words.jan.cpp" || expect "deleted source" "healed" "missing"
fi
rm -r "$build/base/base_janus"
"$CMAKE" --build "$build" >/dev/null
expect "output after healing" "answer 43
words 45 of 43" "$(run)"
