#!/bin/sh
# The installed headers: <janus/actor.hpp>, which every generated header includes, brings no Asio,
# no Boost archive and no fmt. With `each`, every header compiles alone.
set -eu

include="$STAGING/include"
compile() { # HEADER OPTION...
    header="$1"
    shift
    echo "#include <$header>" |
        "$CXX_COMPILER" -std=c++20 -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror \
            "-I$include" "$@" -x c++ -
}

compile janus/actor.hpp -M | tr ' ' '\n' >"$WORK/headers"
grep -q 'janus/actor\.hpp$' "$WORK/headers"
if grep -E '/(asio|beast|archive|fmt|spdlog|tao|CLI)/|/sqlite3\.h$' "$WORK/headers"; then
    echo "janus/actor.hpp includes these, which generated code must not need"
    exit 1
fi

if [ "${1:-}" = each ]; then
    cd "$include"
    find janus -name '*.hpp' | while read -r header; do
        compile "$header" -fsyntax-only || exit 1
    done
fi
