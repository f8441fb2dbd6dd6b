#pragma once
// `abs`, `min`, `max` and `hash` of any value that has them; elements of fixed arrays, and arrays
// filled with one value. Any thread may use them.

#include <array>
#include <cstddef>
#include <cstdint>
#include <type_traits>

#include <janus/checked.hpp>
#include <janus/hash.hpp>
#include <janus/index.hpp>

namespace janus {

// The smallest signed integer has no absolute value (P002).
template <Number T> constexpr T abs(T x, detail::Place where = detail::Place::current())
{
    if constexpr (std::floating_point<T>) {
        return x < 0 ? -x : x == 0 ? T{} : x;
    } else {
        return x < 0 ? negate(x, where) : x;
    }
}

// Of equal values the first.
template <class T> constexpr T min(T a, std::type_identity_t<T> b)
{
    return b < a ? b : a;
}
template <class T> constexpr T max(T a, std::type_identity_t<T> b)
{
    return a < b ? b : a;
}

template <class T> std::int64_t hash(T const& value)
{
    return static_cast<std::int64_t>(hash_of(value));
}

// `array[position]` of a fixed array; panics with P001 when out of bounds.
template <class T, std::size_t length>
constexpr T& element(std::array<T, length>& array, Index position)
{
    return array[position.within(length)];
}
template <class T, std::size_t length>
constexpr T const& element(std::array<T, length> const& array, Index position)
{
    return array[position.within(length)];
}

// Janus's `[v; n]` of a fixed length.
template <class Array> constexpr Array filled(typename Array::value_type const& value)
{
    Array made{};
    made.fill(value);
    return made;
}

} // namespace janus
