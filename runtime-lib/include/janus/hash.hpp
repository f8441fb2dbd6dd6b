#pragma once
// hash_of(value): a 64-bit hash of any Janus value, derived from its fields. Equal values have
// equal hashes, also across processes of one build. Not for passwords, and not stable between
// releases. Any thread may use it.

#include <bit>
#include <cstdint>
#include <functional>
#include <string_view>
#include <type_traits>

#include <janus/integer_types.hpp>
#include <janus/value_shape.hpp>

namespace janus {

template <class T> std::uint64_t hash_of(T const& value);

namespace detail {

constexpr std::uint64_t mix(std::uint64_t x)
{
    x = (x ^ (x >> 32)) * 0x9E3779B97F4A7C15u;
    return x ^ (x >> 29);
}
constexpr std::uint64_t combine(std::uint64_t seed, std::uint64_t next)
{
    return mix(seed * 31 + next + 1);
}

std::uint64_t hash_bytes(std::string_view bytes) noexcept;

template <class T> std::uint64_t hash_number(T value)
{
    if constexpr (std::is_floating_point_v<T>) {
        // 0.0 equals -0.0.
        return mix(std::bit_cast<std::uint64_t>(static_cast<double>(value == 0 ? T{} : value)));
    } else if constexpr (sizeof(T) == 16) {
        auto const wide = static_cast<u128>(value);
        return combine(mix(static_cast<std::uint64_t>(wide)),
                       static_cast<std::uint64_t>(wide >> 64));
    } else {
        return mix(static_cast<std::uint64_t>(value));
    }
}

template <class T> std::uint64_t hash_elements(T const& elements)
{
    std::uint64_t seed = 1;
    for (auto const& element : elements) {
        seed = combine(seed, hash_of(element));
    }
    return seed;
}

// Equal sets may have been filled in a different order.
template <class T> std::uint64_t hash_unordered(T const& elements)
{
    std::uint64_t seed = 1;
    for (auto const& element : elements) {
        seed += hash_of(element);
    }
    return mix(seed);
}

template <class T> std::uint64_t hash_fields(T const& record)
{
    std::uint64_t seed = 2;
    for_each_field(record, [&seed](std::string_view, auto const& field) {
        seed = combine(seed, hash_of(field));
    });
    return seed;
}

template <class T> std::uint64_t hash_sum(T const& sum)
{
    std::uint64_t seed = sum.value.index() + 3;
    visit_case(sum, [&seed](auto const& payload) { seed = combine(seed, hash_fields(payload)); });
    return seed;
}

} // namespace detail

template <class T> std::uint64_t hash_of(T const& value)
{
    using namespace detail;
    if constexpr (std::is_enum_v<T>) {
        return hash_number(static_cast<std::underlying_type_t<T>>(value));
    } else if constexpr (std::is_arithmetic_v<T> || Integer<T>) {
        return hash_number(value);
    } else if constexpr (std::is_convertible_v<T const&, std::string_view>) {
        return hash_bytes(std::string_view(value));
    } else if constexpr (UniqueShape<T>) {
        return hash_of(value.value());
    } else if constexpr (OptionShape<T> || BoxShape<T>) {
        return value ? combine(5, hash_of(*value)) : 5;
    } else if constexpr (TupleShape<T>) {
        std::uint64_t seed = 7;
        std::apply([&seed](auto const&... parts) { ((seed = combine(seed, hash_of(parts))), ...); },
                   value);
        return seed;
    } else if constexpr (ListShape<T> || DequeShape<T> || ArrayShape<T>) {
        return hash_elements(value);
    } else if constexpr (MapShape<T> || SetShape<T>) {
        return hash_unordered(value);
    } else if constexpr (Sum<T>) {
        return hash_sum(value);
    } else if constexpr (Record<T>) {
        return hash_fields(value);
    } else {
        return mix(std::hash<T>{}(value));
    }
}

} // namespace janus
