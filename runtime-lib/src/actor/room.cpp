#include "actor/room.hpp"

#include <janus/detail/current.hpp>

#include "actor/extras.hpp"
#include "actor/this_thread.hpp"
#include "scheduler/runtime.hpp"

namespace janus::detail {

PayloadOperations const stop_marker{[](void*) noexcept {}, sizeof(Envelope), 0, "stop",
                                    [](void const*) noexcept { return std::string_view(); }};

bool room_or_wait(Cell& sender, Address target) noexcept
{
    if (target.cell == &sender || sender.crowded.load(std::memory_order_relaxed) ||
        has_room(target)) {
        return true;
    }
    sender.runtime->add_waiting_sender(*target.cell, sender);
    // The target may have been emptied between the look and the registration; a wake-up that comes
    // twice does no harm.
    return has_room(target);
}

void pause_before_next_message(Address target) noexcept
{
    Cell* const sender = this_thread().cell;
    if (sender != nullptr && sender != target.cell) {
        extras_of(*sender).full_target = target;
        end_turn_soon(*sender); // the next receive then ends the step, and the turn looks
    }
}

void release_senders(Cell& target) noexcept
{
    if (target.phase.load(std::memory_order_relaxed) == Phase::dead ||
        has_room(address_of(target))) {
        target.runtime->release_waiting_senders(target);
    }
}

} // namespace janus::detail
