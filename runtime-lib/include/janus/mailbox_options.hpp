#pragma once
// MailboxOptions: how much waits in the mailbox of an actor class, and what happens to a message
// for which there is no room. Generated code states them as `actor_traits<T>::mailbox`; there is no
// other way to set them. Compile-time only.

#include <cstdint>

namespace janus {

enum class MailboxPolicy : std::uint8_t {
    suspend,     // a `send` goes in and its sender waits for room; `try_send` and `ask` are refused
    reject,      // every message that finds no room is refused; a `send` becomes a dead letter
    drop_new,    // the same, and meant: the newest message is worth the least
    drop_oldest, // the message that has waited longest makes room
    unbounded    // there is always room
};

// A mailbox is full when one more message would exceed either limit. An empty one takes a message
// of any size.
struct MailboxOptions {
    std::uint32_t capacity = 10'000; // messages
    std::uint64_t bytes = 64 * 1024 * 1024;
    MailboxPolicy policy = MailboxPolicy::suspend;

    friend bool operator==(MailboxOptions const&, MailboxOptions const&) = default;
};

// How many back-edges of loops and calls of suspending functions a turn has, unless
// `actor_traits<T>::reductions` says otherwise.
inline constexpr std::uint32_t default_reductions = 2'000;

} // namespace janus
