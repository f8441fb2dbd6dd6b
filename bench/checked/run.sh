#!/usr/bin/env bash
# What checked integers and indexes cost: every program here exists in Janus and in plain C++. Both
# are built with g++ -O2, run five times in turn, and the fastest runs are compared.
#
#   run.sh JANUSC        prints a table; fails if an output differs, if one program takes more than
#                        twice as long, or all together (geometric mean) more than 1.3 times
set -euo pipefail

janusc=$(realpath "$1")
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export JANUS_CXX=${CXX:-g++} JANUS_CXXFLAGS=-O2

# seconds PROGRAM OUTPUT: the time of one run.
seconds() {
    local begin end
    begin=$(date +%s%N)
    "$1" > "$2"
    end=$(date +%s%N)
    awk "BEGIN { print ($end - $begin) / 1e9 }"
}

printf '%-10s %10s %10s %8s\n' program 'C++ s' 'Janus s' ratio
for source in "$here"/*.jan; do
    name=$(basename "$source" .jan)
    "$JANUS_CXX" -std=c++20 -O2 -o "$work/$name.plain" "$here/$name.cpp"
    # The build cache keeps the program.
    XDG_CACHE_HOME="$work/cache/$name" "$janusc" run "$source" > "$work/checked.out"
    mv "$work/cache/$name"/janus/entry/program-* "$work/$name.checked"
    plain=1e9 checked=1e9
    for _ in 1 2 3 4 5; do
        one=$(seconds "$work/$name.plain" "$work/plain.out")
        two=$(seconds "$work/$name.checked" "$work/checked.out")
        plain=$(awk "BEGIN { print $one < $plain ? $one : $plain }")
        checked=$(awk "BEGIN { print $two < $checked ? $two : $checked }")
    done
    cmp "$work/plain.out" "$work/checked.out"
    awk -v n="$name" -v p="$plain" -v c="$checked" \
        'BEGIN { printf "%-10s %10.3f %10.3f %8.2f\n", n, p, c, c / p }' | tee -a "$work/table"
done
awk '{ sum += log($4); if ($4 > 2) slow = slow " " $1 }
     END { mean = exp(sum / NR); printf "%-10s %10s %10s %8.2f\n", "mean", "", "", mean
           if (slow) print "more than twice as slow:" slow
           exit slow || mean > 1.3 }' "$work/table"
