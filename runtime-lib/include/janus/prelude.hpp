#pragma once

// The free functions of Janus's prelude that no value type brings along: panics in their source
// spelling and mathematics. Generated code calls them. Any thread may call them.

#include <cmath>
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

inline double sqrt(double x)
{
    return std::sqrt(x);
}

inline double floor(double x)
{
    return std::floor(x);
}

inline double ceil(double x)
{
    return std::ceil(x);
}

inline double round(double x)
{
    return std::round(x);
}

inline double pow(double x, double y)
{
    return std::pow(x, y);
}

inline String join(List<String> const& items, String const& separator)
{
    return items.join(separator);
}

} // namespace janus
