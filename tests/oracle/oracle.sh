#!/usr/bin/env bash
# oracle.sh ORACLE TOOLCHAIN FIRST COUNT BATCH CXX...: runs random programs and compares them with
# what the reference interpreter says. ORACLE is the program of this folder, TOOLCHAIN the file that
# says how `janusc run` compiles. Every compiler gets each batch of BATCH programs as one
# translation unit. A batch with a difference is kept, and its place is printed.
set -uo pipefail

oracle=$1 toolchain=$2 first=$3 count=$4 batch=$5
shift 5
compilers=("$@")

words() { sed -n "s,^$1 ,,p" "$toolchain"; }
mapfile -t flags < <(words flag)
mapfile -t includes < <(words include | sed 's,^,-I,')
mapfile -t links < <(words link)

work=$(mktemp -d) || exit 2
trap '[ -n "${kept:-}" ] || rm -rf "$work"' EXIT

complain() {
    kept=yes
    echo "difference: seeds $seed to $((seed + size - 1)), $compiler: $1 (see $folder)"
    failed=1
}

# The headers of the runtime, compiled once for each compiler.
prepare() {
    local place="$work/${1##*/}"
    mkdir -p "$place"
    echo '#include <janus/actor.hpp>' >"$place/runtime.hpp"
    "$1" -O0 -w "${flags[@]}" "${includes[@]}" -x c++-header "$place/runtime.hpp" \
        -o "$place/runtime.hpp.gch" 2>"$place/log" || cat "$place/log"
}

run_batch() {
    local number code name="${compiler##*/}"
    if ! "$compiler" -O0 -w "${flags[@]}" -include "$work/$name/runtime.hpp" \
        "${includes[@]}" -I"$folder" "$folder/batch.jan.cpp" -o "$folder/program" "${links[@]}" \
        >"$folder/$name.log" 2>&1; then
        complain "the generated C++ is refused: $(grep -m1 -E 'error' "$folder/$name.log")"
        return
    fi
    read -r -a numbers <"$folder/arguments"
    if ! timeout 60 "$folder/program" -- "${numbers[@]}" >"$folder/$name.output" \
        2>"$folder/$name.error" ||
        ! cmp -s "$folder/expected" "$folder/$name.output"; then
        complain "$(diff "$folder/expected" "$folder/$name.output" | head -3 | tr '\n' ' ')"
    fi
    while read -r number code; do
        timeout 20 "$folder/program" -- "$number" >"$folder/$name.output" \
            2>"$folder/$name.error"
        if [ $? != 1 ] || ! grep -q "$code" "$folder/$name.error" ||
            ! cmp -s "$folder/$number.expected" "$folder/$name.output"; then
            complain "program $number must panic with $code"
        fi
    done <"$folder/panics"
}

failed=0
compared=0
panicked=0
for compiler in "${compilers[@]}"; do
    prepare "$compiler"
done
for ((seed = first; seed < first + count; seed += batch)); do
    size=$((batch < first + count - seed ? batch : first + count - seed))
    folder=$work/$seed
    mkdir -p "$folder"
    compiler=janusc
    if ! made=$("$oracle" "$seed" "$size" "$folder" 2>"$folder/refused"); then
        complain "$(head -2 "$folder/refused" | tr '\n' ' ')"
        continue
    fi
    compared=$((compared + made))
    panicked=$((panicked + $(wc -l <"$folder/panics")))
    before=$failed
    failed=0
    for compiler in "${compilers[@]}"; do
        run_batch
    done
    [ "$failed" = 1 ] || rm -rf "$folder"
    failed=$((failed | before))
done
echo "$compared programs compared ($panicked of them panic), seeds $first to $((first + count - 1))"
exit "$failed"
