#!/bin/sh
# Janus as a subproject. Generates and compiles the project's own sources; the runtime is not built
# again, so nothing is linked.
set -eu
. "$TEST_FOLDER/run_project.sh"

build="$WORK/embedded"
rm -rf "$build"
configure_project "$TEST_FOLDER/embedded" "$build" "-DJANUS_SOURCE=$JANUS_SOURCE" \
    "-DJANUS_JANUSC_EXECUTABLE=$STAGING/bin/janusc"
"$CMAKE" --build "$build" --target janus_generate
"$CMAKE" --build "$build" --target CMakeFiles/embedded.dir/embedded_janus/hello.jan.cpp.o

# A subproject brings its tests, examples and install rules to nobody.
if grep -q "_tests:" "$build/build.ninja"; then
    expect "tests in a subproject" "none" "some"
fi
