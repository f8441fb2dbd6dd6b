#pragma once
// Which message an actor is handling, as one byte that other threads may read at any time: the
// cases of its protocols, counted from 1; 0 is none, 255 one of those that come after.

#include <cstdint>
#include <iterator>
#include <string>
#include <type_traits>
#include <utility>

#include <janus/message.hpp>

namespace janus::detail {

template <class M> constexpr std::size_t count_cases()
{
    if constexpr (Sum<M> && HasTypeInfo<M>) {
        return std::size(type_info<M>::cases);
    } else {
        return 1;
    }
}

template <class M> constexpr std::size_t number_of_case(M const& message)
{
    if constexpr (Sum<M> && HasTypeInfo<M>) {
        return message.value.index() + 1;
    } else {
        return 1;
    }
}

template <class... Messages> std::size_t number_of_case(OneOf<Messages...> const& message)
{
    std::size_t before = 0;
    std::size_t protocol = 0;
    std::size_t found = 0;
    auto look = [&]<class M>(std::type_identity<M>) {
        if (protocol++ == message.value.index()) {
            found = before + number_of_case(*std::get_if<M>(&message.value));
        }
        before += count_cases<M>();
    };
    (look(std::type_identity<Messages>{}), ...);
    return found;
}

template <class M> void note_message(Cell& cell, M const& message) noexcept
{
    std::size_t const number = number_of_case(message);
    cell.handled.store(static_cast<std::uint8_t>(number < 255 ? number : 255),
                       std::memory_order_relaxed);
}

template <class M> std::string name_in_protocol(std::size_t number, std::type_identity<M>)
{
    std::string name(name_of_type<M>());
    if constexpr (Sum<M> && HasTypeInfo<M>) {
        if (number <= count_cases<M>()) {
            name += '.';
            name += type_info<M>::cases[number - 1];
        }
    }
    return name;
}

template <class... Messages>
std::string name_in_protocol(std::size_t number, std::type_identity<OneOf<Messages...>>)
{
    std::string name;
    auto look = [&]<class M>(std::type_identity<M> protocol) {
        if (number > 0 && number <= count_cases<M>()) {
            name = name_in_protocol(number, protocol);
            number = 0;
        } else if (number > 0) {
            number -= count_cases<M>();
        }
    };
    (look(std::type_identity<Messages>{}), ...);
    return name;
}

// `ChatMsg.Send`; empty if that message has no name.
template <class M> std::string name_of_number(std::uint8_t number)
{
    return number == 0 ? std::string() : name_in_protocol(number, std::type_identity<M>{});
}

} // namespace janus::detail
