# Shared by the tests of this folder: configures, builds and checks a project outside the tree.
# Sourced with `set -eu` and these variables set by CTest: CMAKE, GENERATOR, CXX_COMPILER, SANITIZE.

configure_project() { # SOURCE BUILD [CMAKE-ARGUMENT...]
    source="$1"
    build="$2"
    shift 2
    flags=""
    if [ -n "$SANITIZE" ]; then
        flags="-fsanitize=$SANITIZE -fno-omit-frame-pointer"
    fi
    "$CMAKE" -S "$source" -B "$build" -G "$GENERATOR" -DCMAKE_BUILD_TYPE=Debug \
        "-DCMAKE_CXX_COMPILER=$CXX_COMPILER" "-DCMAKE_CXX_FLAGS=$flags" \
        --no-warn-unused-cli -DCMAKE_CONFIGURATION_TYPES=Debug "$@"
}

expect() { # WHAT EXPECTED ACTUAL
    if [ "$2" != "$3" ]; then
        echo "FAILED: $1: expected '$2', got '$3'"
        exit 1
    fi
    echo "ok: $1: $3"
}

# Where a program lands differs between single and multi configuration generators.
program_in() { # FOLDER NAME
    if [ -x "$1/Debug/$2" ]; then
        echo "$1/Debug/$2"
    else
        echo "$1/$2"
    fi
}
