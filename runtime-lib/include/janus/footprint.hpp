#pragma once
// footprint(value): the bytes a value holds outside itself, roughly; with `sizeof` it is what a
// message counts for in a mailbox. Derived from the fields; of a long collection only the first
// elements are looked at, so that a send takes constant time. Any thread may use it.

#include <cstddef>
#include <string_view>
#include <tuple>
#include <type_traits>

#include <janus/string.hpp>
#include <janus/value_shape.hpp>

namespace janus {

template <class T> std::size_t footprint(T const& value)
{
    using namespace detail;
    if constexpr (std::is_trivially_copyable_v<T>) {
        return 0;
    } else if constexpr (std::is_same_v<T, String>) {
        return value.out_of_line();
    } else if constexpr (std::is_same_v<T, Bytes>) {
        return value.view().size();
    } else if constexpr (UniqueShape<T>) {
        return footprint(value.value());
    } else if constexpr (OptionShape<T>) {
        return value ? footprint(*value) : 0;
    } else if constexpr (BoxShape<T>) {
        return value ? sizeof(*value) + footprint(*value) : 0;
    } else if constexpr (ListShape<T> || DequeShape<T> || SetShape<T> || MapShape<T>) {
        using Element = typename T::value_type;
        auto const length = static_cast<std::size_t>(value.len());
        std::size_t bytes = length * sizeof(Element);
        if constexpr (!std::is_trivially_copyable_v<Element>) {
            constexpr std::size_t sample = 32;
            std::size_t seen = 0;
            std::size_t beyond = 0;
            for (auto const& element : value) {
                if (seen++ == sample) {
                    return bytes + beyond / sample * length;
                }
                beyond += footprint(element);
            }
            bytes += beyond;
        }
        return bytes;
    } else if constexpr (ArrayShape<T>) {
        std::size_t bytes = 0;
        for (auto const& element : value) {
            bytes += footprint(element);
        }
        return bytes;
    } else if constexpr (TupleShape<T>) {
        return std::apply(
            [](auto const&... parts) { return (std::size_t{} + ... + footprint(parts)); }, value);
    } else if constexpr (Sum<T>) {
        std::size_t bytes = 0;
        visit_case(value, [&bytes](auto const& payload) { bytes = footprint(payload); });
        return bytes;
    } else if constexpr (Record<T>) {
        std::size_t bytes = 0;
        for_each_field(
            value, [&bytes](std::string_view, auto const& field) { bytes += footprint(field); });
        return bytes;
    } else {
        return 0;
    }
}

} // namespace janus
