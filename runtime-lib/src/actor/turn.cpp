#include <algorithm>
#include <utility>

#include <janus/cancellation.hpp>
#include <janus/detail/actor_body.hpp>
#include <janus/detail/answer_slot.hpp>
#include <janus/detail/current.hpp>
#include <janus/detail/envelope.hpp>
#include <janus/detail/grain_seat.hpp>
#include <janus/mailbox.hpp>

#include "actor/extras.hpp"
#include "actor/interleaved.hpp"
#include "actor/lifecycle.hpp"
#include "actor/resident.hpp"
#include "actor/room.hpp"
#include "actor/signal.hpp"
#include "actor/signal_body.hpp"
#include "actor/this_thread.hpp"
#include "scheduler/runtime.hpp"

namespace janus::detail {

namespace {

void requeue(Cell& cell) noexcept
{
    if (cell.resident != nullptr) {
        absorb(cell);
    }
    settle_consumed(cell);
    Worker* const worker = this_thread().worker;
    if (worker != nullptr) [[likely]] {
        worker->push_back(cell);
    } else {
        cell.runtime->ready(cell);
    }
}

// The usual case of `park` after a message: nothing has come since. False: nothing has been done.
[[gnu::always_inline]] inline bool park_on_resident(Cell& cell, InboxTag how) noexcept
{
    Envelope* const resident = std::exchange(cell.resident, nullptr);
    std::uintptr_t const residence = std::exchange(resident->slot, 0);
    auto word = reinterpret_cast<std::uintptr_t>(resident);
    if (!cell.inbox.compare_exchange_strong(word, how, std::memory_order_seq_cst,
                                            std::memory_order_relaxed)) [[unlikely]] {
        resident->slot = residence;
        cell.resident = resident;
        return false;
    }
    if (residence == is_spent) {
        free_envelope(resident);
    }
    release_waiting(cell);
    return true;
}

// True: the cell is parked, and may already run on another thread.
bool park(Cell& cell, InboxTag how) noexcept
{
    settle_consumed(cell);
    if (cell.resident != nullptr) {
        if ((how == waiting || cell.queue == nullptr) && park_on_resident(cell, how)) {
            return true;
        }
        absorb(cell);
    }
    if (how == receiving && cell.queue != nullptr) {
        return false;
    }
    std::uintptr_t word = cell.inbox.load(std::memory_order_relaxed);
    for (;;) {
        if ((word & notified) != 0) {
            if (cell.inbox.compare_exchange_weak(word, word & ~std::uintptr_t{notified},
                                                 std::memory_order_acq_rel,
                                                 std::memory_order_relaxed)) {
                return false;
            }
        } else if (how == receiving && word > inbox_tags) {
            return false;
        } else if (cell.inbox.compare_exchange_weak(word, word | how, std::memory_order_seq_cst,
                                                    std::memory_order_relaxed)) {
            release_waiting(cell);
            return true;
        }
    }
}

Turn park_or_go_on(Cell& cell, bool receives) noexcept
{
    return park(cell, receives ? receiving : waiting) ? Turn::over : Turn::goes_on;
}

// A grain passes here before each wait. False: the turn takes `outcome` instead of going on.
bool settle_grain(Cell& cell, Extras& extras, Turn& outcome)
{
    using Wait = GrainSeat::Wait;
    bool const interleaved = is_between_interleaved(cell, extras);
    if (interleaved && !extras.interrupted.back().begun) {
        return true;
    }
    Wait const wait = interleaved             ? Wait::interleaved
                      : cell.waiter->receives ? Wait::message
                                              : Wait::other;
    switch (extras.grain->before_wait(wait)) {
    case GrainSeat::Step::go_on:
        return true;
    case GrainSeat::Step::wait:
        outcome = park_or_go_on(cell, false);
        return false;
    case GrainSeat::Step::failed:
        outcome = crash(cell, extras.grain->failure());
        return false;
    case GrainSeat::Step::sleep:
        extras.exit_reason = ExitReason{};
        outcome = begin_stop(cell);
        return false;
    }
    return true;
}

// The handler asks others for somebody who has given up meanwhile.
bool nobody_wants_request(Cell& cell) noexcept
{
    if (cell.extras != nullptr && cell.extras->shields > 0) {
        return false;
    }
    // Who gives up says so, then looks whom to wake; we do it in the other order.
    AnswerSlot& slot = *request_slot(cell.request);
    slot.handler.exchange(&cell, std::memory_order_seq_cst);
    return slot.is_abandoned();
}

// In the middle of a message. No wait: nothing is stored or sent, no task of the actor goes on.
Turn give_way(Cell& cell)
{
    if (!cell.waiter->ready(*cell.waiter)) {
        Current& now = this_thread();
        if (now.strand != nullptr) [[unlikely]] {
            std::exchange(now.strand, nullptr)->drop();
        }
        if (now.worker != nullptr) {
            now.worker->others_first.store(true, std::memory_order_relaxed);
        }
        requeue(cell);
        return Turn::over;
    }
    Phase const phase = cell.phase.load(std::memory_order_relaxed);
    if (cell.extras != nullptr && (phase == Phase::draining || phase == Phase::stopping) &&
        cell.extras->stop_limit.fired.load(std::memory_order_acquire)) [[unlikely]] {
        return end_incarnation(cell, cell.extras->exit_reason);
    }
    cell.waiter = nullptr;
    return Turn::goes_on;
}

// The behaviour waits: go on if what it waits for is there.
Turn wait_step(Cell& cell)
{
    Waiter const& waiter = *cell.waiter;
    if (waiter.yields) [[unlikely]] {
        return give_way(cell);
    }
    Phase const phase = cell.phase.load(std::memory_order_relaxed);
    if (waiter.asks && cell.request != 0 && nobody_wants_request(cell)) [[unlikely]] {
        cell.waiter = nullptr;
        return Turn::goes_on;
    }
    if (cell.extras != nullptr) [[unlikely]] {
        Extras& extras = *cell.extras;
        if (waiter.cancellable && must_cancel(cell)) {
            cell.waiter = nullptr;
            return Turn::goes_on;
        }
        Turn outcome = Turn::goes_on;
        if (extras.grain != nullptr && !settle_grain(cell, extras, outcome)) {
            return outcome;
        }
        if (is_between_interleaved(cell, extras)) {
            return step_interleaved(cell, extras);
        }
        bool const late = extras.stop_limit.fired.load(std::memory_order_acquire);
        if (waiter.receives && (phase == Phase::halting || (phase == Phase::draining && late))) {
            return begin_stop(cell);
        }
        if (late && (phase == Phase::draining || phase == Phase::stopping)) {
            return end_incarnation(cell, extras.exit_reason);
        }
        if (waiter.receives && phase == Phase::running && !extras.postponed.empty()) {
            return deliver_down(cell);
        }
        if (waiter.receives && extras.full_target.cell != nullptr) {
            if (!room_or_wait(cell, extras.full_target)) {
                return park_or_go_on(cell, false);
            }
            extras.full_target = {};
        }
    }
    if (!(waiter.ready == nullptr ? has_message(cell) : waiter.ready(waiter))) {
        if (waiter.receives && phase == Phase::draining) {
            return begin_stop(cell);
        }
        return park_or_go_on(cell, waiter.receives);
    }
    if (cell.messages_left.load(std::memory_order_relaxed) == 0) {
        requeue(cell);
        return Turn::over;
    }
    cell.waiter = nullptr;
    return Turn::goes_on;
}

Turn resume(Cell& cell)
{
    std::exchange(cell.next, {}).resume();
    if (!cell.next && cell.root.done()) [[unlikely]] {
        return root_ended(cell);
    }
    return Turn::goes_on;
}

// Apart from the messages of an actor that has nothing but messages.
[[gnu::noinline]] Turn step(Cell& cell)
{
    if (cell.signals.load(std::memory_order_acquire) != nullptr) [[unlikely]] {
        return handle_signals(cell);
    }
    if (cell.waiter != nullptr) {
        return wait_step(cell);
    }
    if (cell.next) {
        return resume(cell);
    }
    Phase const phase = cell.phase.load(std::memory_order_relaxed);
    if (phase == Phase::starting) {
        return start_incarnation(cell);
    }
    if (phase == Phase::asleep) [[unlikely]] {
        return cell.extras->grain->wake_up() ? Turn::goes_on : park_or_go_on(cell, true);
    }
    if (cell.body != nullptr && cell.body->handles_signals()) {
        auto& body = static_cast<SignalBody&>(*cell.body);
        return body.has_work() ? body.work() : park_or_go_on(cell, false);
    }
    return park_or_go_on(cell, false);
}

// What most turns are, in one loop: an actor that has nothing but messages takes one after the
// other. `over`: the cell is no longer this turn's; `goes_on`: a step of another kind comes next.
[[gnu::always_inline]] inline Turn take_messages(Cell& cell)
{
    while (cell.extras == nullptr && cell.waiter != nullptr && cell.waiter->ready == nullptr &&
           cell.signals.load(std::memory_order_acquire) == nullptr &&
           cell.phase.load(std::memory_order_relaxed) == Phase::running) {
        auto& waiter = static_cast<MessageWaiter&>(*cell.waiter);
        Envelope* taken = nullptr;
        if (cell.queue == nullptr) {
            Envelope* const resident = cell.resident;
            Envelope* const sent = newest(cell.inbox.load(std::memory_order_acquire));
            if (sent == resident) {
                if (resident != nullptr && this_thread().consumed.level == 0 &&
                    park_on_resident(cell, receiving)) {
                    return Turn::over;
                }
                if (park(cell, receiving)) {
                    return Turn::over;
                }
                continue;
            }
            taken = waiter.keeps ? take_in_place(cell, resident, sent) : nullptr;
        }
        if (taken == nullptr) {
            if (cell.messages_left.load(std::memory_order_relaxed) == 0) {
                requeue(cell);
                return Turn::over;
            }
            if (!has_message(cell)) {
                continue;
            }
            taken = take_envelope(cell);
        }
        waiter.taken = taken;
        cell.waiter = nullptr;
        if (resume(cell) == Turn::over) [[unlikely]] {
            return Turn::over;
        }
    }
    return Turn::goes_on;
}

// False: another turn of the strand is running; the cell comes back when that one is over.
bool enter_strand(Cell& cell, Strand* strand, Current& now) noexcept
{
    if (strand == nullptr) {
        return true;
    }
    // Kept for this turn: the cell's own hold may end with the cell.
    strand->keep();
    if (!strand->enter(cell)) {
        strand->drop();
        return false;
    }
    now.strand = strand;
    return true;
}

void leave_strand(Current& now) noexcept
{
    Strand* const strand = std::exchange(now.strand, nullptr);
    strand->leave();
    strand->drop();
}

} // namespace

Strand& own_strand(Cell& cell)
{
    Extras& extras = extras_of(cell);
    if (extras.strand == nullptr) {
        extras.strand = new Strand;
        extras.strand->keep();
        enter_strand(cell, extras.strand, this_thread());
    }
    return *extras.strand;
}

void run_turn(Cell& cell, TurnLimits limits) noexcept
{
    Current& now = this_thread();
    if (cell.extras != nullptr && !enter_strand(cell, cell.extras->strand, now)) [[unlikely]] {
        return;
    }
    now.cell = &cell;
    cell.resident = nullptr;
    ActorKind const& kind = *cell.kind.load(std::memory_order_relaxed);
    now.consumed = Consumption{0, kind.limits.slack};
    std::uint16_t rounds = kind.rounds;
    // One that is to end finishes its message but takes no further one.
    bool single = cell.phase.load(std::memory_order_relaxed) == Phase::halting;
    if (cell.extras != nullptr) [[unlikely]] {
        if (cell.extras->rounds != 0) {
            rounds = cell.extras->rounds;
        }
        if (cell.extras->grain != nullptr) {
            // One message per step: each ends with a commit, until then its effects are held back.
            single = true;
            now.effects = cell.extras->grain->effects();
        }
    }
    cell.messages_left.store(single ? 1 : limits.messages, std::memory_order_relaxed);
    cell.rounds_left.store(std::min(rounds, limits.rounds), std::memory_order_relaxed);
    while (take_messages(cell) == Turn::goes_on && step(cell) == Turn::goes_on) {
    }
    now.cell = nullptr;
    now.effects = nullptr;
    if (now.strand != nullptr) [[unlikely]] {
        leave_strand(now);
    }
}

void continue_with(std::coroutine_handle<> caller) noexcept
{
    this_thread().cell->next = caller;
}

} // namespace janus::detail
