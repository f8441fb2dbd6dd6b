# The packages of Debian 12 that Janus needs, and how the missing ones are installed. Sourced by
# `dev`.

packages=(
    g++ cmake ninja-build ccache gdb
    libboost1.81-dev libboost-serialization1.81-dev libboost-json1.81-dev
    libboost-stacktrace1.81-dev
    libfmt-dev libspdlog-dev libcli11-dev libsqlite3-dev libssl-dev
    tao-pegtl-dev catch2 libbenchmark-dev
    clang-19 libclang-rt-19-dev clang-format
)

installed_packages() {
    dpkg-query --show --showformat '${db:Status-Status} ${Package}\n' 2>/dev/null |
        sed -n 's/^installed //p'
}

# Prints the packages that are missing. With a Boost of one's own, Debian's is not wanted.
missing_packages() {
    local package installed
    installed="$(installed_packages)"
    for package in "${packages[@]}"; do
        if [[ "$package" == libboost* && ("${cmake_arguments[*]-}" == *Boost_ROOT=* ||
            -n "${Boost_ROOT:-}") ]]; then
            continue
        fi
        grep -qx -F "$package" <<<"$installed" || echo "$package"
    done
}

# Debian's default Boost, 1.74, cannot be installed beside the 1.81 headers.
explain_boost_conflict() {
    local rivals
    rivals="$(installed_packages | grep -E '^libboost.*1\.74-dev$|^libboost1\.74-dev$' || true)"
    [[ -n "$rivals" ]] || return 0
    say "libboost1.81-dev conflicts with these installed packages: $(echo $rivals)"
    say "Remove them (apt-get remove $(echo $rivals)), or keep them, unpack Boost 1.81 or later"
    say "elsewhere and say where, every time: ./dev -DBoost_ROOT=/path/to/boost COMMAND"
    say "(or once for this shell: export Boost_ROOT=/path/to/boost)"
}

# Asks nothing: with a terminal sudo may want a password, without one it must not.
as_root() {
    if ((EUID == 0)); then
        "$@"
    elif [[ -t 0 && -z "${CI:-}" ]]; then
        sudo "$@"
    else
        sudo -n "$@"
    fi
}

set_up() {
    if ! command -v dpkg-query >/dev/null; then
        return 0 # not a Debian: CMake will say what it does not find
    fi
    local missing apt
    mapfile -t missing < <(missing_packages)
    ((${#missing[@]} > 0)) || return 0
    apt=(apt-get install --yes --no-remove --no-install-recommends "${missing[@]}")
    if ((EUID != 0)) && ! command -v sudo >/dev/null; then
        say "these packages are missing: ${missing[*]}"
        say "Neither root nor sudo is at hand. Install them as root with:"
        fail "${apt[*]}" 2
    fi
    say "installing with apt: ${missing[*]}"
    export DEBIAN_FRONTEND=noninteractive
    quietly "$root/build/apt-update.log" as_root apt-get update ||
        say "apt-get update failed; trying with the package lists at hand"
    if ! quietly "$root/build/apt-install.log" as_root env DEBIAN_FRONTEND=noninteractive \
        "${apt[@]}"; then
        [[ "${missing[*]}" != *libboost* ]] || explain_boost_conflict
        say "The packages could not be installed. As root, this is the line to run:"
        fail "${apt[*]}" 2
    fi
}
