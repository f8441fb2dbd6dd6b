#pragma once
// format_text(value, spec): one piece `{value:spec}` of an interpolated string. The specification
// is `[fill][<|>|^][0][width][.digits][f|e|x|X|b|o]`. The transpiler checks it; a wrong one panics
// with P004. Any thread may use it.

#include <string_view>
#include <type_traits>

#include <janus/integer_types.hpp>
#include <janus/string.hpp>
#include <janus/text.hpp>

namespace janus {

namespace detail {

String format_integer(bool negative, u128 magnitude, std::string_view spec);
String format_float(double value, std::string_view spec);
String format_string(std::string_view text, std::string_view spec);

} // namespace detail

template <class T> String format_text(T const& value, std::string_view spec)
{
    if constexpr (Integer<T>) {
        bool const negative = value < 0;
        auto const bits = static_cast<u128>(value);
        return detail::format_integer(negative, negative ? -bits : bits, spec);
    } else if constexpr (std::is_floating_point_v<T>) {
        return detail::format_float(static_cast<double>(value), spec);
    } else {
        return detail::format_string(to_text(value), spec);
    }
}

} // namespace janus
