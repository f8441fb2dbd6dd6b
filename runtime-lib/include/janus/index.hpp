#pragma once
// Index: an element position together with the place in the source that uses it, so that `xs[i]`
// can say where it went out of bounds. Made implicitly from any integer.

#include <cstddef>
#include <cstdint>
#include <source_location>

#include <janus/integer_types.hpp>
#include <janus/panic.hpp>

namespace janus {

struct Index {
    template <Integer I>
    constexpr Index(I position, std::source_location at = std::source_location::current())
        : value(static_cast<std::int64_t>(position)), where(at)
    {}

    std::int64_t value;
    std::source_location where;

    // The position as an offset; panics with P001 unless it lies in [0, length).
    constexpr std::size_t within(std::size_t length) const
    {
        if (static_cast<std::uint64_t>(value) >= length) [[unlikely]] {
            detail::panic_index(value, static_cast<long long>(length), where);
        }
        return static_cast<std::size_t>(value);
    }
};

namespace detail {

// Checks the half-open range [first, end) against a length; panics with P001.
constexpr void check_slice(std::int64_t first, std::int64_t end, std::size_t length,
                           std::source_location where)
{
    if (first < 0 || end < first || static_cast<std::uint64_t>(end) > length) [[unlikely]] {
        panic_slice(first, end, static_cast<long long>(length), where);
    }
}

} // namespace detail

} // namespace janus
