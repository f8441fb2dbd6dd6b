#pragma once
// The integer types of Janus that C++ has no standard name for, and the concepts that name
// "an integer of Janus" and "a number of Janus". Constants only; any thread may use them.

#include <concepts>
#include <cstdint>
#include <limits>
#include <type_traits>

namespace janus {

__extension__ typedef __int128 i128;
__extension__ typedef unsigned __int128 u128;

// All integers of Janus. `bool` and character types are not numbers there.
template <class T>
concept Integer = std::same_as<T, i128> || std::same_as<T, u128> ||
    (std::integral<T> && !std::same_as<T, bool> && !std::same_as<T, char32_t> &&
     !std::same_as<T, wchar_t> && !std::same_as<T, char16_t> && !std::same_as<T, char8_t>);

template <class T>
concept Number = Integer<T> || std::floating_point<T>;

namespace detail {

template <class T> inline constexpr bool is_signed = std::is_signed_v<T>;
template <> inline constexpr bool is_signed<i128> = true;
template <> inline constexpr bool is_signed<u128> = false;

template <class T> struct make_unsigned : std::make_unsigned<T> {};
template <> struct make_unsigned<i128> {
    using type = u128;
};
template <> struct make_unsigned<u128> {
    using type = u128;
};
template <class T> using unsigned_of = typename make_unsigned<T>::type;

template <class T> inline constexpr int width_of = static_cast<int>(sizeof(T) * 8);

} // namespace detail

// `i64.MAX` and `i64.MIN`.
template <Integer T>
inline constexpr T max_of = detail::is_signed<T>
                                ? static_cast<T>(static_cast<detail::unsigned_of<T>>(-1) >> 1)
                                : static_cast<T>(-1);
template <Integer T>
inline constexpr T min_of = detail::is_signed<T> ? static_cast<T>(-max_of<T> - 1) : T{};

} // namespace janus
