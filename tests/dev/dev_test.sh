#!/bin/bash
# dev_test.sh DEV FOLDER: the script `dev` where packages are missing or it is used wrongly. Its apt
# and dpkg are replaced, so nothing is installed.
set -euo pipefail

dev="$1"
tools="$2"
rm -rf "$tools"
mkdir -p "$tools"

# A machine with the basic tools, but neither sudo nor our packages; apt can install nothing.
for tool in bash cat dirname env flock grep mkdir nproc readlink sed; do
    ln -s "$(command -v "$tool")" "$tools/$tool"
done
cat >"$tools/dpkg-query" <<'TEXT'
#!/bin/bash
echo 'installed bash'
echo 'installed libboost1.74-dev'
TEXT
cat >"$tools/apt-get" <<'TEXT'
#!/bin/bash
echo "apt was called: $*" >&2
exit 100
TEXT
chmod +x "$tools/dpkg-query" "$tools/apt-get"

expect() { # CODE TEXT ARGUMENT...
    local code="$1" text="$2" status=0 output
    shift 2
    output="$(env -u Boost_ROOT PATH="$tools" CI=1 "$dev" "$@" 2>&1 </dev/null)" || status=$?
    if [[ "$status" != "$code" || "$output" != *"$text"* ]]; then
        echo "dev $*: expected exit code $code and '$text', got $status and:"
        echo "$output"
        exit 1
    fi
}

expect 0 "usage: ./dev" --help
expect 2 "usage: ./dev"
expect 2 "unknown command 'nonsense'" nonsense

line="apt-get install --yes --no-remove --no-install-recommends g++ cmake ninja-build"
for command in demo test janusc build bench; do
    expect 2 "$line" "$command"
done
expect 2 "libboost1.81-dev" janusc
if ((EUID == 0)); then
    expect 2 "conflicts with these installed packages: libboost1.74-dev" janusc
    expect 2 "apt was called: install" janusc
fi

# With a Boost of one's own, Debian's is not asked for.
boost=-DBoost_ROOT=/opt/boost
output="$(env -u Boost_ROOT PATH="$tools" CI=1 "$dev" "$boost" janusc 2>&1 </dev/null)" && exit 1
if [[ "$output" == *libboost* ]]; then
    echo "Boost is installed although Boost_ROOT is given: $output"
    exit 1
fi
