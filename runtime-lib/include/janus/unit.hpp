#pragma once
// Unit: the value of Janus's `void` where a value is needed, such as `Reply<void>` stored in a
// container. It is empty, all units are equal. Any thread may use it.

#include <compare>

namespace janus {

struct Unit {
    friend constexpr bool operator==(Unit, Unit) { return true; }
    friend constexpr std::strong_ordering operator<=>(Unit, Unit)
    {
        return std::strong_ordering::equal;
    }
    template <class Archive> void serialize(Archive&, unsigned) {}
};

} // namespace janus
