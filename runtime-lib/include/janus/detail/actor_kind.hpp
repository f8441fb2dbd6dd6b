#pragma once
// ActorKind: what is the same for all actors of a class, in one constant that a cell points to.
// Other threads look at it while the actor runs, comes or goes. Any thread.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include <janus/actor_traits.hpp>
#include <janus/detail/cell.hpp>
#include <janus/detail/mailbox_level.hpp>
#include <janus/detail/message_number.hpp>
#include <janus/fair_turn.hpp>
#include <janus/mailbox_options.hpp>
#include <janus/pledge.hpp>

namespace janus::detail {

struct ActorKind {
    // The stored name; empty before the actor is constructed.
    std::string_view name;
    MailboxLimits limits;
    std::uint16_t rounds = rounds_of(default_reductions); // of loops, in one turn
    // The name of the message with the number in `Cell::handled`; null if it has none.
    std::string (*message_name)(std::uint8_t number) = nullptr;
    // `PeerMsg.Get`: messages that may be handled while another one waits (`@reentrant`).
    std::span<std::string_view const> reentrant = {};
    Pledge pledge = {};
};

inline constexpr ActorKind unknown_kind{};

template <class T> constexpr MailboxOptions mailbox_of()
{
    if constexpr (requires { actor_traits<T>::mailbox; }) {
        return actor_traits<T>::mailbox;
    } else {
        return {};
    }
}

template <class T> constexpr std::uint16_t rounds_of_actor()
{
    if constexpr (requires { actor_traits<T>::reductions; }) {
        return rounds_of(actor_traits<T>::reductions);
    } else {
        return rounds_of(default_reductions);
    }
}

template <class T> constexpr Pledge pledge_of()
{
    if constexpr (requires { actor_traits<T>::pledge; }) {
        return actor_traits<T>::pledge;
    } else {
        return {};
    }
}

template <class T>
concept HasReentrantMessages = requires
{
    actor_traits<T>::reentrant.size();
};

template <class T> constexpr std::span<std::string_view const> reentrant_messages()
{
    if constexpr (HasReentrantMessages<T>) {
        return actor_traits<T>::reentrant;
    } else {
        return {};
    }
}

template <class T>
inline constexpr ActorKind actor_kind{
    actor_traits<T>::name,   MailboxLimits(mailbox_of<T>()),
    rounds_of_actor<T>(),    &name_of_number<typename actor_traits<T>::message>,
    reentrant_messages<T>(), pledge_of<T>()};

inline Cell& cell_of_kind(Cell& cell, ActorKind const& kind) noexcept
{
    cell.kind.store(&kind, std::memory_order_relaxed);
    return cell;
}

} // namespace janus::detail
