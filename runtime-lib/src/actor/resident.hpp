#pragma once
// The resident envelope: a message that is alone in its inbox stays there while it is handled. The
// word of the inbox then changes once when the message is sent and once when the actor parks, not a
// third time in between. Until it is moved out its block is kept, as the next sender links to it.
// Only in the cell's turn; none is left when the turn ends.

#include <janus/detail/answer_slot.hpp>
#include <janus/detail/cell.hpp>
#include <janus/detail/envelope.hpp>

#include "actor/inbox_level.hpp"
#include "actor/observer.hpp"
#include "actor/room.hpp"
#include "actor/this_thread.hpp"

namespace janus::detail {

// The envelope has left the inbox: its block goes with the message, at once if that is handled.
inline void moved_out(Envelope& resident) noexcept
{
    if (resident.slot == is_spent) {
        free_envelope(&resident);
    } else {
        resident.slot = 0;
    }
}

// `envelope` is the newest of the inbox and above the resident `before`, if there is one. Takes it
// if it is alone, and plain. Null: nothing has been done.
inline Envelope* take_in_place(Cell& cell, Envelope* before, Envelope* envelope) noexcept
{
    std::uintptr_t const slot = envelope->slot;
    if (envelope->next != before ||
        (slot != 0 && ((slot & interleaves) != 0 || request_slot(slot)->is_abandoned())) ||
        (before != nullptr && before->slot != is_spent) ||
        cell.messages_left.load(std::memory_order_relaxed) == 0 ||
        envelope->generation != cell.generation.load(std::memory_order_relaxed) ||
        envelope->operations == &stop_marker || cell.crowded.load(std::memory_order_relaxed) ||
        this_thread().observer != nullptr) {
        return nullptr;
    }
    if (before != nullptr) {
        envelope->next = nullptr;
        free_envelope(before);
    }
    count_resident(cell, *envelope);
    cell.request = slot; // the envelope's share becomes the cell's
    envelope->slot = is_open;
    cell.resident = envelope;
    return envelope;
}

} // namespace janus::detail
