#!/bin/sh
# find_package(Janus) from a staging install: a library and a program in Janus, and a hand-written
# C++ program that includes the generated header.
set -eu
. "$TEST_FOLDER/run_project.sh"

build="$WORK/consumer-$(echo "$GENERATOR" | tr -c "A-Za-z0-9\n" _)"
rm -rf "$build"
configure_project "$TEST_FOLDER/consumer" "$build" "-DJanus_ROOT=$STAGING"
"$CMAKE" --build "$build"
"$CMAKE" --build "$build" --target all_verify_interface_header_sets

expect "program" "seats 12" "$("$(program_in "$build" program)")"
expect "native" "lobby: hello
said 1, seats 12" "$("$(program_in "$build" native)")"

generated="$build/chat_protocol_janus"
for file in chat/room.jan.hpp chat/room.jan.cpp chat/room.jan.d chat/room.jan.stamp \
    .clang-format .clang-tidy; do
    test -f "$generated/$file" || expect "generated file" "$file" "missing"
done
