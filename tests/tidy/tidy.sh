#!/bin/bash
# tidy.sh ROOT [CHECK...]: the house rules that a machine can check. Prints `file:line: complaint`
# and fails if there is one. Needs bash, find, sed and awk only.
set -euo pipefail
export LC_ALL=C # awk then counts bytes, and the scripts count characters themselves

cd "$1"
shift

lines_per_file_max=500
lines_per_function_max=60
columns_max=100

# Files of ours below the given folders with one of the given endings.
own_files() { # FOLDER... -- ENDING...
    local folders=() names=()
    while [[ "$1" != -- ]]; do
        [[ ! -e "$1" ]] || folders+=("$1")
        shift
    done
    shift
    local ending
    for ending in "$@"; do
        names+=(-o -name "*$ending")
    done
    ((${#folders[@]} == 0)) || find "${folders[@]}" \
        \( -name build -o -name .git -o -name golden -o -name '*_janus' \) -prune -o \
        -type f \( -false "${names[@]}" \) -print | sed 's|^\./||' | sort
}

# Searches files (standard input) for an extended regular expression outside of // comments.
find_in_code() { # EXPRESSION COMPLAINT
    xargs -r awk -v expression="$1" -v complaint="$2" '
        { code = $0; sub(/\/\/.*/, "", code) }
        code ~ expression { print FILENAME ":" FNR ": " complaint }'
}

check_lengths() {
    own_files . -- .cpp .hpp .sh .cmake .in CMakeLists.txt dev | xargs -r awk \
        -v lines_max=$lines_per_file_max -v columns_max=$columns_max '
        { text = $0; gsub(/[\200-\277]/, "", text) }
        length(text) > columns_max { print FILENAME ":" FNR ": " length(text) " columns" }
        FNR == lines_max + 1 { print FILENAME ":" FNR ": more than " lines_max " lines" }
        /[ \t\r]$/ { print FILENAME ":" FNR ": white space at the end of the line" }
        /\t/ { print FILENAME ":" FNR ": a tab" }'
}

# Formatted code opens a function body, and little else, with a brace alone on its line. A `case`
# with the line after it is a row of a table rather than a step, and does not count.
check_function_lengths() {
    own_files transpiler runtime-lib tests examples bench -- .cpp .hpp | xargs -r awk \
        -v lines_max=$lines_per_function_max '
        FNR == 1 { start = 0 }
        !start && /^ *\{$/ {
            start = FNR
            lines = row = 0
            match($0, /^ */)
            indent = RLENGTH
            next
        }
        start && /^ *\}/ {
            match($0, /^ */)
            if (RLENGTH == indent) {
                if (lines > lines_max)
                    print FILENAME ":" start ": a function of " lines " lines"
                start = 0
            }
        }
        start && /^ *(case .*|default):/ { row = 1; next }
        start && row { row = 0; next }
        start { ++lines }'
}

check_names() {
    find . \( -path ./build -o -path ./.git \) -prune -o -print | sed 's|^\./||' | awk -F/ '
        { name = tolower($NF); sub(/\..*/, "", name) }
        name ~ /^(util|utils|utility|utilities|common|helper|helpers|misc)$/ {
            print $0 ":1: a name that says nothing"
        }
        /\.(cpp|hpp)$/ && $NF ~ /[A-Z-]/ { print $0 ":1: file names are snake_case" }'
}

# Which folders a folder may include besides itself; the arrows of docs/architecture.md. A file with
# an entry of its own joins layers: it is where one calls the other.
transpiler_layers='
source:
diagnostics: source
syntax: source diagnostics
semantics: source diagnostics syntax
lowering: source diagnostics syntax semantics
emit: source lowering
emit/emit: source diagnostics semantics lowering emit
driver: source diagnostics syntax semantics lowering emit'

runtime_layers='
values:
codec: values
json: values
seams: values scheduler
observe: values seams
task: values seams
scheduler: values seams task
scheduler/runtime: values seams task scheduler actor registry
scheduler/idle_worker: values seams task scheduler actor
sim: values seams task scheduler
actor: values seams task scheduler
actor/system: values seams task scheduler actor registry supervision codec store grain observe
supervision: values seams task scheduler actor registry
service: values seams task scheduler actor
registry: values seams task scheduler actor
store: values seams codec
files: values seams task scheduler actor
net: values seams task scheduler actor
grain: values seams task scheduler actor registry supervision codec store
program: values seams task scheduler actor registry supervision codec store grain observe sim'

check_layers_of() { # FOLDER LAYERS
    own_files "$1" -- .cpp .hpp | xargs -r awk -v root="$1" -v layers="$2" '
        BEGIN {
            count = split(layers, lines, "\n")
            for (i = 1; i <= count; ++i) {
                layer = lines[i]
                sub(/:.*/, "", layer)
                allowed[layer] = " " layer substr(lines[i], length(layer) + 2) " "
            }
        }
        FNR == 1 {
            layer = substr(FILENAME, length(root) + 2)
            sub(/\..*/, "", layer)
            if (!(layer in allowed)) sub(/\/.*/, "", layer)
            if (!(layer in allowed)) print FILENAME ":1: the layer table lacks this folder"
        }
        /^ *# *include *"/ {
            split($0, quoted, "\"")
            folder = quoted[2]
            if (!sub(/\/.*/, "", folder))
                print FILENAME ":" FNR ": write the folder: \"" layer "/" quoted[2] "\""
            else if (index(allowed[layer], " " folder " ") == 0)
                print FILENAME ":" FNR ": " layer " may not include " folder
        }'
}

check_layers() {
    check_layers_of transpiler "$transpiler_layers"
    check_layers_of runtime-lib/src "$runtime_layers"
    own_files transpiler -- .cpp .hpp |
        find_in_code '^ *#include *[<"]janus/' 'the transpiler needs nothing of the runtime'
}

# Libraries that are slow to compile stay in the few places made for them.
check_libraries() {
    own_files transpiler tests -- .cpp .hpp |
        grep -v -e '^transpiler/syntax/parser\.cpp$' -e '^transpiler/syntax/grammar/' \
            -e '^tests/unit/grammar_test\.cpp$' |
        find_in_code '^ *#include *<tao/' 'PEGTL outside of parser.cpp and the grammar'
    own_files runtime-lib/include -- .hpp | grep -v '^runtime-lib/include/janus/asio\.hpp$' |
        find_in_code '^ *#include *<boost/(asio|beast|archive|serialization)' \
            'a public header with Asio or Boost.Serialization'
    own_files runtime-lib/include -- .hpp |
        find_in_code '^ *#include *<(fmt|spdlog|tao|CLI|sqlite3)' \
            'a public header with a library its readers need not have'
    own_files runtime-lib/src -- .hpp | grep -v '^runtime-lib/src/net/' |
        find_in_code '^ *#include *<boost/(asio|beast)' 'Asio in a header outside of src/net'
}

# What makes a run unrepeatable is reached through a seam, so that the simulator can replace it.
check_seams() {
    local word='(^|[^A-Za-z0-9_.>])'
    logic_files() {
        own_files runtime-lib transpiler -- .cpp .hpp |
            grep -v -e '^runtime-lib/src/seams/' -e '^transpiler/driver/'
    }
    logic_files | find_in_code '_clock::now' 'a clock read outside of src/seams'
    logic_files | find_in_code \
        "$word"'(clock_gettime|gettimeofday|sleep_for|sleep_until|usleep|nanosleep) *\(' \
        'time outside of src/seams'
    local lock='((shared_|recursive_|timed_)?mutex|condition_variable(_any)?)'
    logic_files | find_in_code "std::(jthread|thread|async|$lock)([^A-Za-z0-9_]|\$)" \
        'threads or locks outside of src/seams'
    logic_files | find_in_code "$word"'(s?rand|random_device|getrandom|mt19937(_64)?)[ ({;]' \
        'randomness outside of src/seams'
    own_files runtime-lib transpiler tests -- .cpp .hpp |
        find_in_code 'atomic_(thread|signal)_fence' 'a stand-alone fence'
    # janus::sleep is a feature under test; with the virtual clock it takes no time.
    own_files tests -- .cpp .hpp |
        find_in_code '(^|[^A-Za-z0-9_.>:])(usleep|nanosleep|sleep) *\(|this_thread::sleep' \
            'a sleep in a test'
}

check_leftovers() {
    own_files . -- .cpp .hpp .sh .cmake .in .txt dev | grep -v '^tests/tidy/' |
        xargs -r awk '/(^|[^A-Za-z])(TODO|FIXME|XXX)([^A-Za-z]|$)/ &&
            !/(TODO|FIXME|XXX) ?\(#[0-9]+\)/ {
            print FILENAME ":" FNR ": unfinished work without an issue number"
        }'
    own_files templates/cpp -- .in | while read -r template; do
        grep -rqF "\"${template##*/}\"" transpiler/emit --include='*.cpp' --include='*.hpp' ||
            echo "$template:1: no code uses this template"
    done
}

checks=(lengths function_lengths names layers libraries seams leftovers)
(($# == 0)) || checks=("$@")

complaints=""
for check in "${checks[@]}"; do
    complaints+="$("check_$check")"$'\n'
done
complaints="$(sed '/^$/d' <<<"$complaints")"
if [[ -n "$complaints" ]]; then
    echo "$complaints"
    exit 1
fi
