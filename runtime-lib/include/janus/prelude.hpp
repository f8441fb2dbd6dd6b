#pragma once

// The free functions of Janus's prelude that no value type brings along: panics in their source
// spelling, and lists made from nothing. Generated code calls them. Any thread may call them.

#include <cstdint>
#include <source_location>

#include <janus/list.hpp>
#include <janus/panic.hpp>
#include <janus/string.hpp>

namespace janus {

// `panic("text")`.
[[noreturn]] inline void panic_with(String const& text,
                                    std::source_location where = std::source_location::current())
{
    panic("", text.view(), where);
}

[[noreturn]] inline void reached_unreachable(
    std::source_location where = std::source_location::current())
{
    panic("P005", "reached unreachable code", where);
}

[[noreturn]] inline void reached_todo(std::source_location where = std::source_location::current())
{
    panic("", "not done yet", where);
}

inline String join(List<String> const& items, String const& separator)
{
    return items.join(separator);
}

// `array.range(a, b)`: a, a + 1, …, b - 1.
inline List<std::int64_t> list_range(std::int64_t low, std::int64_t high)
{
    List<std::int64_t> made;
    for (std::int64_t i = low; i < high; ++i) {
        made.push(i);
    }
    return made;
}

// `array.create[T](n)`: n zero values.
template <class T> List<T> zeros(Index count)
{
    return List<T>::filled(T{}, count);
}
template <class T, class Allocator> List<T> zeros(Index count, Allocator const&)
{
    return zeros<T>(count);
}

} // namespace janus
