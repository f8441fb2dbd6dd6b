#pragma once
// ActorKind: what is the same for all actors of a class, in one constant that a cell points to.
// Other threads look at it while the actor runs, comes or goes. Any thread.

#include <cstdint>
#include <string_view>

#include <janus/actor_traits.hpp>
#include <janus/detail/cell.hpp>
#include <janus/detail/mailbox_level.hpp>

namespace janus::detail {

struct ActorKind {
    // The stored name; empty before the actor is constructed.
    std::string_view name;
    MailboxLimits limits;
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

template <class T>
inline constexpr ActorKind actor_kind{actor_traits<T>::name, MailboxLimits(mailbox_of<T>())};

inline Cell& cell_of_kind(Cell& cell, ActorKind const& kind) noexcept
{
    cell.kind.store(&kind, std::memory_order_relaxed);
    return cell;
}

} // namespace janus::detail
