#pragma once
// Room: how senders wait while a mailbox is full. A sender that itself has senders waiting, or that
// sends to itself, never waits, so no cycle of waiting senders can close.

#include <janus/detail/address.hpp>
#include <janus/detail/cell.hpp>
#include <janus/detail/envelope.hpp>

namespace janus::detail {

// The mailbox can take a message without going over its limit, or nobody is there any more.
bool has_room(Address address) noexcept;
// True: there is room, or the sender must not wait. False: it is woken when there is some.
bool room_or_wait(Cell& sender, Address target) noexcept;
// After a plain send that overfilled its target.
void pause_before_next_message(Address target) noexcept;
// From the target's turn: its queue has been emptied, or it is gone.
void release_senders(Cell& target) noexcept;
// The same where there may be none. A sender that found no room looks again after saying that it
// waits, and the target looks here after showing what it has taken; so one of the two sees the
// other.
inline void release_waiting(Cell& target) noexcept
{
    if (target.crowded.load(std::memory_order_seq_cst)) [[unlikely]] {
        release_senders(target);
    }
}

// The mailbox drops its oldest messages for new ones, and holds too much: it will see to that in
// its own turn. False if it does not get to it: the new message has to go.
bool ask_for_trim(Cell& cell, MailboxLimits const& limits, Level level) noexcept;
void trim(Cell& cell) noexcept;

// Moves what was sent behind the cell's own queue. Only in the cell's turn.
void absorb(Cell& cell) noexcept;
// Sends the cell's first queued message on, as it came. There is one.
void forward_message(Cell& cell, Address to) noexcept;
// Even beyond the limit, even while effects are held back.
void post_unlimited(Address to, Envelope* envelope) noexcept;
// Not a message: nothing sent after it is received any more.
extern PayloadOperations const stop_marker;

} // namespace janus::detail
