#!/bin/bash
# Gives tidy.sh a tree with one fault of each kind and one file that is right, so that a check which
# finds nothing any more is noticed.
set -euo pipefail

tidy="$1"
tree="$2"
rm -rf "$tree"
mkdir -p "$tree"/{transpiler/{source,syntax,emit,odd},runtime-lib/{include/janus,src/{actor,seams}}}
mkdir -p "$tree"/{tests/unit,templates/cpp,build}

put() { # FILE TEXT
    printf '%b\n' "$2" >"$tree/$1"
}

repeat() { # COUNT TEXT
    local i
    for ((i = 0; i < $1; ++i)); do printf '%s' "$2"; done
}

put transpiler/source/right.cpp "#include \"source/right.hpp\"\n$(repeat 50 äö)\n// std::mutex"
put runtime-lib/src/seams/clock.cpp 'auto x = std::chrono::steady_clock::now();\nstd::mutex m;'
put build/util.cpp "$(repeat 101 x)"

put transpiler/source/wide.cpp "$(repeat 101 x)"
put transpiler/source/tall.cpp "$(repeat 500 '\n')"
put transpiler/source/blank.cpp 'int x; '
put transpiler/source/tab.cpp '\tint x;'
put transpiler/source/long_function.cpp "void f()\n{\n$(repeat 61 'x();\n')}"
put transpiler/source/util.cpp ''
put transpiler/source/CamelCase.cpp ''
put transpiler/source/upwards.cpp '#include "syntax/ast.hpp"'
put transpiler/emit/sideways.cpp '#include "syntax/ast.hpp"'
put transpiler/syntax/bare.cpp '#include "ast.hpp"'
put transpiler/odd/layer.cpp ''
put runtime-lib/src/actor/upwards.cpp '#include "supervision/supervisor.hpp"'
put runtime-lib/src/actor/downwards.cpp '#include "scheduler/worker.hpp"'
put transpiler/syntax/runtime.cpp '#include <janus/actor.hpp>'
put transpiler/syntax/lexer.cpp '#include <tao/pegtl.hpp>'
put transpiler/syntax/parser.cpp '#include <tao/pegtl.hpp>'
put runtime-lib/include/janus/asio.hpp '#include <boost/asio.hpp>'
put runtime-lib/include/janus/actor.hpp '#include <boost/asio.hpp>'
put runtime-lib/include/janus/text.hpp '#include <fmt/format.h>'
put runtime-lib/src/actor/io.hpp '#include <boost/asio.hpp>'
put runtime-lib/src/actor/clock.cpp 'auto x = std::chrono::steady_clock::now();'
put runtime-lib/src/actor/lock.cpp 'std::mutex m;'
put runtime-lib/src/actor/thread.cpp 'std::thread t;'
put runtime-lib/src/actor/random.cpp 'int x = rand();'
put runtime-lib/src/actor/sleep.cpp 'std::this_thread::sleep_for(x);'
put runtime-lib/src/seams/fence.cpp 'std::atomic_thread_fence(order);'
put tests/unit/sleep_test.cpp 'std::this_thread::sleep_for(x);'
put transpiler/source/todo.cpp '// TODO later'
put transpiler/source/todo_with_issue.cpp '// TODO(#12) later'
put templates/cpp/used.cpp.in ''
put templates/cpp/unused.cpp.in ''
put transpiler/emit/user.cpp 'auto t = embedded_template("used.cpp.in");'

expected='
runtime-lib/include/janus/actor.hpp:1
runtime-lib/include/janus/text.hpp:1
runtime-lib/src/actor/clock.cpp:1
runtime-lib/src/actor/io.hpp:1
runtime-lib/src/actor/lock.cpp:1
runtime-lib/src/actor/random.cpp:1
runtime-lib/src/actor/sleep.cpp:1
runtime-lib/src/actor/thread.cpp:1
runtime-lib/src/actor/upwards.cpp:1
runtime-lib/src/seams/fence.cpp:1
templates/cpp/unused.cpp.in:1
tests/unit/sleep_test.cpp:1
transpiler/emit/sideways.cpp:1
transpiler/odd/layer.cpp:1
transpiler/source/blank.cpp:1
transpiler/source/CamelCase.cpp:1
transpiler/source/long_function.cpp:2
transpiler/source/tab.cpp:1
transpiler/source/tall.cpp:501
transpiler/source/todo.cpp:1
transpiler/source/upwards.cpp:1
transpiler/source/util.cpp:1
transpiler/source/wide.cpp:1
transpiler/syntax/bare.cpp:1
transpiler/syntax/lexer.cpp:1
transpiler/syntax/runtime.cpp:1'

if "$tidy" "$tree" >"$tree/output"; then
    echo "tidy.sh accepts a tree full of faults"
    exit 1
fi
found="$(sed 's/^\([^:]*:[0-9]*\):.*/\1/' "$tree/output" | LC_ALL=C sort -u)"
diff <(LC_ALL=C sort -u <<<"${expected#?}") <(echo "$found")
