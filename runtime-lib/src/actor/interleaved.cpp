#include "actor/interleaved.hpp"

#include <algorithm>
#include <memory>
#include <string>
#include <utility>

#include <janus/detail/actor_body.hpp>
#include <janus/detail/answer_slot.hpp>
#include <janus/detail/envelope.hpp>
#include <janus/detail/grain_seat.hpp>

#include "actor/dead_letter.hpp"
#include "actor/extras.hpp"
#include "actor/inbox_level.hpp"
#include "actor/room.hpp"
#include "actor/signal.hpp"

namespace janus::detail {

namespace {

// For its own ask, in the middle of a message.
bool waits_for_answer(Cell const& cell) noexcept
{
    Phase const phase = cell.phase.load(std::memory_order_relaxed);
    return cell.waiter != nullptr && cell.waiter->asks &&
           (phase == Phase::running || phase == Phase::draining);
}

} // namespace

bool is_reentrant(Cell const& cell, Envelope& envelope) noexcept
{
    auto const messages = cell.kind.load(std::memory_order_relaxed)->reentrant;
    // While it starts or stops its state is not all there.
    if (messages.empty() || cell.phase.load(std::memory_order_relaxed) != Phase::running) {
        return false;
    }
    std::string_view const type = envelope.operations->type_name;
    std::string_view const name = envelope.operations->case_name(envelope.payload());
    return std::any_of(messages.begin(), messages.end(), [&](std::string_view message) {
        return message.size() == type.size() + 1 + name.size() && message.starts_with(type) &&
               message.ends_with(name);
    });
}

void post_interleaved(Address to, Envelope* envelope) noexcept
{
    auto signal = std::make_unique<Signal>(Signal::Kind::interleave);
    signal->envelope = envelope;
    post_signal(to, std::move(signal));
}

Turn begin_interleaved(Cell& cell, Envelope* envelope)
{
    envelope->slot &= ~interleaves;
    if (request_slot(envelope->slot)->is_abandoned()) {
        drop_silently(envelope, AskError{AskError::Timeout{}});
        return Turn::goes_on;
    }
    if (!waits_for_answer(cell)) {
        // It has given up waiting, so there is no circle any more.
        post_unlimited(address_of(cell), envelope);
        return Turn::goes_on;
    }
    Extras& extras = extras_of(cell);
    Extras::Interrupted outer;
    outer.root = cell.root;
    outer.waiter = cell.waiter;
    outer.next = cell.next;
    outer.request = std::exchange(cell.request, 0);
    outer.handled = cell.handled.load(std::memory_order_relaxed);
    outer.by_message = true;
    if (extras.grain != nullptr) {
        outer.untouched = extras.grain->begin_interleaved();
    }
    extras.interrupted.push_back(outer);
    count_in(cell, *envelope);
    count_taken(cell, level_of(*envelope));
    envelope->next = cell.queue;
    cell.queue = envelope;
    end_turn_soon(cell); // so that the run stops at its first receive
    try {
        cell.root = cell.body->run_interleaved().release();
    } catch (...) {
        return crash(cell, std::current_exception());
    }
    cell.next = cell.root;
    cell.waiter = nullptr;
    return Turn::goes_on;
}

bool is_between_interleaved(Cell const& cell, Extras const& extras) noexcept
{
    return is_interleaved(extras) && cell.waiter->receives &&
           cell.next.address() == cell.root.address();
}

Turn step_interleaved(Cell& cell, Extras& extras)
{
    Extras::Interrupted& outer = extras.interrupted.back();
    if (!std::exchange(outer.begun, true)) {
        cell.waiter = nullptr;
        return Turn::goes_on;
    }
    return resume_interrupted(cell);
}

Turn resume_interrupted(Cell& cell)
{
    Extras& extras = *cell.extras;
    Extras::Interrupted const outer = extras.interrupted.back();
    extras.interrupted.pop_back();
    std::exchange(cell.root, {}).destroy();
    if (outer.by_message) {
        cell.body->end_interleaved();
        if (extras.grain != nullptr) {
            extras.grain->end_interleaved(outer.untouched);
        }
    }
    cell.root = outer.root;
    cell.waiter = outer.waiter;
    cell.next = outer.next;
    cell.request = outer.request;
    cell.handled.store(outer.handled, std::memory_order_relaxed);
    return Turn::goes_on;
}

} // namespace janus::detail
