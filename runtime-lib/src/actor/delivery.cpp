#include <utility>

#include <janus/detail/address.hpp>
#include <janus/detail/answer_slot.hpp>
#include <janus/detail/current.hpp>
#include <janus/detail/envelope.hpp>
#include <janus/mailbox.hpp>

#include "actor/dead_letter.hpp"
#include "actor/effect_buffer.hpp"
#include "actor/lifecycle.hpp"
#include "actor/room.hpp"
#include "actor/this_thread.hpp"
#include "scheduler/runtime.hpp"

namespace janus::detail {

namespace {

Envelope* newest(std::uintptr_t word) noexcept
{
    return reinterpret_cast<Envelope*>(word & ~std::uintptr_t{inbox_tags});
}

#if JANUS_SANITIZED
// An envelope below the newest may be gone already, which a sanitizer would rightly report; so all
// messages are counted in the cell.
void count_in(Cell& cell) noexcept
{
    cell.backlog.fetch_add(1, std::memory_order_relaxed);
}
void count_out(Cell& cell) noexcept
{
    cell.backlog.fetch_sub(1, std::memory_order_relaxed);
}
void count_refused(Cell& cell) noexcept
{
    count_out(cell);
}
void count_taken(Cell&, std::uint32_t) noexcept {}
std::uint32_t depth_with_one_more(std::uintptr_t) noexcept
{
    return 0;
}
#else
void count_in(Cell&) noexcept {}
void count_refused(Cell&) noexcept {}
void count_taken(Cell& cell, std::uint32_t count) noexcept
{
    cell.backlog.store(count, std::memory_order_relaxed);
}
void count_out(Cell& cell) noexcept
{
    cell.backlog.store(cell.backlog.load(std::memory_order_relaxed) - 1, std::memory_order_relaxed);
}
std::uint32_t depth_with_one_more(std::uintptr_t word) noexcept
{
    Envelope* const top = newest(word);
    return top == nullptr ? 1 : top->depth.load(std::memory_order_relaxed) + 1;
}
#endif

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

// Without a limit, `full` says that the message went in although there was no room.
Delivery push(Cell& cell, Envelope* envelope, bool limited) noexcept
{
    Delivery outcome = Delivery::delivered;
    count_in(cell);
    std::uintptr_t word = cell.inbox.load(std::memory_order_acquire);
    for (;;) {
        if ((word & closed) != 0) {
            count_refused(cell);
            return Delivery::dead;
        }
        std::uint32_t const depth = depth_with_one_more(word);
        if (depth + cell.backlog.load(std::memory_order_relaxed) > cell.capacity) [[unlikely]] {
            // The newest envelope may have been taken and reused while we looked at it.
            std::uintptr_t const again = cell.inbox.load(std::memory_order_acquire);
            if (again != word) {
                word = again;
                continue;
            }
            if (limited) {
                count_refused(cell);
                return Delivery::full;
            }
            outcome = Delivery::full;
        } else {
            outcome = Delivery::delivered;
        }
        envelope->next = newest(word);
        envelope->depth.store(depth, std::memory_order_relaxed);
        std::uintptr_t const wanted =
            reinterpret_cast<std::uintptr_t>(envelope) | (word & (waiting | notified));
        if (cell.inbox.compare_exchange_weak(word, wanted, std::memory_order_acq_rel,
                                             std::memory_order_acquire)) {
            break;
        }
    }
    if ((word & receiving) != 0) {
        make_ready(cell);
    }
    return outcome;
}

Delivery deliver(Address to, Envelope* envelope, bool limited) noexcept
{
    if (to.cell == nullptr ||
        to.cell->generation.load(std::memory_order_relaxed) != to.generation) {
        return Delivery::dead;
    }
    envelope->generation = to.generation;
    return push(*to.cell, envelope, limited);
}

} // namespace

Delivery post(Address to, Envelope* envelope) noexcept
{
    if (EffectBuffer* const effects = this_thread().effects) [[unlikely]] {
        effects->hold_message(to, envelope);
        return Delivery::delivered;
    }
    Delivery const outcome = deliver(to, envelope, false);
    if (outcome == Delivery::dead) [[unlikely]] {
        drop_undelivered(to, envelope, outcome);
    }
    return outcome;
}

void post_from_turn(Address to, Envelope* envelope) noexcept
{
    if (post(to, envelope) == Delivery::full) [[unlikely]] {
        pause_before_next_message(to);
    }
}

Delivery post_if_room(Address to, Envelope* envelope) noexcept
{
    if (EffectBuffer* const effects = this_thread().effects) [[unlikely]] {
        effects->hold_message(to, envelope);
        return Delivery::delivered;
    }
    Delivery const outcome = deliver(to, envelope, true);
    if (outcome != Delivery::delivered) [[unlikely]] {
        drop_undelivered(to, envelope, outcome);
    }
    return outcome;
}

bool has_room(Address address) noexcept
{
    Cell const& cell = *address.cell;
    std::uintptr_t const word = cell.inbox.load(std::memory_order_seq_cst);
    return cell.generation.load(std::memory_order_relaxed) != address.generation ||
           (word & closed) != 0 ||
           depth_with_one_more(word) + cell.backlog.load(std::memory_order_relaxed) <=
               cell.capacity;
}

void post_unlimited(Address to, Envelope* envelope) noexcept
{
    if (deliver(to, envelope, false) == Delivery::dead) {
        drop_silently(envelope, AskError{AskError::ActorDead{}});
    }
}

void forward_message(Cell& cell, Address to) noexcept
{
    Envelope* const envelope = cell.queue;
    cell.queue = envelope->next;
    count_out(cell);
    if (deliver(to, envelope, false) == Delivery::dead) {
        drop_undelivered(to, envelope, Delivery::dead);
    }
}

void post_request(Address to, Envelope* envelope, AnswerSlot& slot) noexcept
{
    Cell const* const cell = to.cell;
    if (cell != nullptr && cell->phase.load(std::memory_order_relaxed) == Phase::down)
        [[unlikely]] {
        std::int64_t const restart = cell->deadline.load(std::memory_order_relaxed);
        if (restart > slot.deadline) {
            std::int64_t const remaining = restart - cell->runtime->elapsed_milliseconds();
            drop_silently(envelope, AskError{AskError::Restarting{remaining}});
            return;
        }
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

namespace {

// What arrived after a stop marker reaches nobody.
void close_after(Cell& cell, Envelope* later) noexcept
{
    std::uintptr_t word = cell.inbox.fetch_or(closed, std::memory_order_acq_rel) | closed;
    // Also what came in after the marker was taken out.
    while (!cell.inbox.compare_exchange_weak(word, word & inbox_tags, std::memory_order_acq_rel,
                                             std::memory_order_relaxed)) {
    }
    for (Envelope* envelope = newest(word); envelope != nullptr;) {
        Envelope* const dropped = std::exchange(envelope, envelope->next);
        count_out(cell);
        if (dropped->operations == &stop_marker) {
            free_envelope(dropped);
        } else {
            drop_undelivered(Address{&cell, dropped->generation}, dropped, Delivery::dead);
        }
    }
    while (later != nullptr) {
        Envelope* const dropped = std::exchange(later, later->next);
        count_out(cell);
        drop_undelivered(address_of(cell), dropped, Delivery::dead);
    }
}

} // namespace

void absorb(Cell& cell) noexcept
{
    std::uintptr_t word = cell.inbox.load(std::memory_order_relaxed);
    while (!cell.inbox.compare_exchange_weak(word, word & inbox_tags, std::memory_order_seq_cst,
                                             std::memory_order_relaxed)) {
    }
    std::uint32_t const generation = cell.generation.load(std::memory_order_relaxed);
    Envelope* first = nullptr;
    std::uint32_t count = 0;
    for (Envelope* envelope = newest(word); envelope != nullptr;) {
        Envelope* const older = envelope->next;
        if (envelope->generation != generation) [[unlikely]] {
            // Sent to the actor that lived in this cell before.
            count_out(cell);
            drop_undelivered(Address{&cell, envelope->generation}, envelope, Delivery::dead);
        } else if (envelope->operations == &stop_marker) [[unlikely]] {
            count_out(cell);
            free_envelope(envelope);
            stop_was_requested(cell);
            close_after(cell, std::exchange(first, nullptr));
            count = 0;
        } else {
            envelope->next = first;
            first = envelope;
            ++count;
        }
        envelope = older;
    }
    if (cell.queue == nullptr) [[likely]] {
        cell.queue = first;
        count_taken(cell, count);
    } else {
        Envelope* last = cell.queue;
        std::uint32_t length = 1;
        while (last->next != nullptr) {
            last = last->next;
            ++length;
        }
        last->next = first;
        count_taken(cell, length + count);
    }
}

bool refill(Cell& cell) noexcept
{
    absorb(cell);
    if (cell.crowded.load(std::memory_order_seq_cst)) [[unlikely]] {
        release_senders(cell);
    }
    return cell.queue != nullptr;
}

Envelope* take_envelope(Cell& cell) noexcept
{
    if (cell.queue == nullptr) {
        refill(cell);
    }
    Envelope* const envelope = cell.queue;
    cell.queue = envelope->next;
    count_out(cell);
    if (envelope->slot != 0) [[unlikely]] {
        cell.deadline.store(envelope->request()->deadline, std::memory_order_relaxed);
        if (envelope->acknowledges()) {
            // The envelope's sending copy becomes the cell's.
            cell.acknowledgement = envelope->request();
        }
        envelope->slot = 0;
    } else {
        cell.deadline.store(0, std::memory_order_relaxed);
    }
    return envelope;
}

void complete_message(Cell& cell) noexcept
{
    AnswerSlot* const slot = std::exchange(cell.acknowledgement, nullptr);
    if (slot->state.load(std::memory_order_relaxed) == AnswerSlot::open && begin_answer(*slot)) {
        static_cast<AnswerOf<void>*>(slot)->result.emplace(Unit{});
        publish_answer(*slot);
    }
    drop_sender(*slot);
}

AnswerSlot* share_acknowledgement(Cell& cell) noexcept
{
    if (cell.acknowledgement != nullptr) {
        add_sender(*cell.acknowledgement);
    }
    return cell.acknowledgement;
}

} // namespace janus::detail
