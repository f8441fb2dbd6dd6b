#pragma once
// Sets of flags: what `|`, `&`, `^`, `~` and `has` mean for a Janus `flags` type, an enum class
// whose cases are powers of two. Pure functions of values; any thread.

#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>

#include <janus/type_info.hpp>

namespace janus {

namespace detail {

template <class F>
concept Flags = std::is_enum_v<F> && requires
{
    requires type_info<F>::is_flags;
};

template <class F> constexpr std::int64_t flag_bits(F flags)
{
    return static_cast<std::int64_t>(flags);
}
template <class F> constexpr F flags_of(std::int64_t bits)
{
    return static_cast<F>(static_cast<std::underlying_type_t<F>>(bits));
}

// `Read | Write`; `none` if no flag is set.
template <Flags F> void write_flags(std::string& out, F flags)
{
    std::size_t const begin = out.size();
    for (auto const& one : type_info<F>::cases) {
        std::int64_t const bits = flag_bits(one.value);
        if (bits != 0 && (flag_bits(flags) & bits) == bits) {
            out += out.size() == begin ? "" : " | ";
            out += one.name;
        }
    }
    if (out.size() == begin) {
        out += "none";
    }
}

} // namespace detail

template <class F> constexpr F flags_or(F a, F b)
{
    return detail::flags_of<F>(detail::flag_bits(a) | detail::flag_bits(b));
}
template <class F> constexpr F flags_and(F a, F b)
{
    return detail::flags_of<F>(detail::flag_bits(a) & detail::flag_bits(b));
}
template <class F> constexpr F flags_xor(F a, F b)
{
    return detail::flags_of<F>(detail::flag_bits(a) ^ detail::flag_bits(b));
}
// Every flag of the type that is not in `flags`.
template <class F> constexpr F flags_not(F flags)
{
    std::int64_t all = 0;
    for (auto const& one : type_info<F>::cases) {
        all |= detail::flag_bits(one.value);
    }
    return detail::flags_of<F>(all & ~detail::flag_bits(flags));
}
template <class F> constexpr bool flags_has(F flags, F wanted)
{
    return flags_and(flags, wanted) == wanted;
}

} // namespace janus
