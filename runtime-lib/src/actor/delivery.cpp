#include <janus/detail/actor_kind.hpp>
#include <janus/detail/address.hpp>
#include <janus/detail/answer_slot.hpp>
#include <janus/detail/current.hpp>
#include <janus/detail/envelope.hpp>
#include <janus/mailbox.hpp>
#include <janus/sending.hpp>

#include "actor/call_chain.hpp"
#include "actor/dead_letter.hpp"
#include "actor/effect_buffer.hpp"
#include "actor/inbox_level.hpp"
#include "actor/interleaved.hpp"
#include "actor/room.hpp"
#include "actor/this_thread.hpp"
#include "scheduler/runtime.hpp"

namespace janus::detail {

namespace {

// What `Runtime::ready` does, without a call in the usual case.
void make_ready(Cell& cell) noexcept
{
    Worker* const worker = this_thread().worker;
    if (worker != nullptr && worker->runtime == cell.runtime) [[likely]] {
        worker->schedule(cell);
    } else {
        cell.runtime->ready(cell);
    }
}

// Who may go over the limits: a message the runtime owes, a `send` as the policy says, one that
// is sent on trial never.
enum class Limit : std::uint8_t { none, policy, strict };

// There is no room for the message.
Delivery when_full(Cell& cell, ActorKind const& kind, Level level, Limit limit) noexcept
{
    if (limit == Limit::none) {
        return Delivery::overfull;
    }
    switch (kind.limits.policy) {
    case MailboxPolicy::suspend:
        return limit == Limit::strict ? Delivery::full : Delivery::overfull;
    case MailboxPolicy::drop_oldest:
        return ask_for_trim(cell, kind.limits, level) ? Delivery::delivered : Delivery::full;
    case MailboxPolicy::reject:
    case MailboxPolicy::drop_new:
        return Delivery::full;
    case MailboxPolicy::unbounded:
        break;
    }
    return Delivery::delivered;
}

// On top of what `word` shows. False, with the word as it is now: it has changed meanwhile.
bool put_in(Cell& cell, Envelope* envelope, std::uintptr_t& word, Level level) noexcept
{
    envelope->next = newest(word);
    envelope->level.store(level, std::memory_order_relaxed);
    std::uintptr_t const wanted =
        reinterpret_cast<std::uintptr_t>(envelope) | (word & (waiting | notified));
    return cell.inbox.compare_exchange_weak(word, wanted, std::memory_order_acq_rel,
                                            std::memory_order_acquire);
}

Delivery push(Cell& cell, Envelope* envelope, Limit limit) noexcept
{
    Delivery outcome = Delivery::delivered;
    ActorKind const& kind = *cell.kind.load(std::memory_order_relaxed);
    std::uintptr_t word = cell.inbox.load(std::memory_order_acquire);
    for (;;) {
        if ((word & closed) != 0) {
            count_refused(cell, *envelope);
            return Delivery::dead;
        }
        Level const level = level_with(word, *envelope);
        Level const total = level + cell.backlog.load(std::memory_order_relaxed);
        outcome = Delivery::delivered;
        if (kind.limits.are_exceeded_by(total)) {
            // The newest envelope may have been taken and reused while we looked at it.
            std::uintptr_t const again = cell.inbox.load(std::memory_order_acquire);
            if (again != word) {
                word = again;
                continue;
            }
            outcome = when_full(cell, kind, total, limit);
            if (outcome == Delivery::full) {
                count_refused(cell, *envelope);
                return outcome;
            }
        }
        if (put_in(cell, envelope, word, level)) {
            break;
        }
    }
    if ((word & receiving) != 0) {
        make_ready(cell);
    }
    return outcome;
}

Delivery deliver(Address to, Envelope* envelope, Limit limit) noexcept
{
    if (to.cell == nullptr ||
        to.cell->generation.load(std::memory_order_relaxed) != to.generation) {
        return Delivery::dead;
    }
    if ((envelope->slot & interleaves) != 0) [[unlikely]] {
        post_interleaved(to, envelope);
        return Delivery::delivered;
    }
    envelope->generation = to.generation;
    count_in(*to.cell, *envelope);
    return push(*to.cell, envelope, limit);
}

enum class Plainly : std::uint8_t { not_at_all, delivered, delivered_to_parked };

// The usual case, part of every send: an actor that lives and has room, and a sender whose effects
// are not held back. A parked actor is still to be made ready; the callers do so last, which keeps
// the rest free of calls.
[[gnu::always_inline]] inline Plainly deliver_plainly(Address to, Envelope* envelope) noexcept
{
    if (this_thread().effects != nullptr || to.cell == nullptr ||
        (envelope->slot & interleaves) != 0) [[unlikely]] {
        return Plainly::not_at_all;
    }
    Cell& cell = *to.cell;
    if (cell.generation.load(std::memory_order_relaxed) != to.generation) [[unlikely]] {
        return Plainly::not_at_all;
    }
    envelope->generation = to.generation;
    MailboxLimits const& limits = cell.kind.load(std::memory_order_relaxed)->limits;
    count_in(cell, *envelope);
    std::uintptr_t word = cell.inbox.load(std::memory_order_acquire);
    Level level = 0;
    do {
        level = level_with(word, *envelope);
        if ((word & closed) != 0 ||
            !limits.surely_allow(level + cell.backlog.load(std::memory_order_relaxed)))
            [[unlikely]] {
            count_refused(cell, *envelope);
            return Plainly::not_at_all;
        }
    } while (!put_in(cell, envelope, word, level));
    return (word & receiving) != 0 ? Plainly::delivered_to_parked : Plainly::delivered;
}

bool is_taken(Delivery outcome) noexcept
{
    return outcome == Delivery::delivered || outcome == Delivery::overfull;
}

[[gnu::noinline]] Delivery post_with_care(Address to, Envelope* envelope, Limit limit) noexcept
{
    if (EffectBuffer* const effects = this_thread().effects) [[unlikely]] {
        effects->hold_message(to, envelope);
        return Delivery::delivered;
    }
    Delivery const outcome = deliver(to, envelope, limit);
    if (!is_taken(outcome)) {
        drop_undelivered(to, envelope, outcome);
    }
    return outcome;
}

// The message is the sender's last for now.
bool ends_loop(Cell* sender) noexcept
{
    return sender != nullptr && !spend_message(*sender);
}

[[gnu::noinline]] Delivery ready_delivered(Cell& cell) noexcept
{
    make_ready(cell);
    return Delivery::delivered;
}

[[gnu::noinline]] bool ready_in_loop(Cell& cell) noexcept
{
    make_ready(cell);
    return ends_loop(this_thread().cell);
}

[[gnu::always_inline]] inline Delivery post_within(Address to, Envelope* envelope,
                                                   Limit limit) noexcept
{
    switch (deliver_plainly(to, envelope)) {
    case Plainly::delivered:
        return Delivery::delivered;
    case Plainly::delivered_to_parked:
        return ready_delivered(*to.cell);
    case Plainly::not_at_all:
        break;
    }
    return post_with_care(to, envelope, limit);
}

[[gnu::noinline]] bool post_in_loop_with_care(Address to, Envelope* envelope) noexcept
{
    bool const full = post_with_care(to, envelope, Limit::policy) == Delivery::overfull;
    return ends_loop(this_thread().cell) || (full && this_thread().cell != nullptr);
}

[[gnu::noinline]] void post_from_turn_with_care(Address to, Envelope* envelope) noexcept
{
    if (post_with_care(to, envelope, Limit::policy) == Delivery::overfull) {
        pause_before_next_message(to);
    }
}

} // namespace

Delivery post(Address to, Envelope* envelope) noexcept
{
    return post_within(to, envelope, Limit::policy);
}

bool post_in_loop(Address to, Envelope* envelope) noexcept
{
    switch (deliver_plainly(to, envelope)) {
    case Plainly::delivered:
        return ends_loop(this_thread().cell);
    case Plainly::delivered_to_parked:
        return ready_in_loop(*to.cell);
    case Plainly::not_at_all:
        break;
    }
    return post_in_loop_with_care(to, envelope);
}

void post_from_turn(Address to, Envelope* envelope) noexcept
{
    switch (deliver_plainly(to, envelope)) {
    case Plainly::delivered:
        return;
    case Plainly::delivered_to_parked:
        return make_ready(*to.cell);
    case Plainly::not_at_all:
        break;
    }
    post_from_turn_with_care(to, envelope);
}

Delivery post_if_room(Address to, Envelope* envelope) noexcept
{
    return post_within(to, envelope, Limit::strict);
}

bool has_room(Address address) noexcept
{
    Cell const& cell = *address.cell;
    std::uintptr_t const word = cell.inbox.load(std::memory_order_seq_cst);
    return cell.generation.load(std::memory_order_relaxed) != address.generation ||
           (word & closed) != 0 ||
           !cell.kind.load(std::memory_order_relaxed)
                ->limits.are_exceeded_by(inbox_level(word) + one_message +
                                         cell.backlog.load(std::memory_order_relaxed));
}

void post_unlimited(Address to, Envelope* envelope) noexcept
{
    if (deliver(to, envelope, Limit::none) == Delivery::dead) {
        drop_silently(envelope, AskError{AskError::ActorDead{}});
    }
}

void forward_message(Cell& cell, Address to) noexcept
{
    Envelope* const envelope = cell.queue;
    cell.queue = envelope->next;
    count_out(cell, *envelope);
    if (deliver(to, envelope, Limit::none) == Delivery::dead) {
        drop_undelivered(to, envelope, Delivery::dead);
    }
}

void post_request(Address to, Envelope* envelope, AnswerSlot& slot) noexcept
{
    Cell const* const cell = to.cell;
    if (cell != nullptr && cell->phase.load(std::memory_order_relaxed) == Phase::down)
        [[unlikely]] {
        std::int64_t const restart = cell->restart_due.load(std::memory_order_relaxed);
        // A child that ended while it waited for its restart still shows when that was due.
        if (restart > slot.deadline && is_alive(to)) {
            std::int64_t const remaining = restart - cell->runtime->elapsed_milliseconds();
            drop_silently(envelope, AskError{AskError::Restarting{remaining}});
            return;
        }
    }
    if (cell != nullptr && slot.waiter != nullptr && closes_cycle(slot, to)) [[unlikely]] {
        if (is_reentrant(*cell, *envelope)) {
            envelope->slot |= interleaves;
            post(to, envelope);
            return;
        }
        drop_silently(envelope, AskError{AskError::Deadlock{cycle_text(slot, to)}});
        return;
    }
    // What cannot be delivered is dropped, and the reply in it answers with the reason.
    post_if_room(to, envelope);
}

void wake(Cell& cell) noexcept
{
    std::uintptr_t word = cell.inbox.load(std::memory_order_relaxed);
    std::uintptr_t wanted = 0;
    do {
        bool const parked = (word & (receiving | waiting)) != 0;
        wanted = parked ? word & ~std::uintptr_t{receiving | waiting} : word | notified;
    } while (!cell.inbox.compare_exchange_weak(word, wanted, std::memory_order_acq_rel,
                                               std::memory_order_relaxed));
    if ((word & (receiving | waiting)) != 0) {
        make_ready(cell);
    }
}

} // namespace janus::detail
