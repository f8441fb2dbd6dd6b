#pragma once
// actor_traits<T>: what the runtime must know of an actor, grain or supervisor class beside its
// members. Generated code specialises it: `message`, `name`, and what the annotations say. The last
// part of the name is what logs show. Compile-time only.

#include <concepts>
#include <cstdint>
#include <string_view>

#include <janus/mailbox_options.hpp>

namespace janus {

template <class T> struct actor_traits;

template <class T>
concept ActorClass = requires
{
    typename actor_traits<T>::message;
    {
        actor_traits<T>::name
        } -> std::convertible_to<std::string_view>;
};

namespace detail {

// `chat.ChatRoom` is shown as `ChatRoom`, `shop.Cell[shop.Item]` as `Cell[shop.Item]`.
constexpr std::string_view shown_name(std::string_view stored)
{
    auto const dot = stored.substr(0, stored.find('[')).rfind('.');
    return dot == std::string_view::npos ? stored : stored.substr(dot + 1);
}

template <class T> inline constexpr bool is_grain = false;
template <class T>
    requires requires
    {
        requires actor_traits<T>::grain;
    }
inline constexpr bool is_grain<T> = true;

} // namespace detail

} // namespace janus
