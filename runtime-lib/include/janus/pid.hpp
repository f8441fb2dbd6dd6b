#pragma once
// Pid: the number of an actor. Numbers are given in the order of starting, and are used again only
// after four thousand million starts. It stays the same over supervised restarts. 0 is nobody. A
// value; any thread may use it.

#include <compare>
#include <cstdint>
#include <functional>

#include <janus/string.hpp>

namespace janus {

struct Pid {
    std::uint32_t number = 0;

    // `<17>`
    String to_text() const;

    friend bool operator==(Pid, Pid) = default;
    friend std::strong_ordering operator<=>(Pid, Pid) = default;
};

} // namespace janus

template <> struct std::hash<janus::Pid> {
    std::size_t operator()(janus::Pid pid) const noexcept
    {
        return std::hash<std::uint32_t>()(pid.number);
    }
};
