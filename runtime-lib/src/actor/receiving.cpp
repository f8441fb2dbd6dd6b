#include <memory>
#include <utility>

#include <janus/detail/actor_kind.hpp>
#include <janus/detail/answer_slot.hpp>
#include <janus/detail/envelope.hpp>
#include <janus/mailbox.hpp>

#include "actor/dead_letter.hpp"
#include "actor/inbox_level.hpp"
#include "actor/lifecycle.hpp"
#include "actor/observer.hpp"
#include "actor/resident.hpp"
#include "actor/room.hpp"
#include "actor/signal.hpp"
#include "actor/this_thread.hpp"
#include "scheduler/worker.hpp"

namespace janus::detail {

namespace {

// Leaves what was sent without having been counted as taken.
void count_left(Cell& cell, Envelope const& envelope) noexcept
{
    if constexpr (JANUS_SANITIZED) {
        count_out(cell, envelope);
    }
}

// The next message of a long queue lies anywhere in memory: it comes nearer while this one is
// handled. Null is allowed.
inline void fetch_soon(Envelope const* envelope) noexcept
{
    __builtin_prefetch(envelope);
}

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
        count_left(cell, *dropped);
        if (dropped->operations == &stop_marker) {
            free_envelope(dropped);
        } else {
            drop_undelivered(Address{&cell, dropped->generation}, dropped, Delivery::dead);
        }
    }
    while (later != nullptr) {
        Envelope* const dropped = std::exchange(later, later->next);
        count_left(cell, *dropped);
        drop_undelivered(address_of(cell), dropped, Delivery::dead);
    }
}

} // namespace

void show_consumed(Cell& cell) noexcept
{
    Current& now = this_thread();
    Level const consumed = std::exchange(now.consumed.level, 0);
    cell.backlog.store(cell.backlog.load(std::memory_order_relaxed) - consumed,
                       std::memory_order_relaxed);
    if (now.worker != nullptr) {
        std::atomic<std::uint64_t>& messages = now.worker->messages;
        messages.store(messages.load(std::memory_order_relaxed) + messages_of(consumed),
                       std::memory_order_relaxed);
    }
}

void absorb(Cell& cell) noexcept
{
    std::uintptr_t word = cell.inbox.load(std::memory_order_relaxed);
    while (!cell.inbox.compare_exchange_weak(word, word & inbox_tags, std::memory_order_seq_cst,
                                             std::memory_order_relaxed)) {
    }
    Envelope* const resident = std::exchange(cell.resident, nullptr);
    std::uint32_t const generation = cell.generation.load(std::memory_order_relaxed);
    if (Envelope* const only = newest(word);
        only != nullptr && only->next == nullptr && resident == nullptr && cell.queue == nullptr &&
        only->generation == generation && only->operations != &stop_marker) [[likely]] {
        count_taken(cell, level_of(*only));
        cell.queue = only;
        return;
    }
    Envelope* first = nullptr;
    Level taken = 0;
    for (Envelope* envelope = newest(word); envelope != resident;) {
        Envelope* const older = envelope->next;
        if (envelope->generation != generation) [[unlikely]] {
            // Sent to the actor that lived in this cell before.
            count_left(cell, *envelope);
            drop_undelivered(Address{&cell, envelope->generation}, envelope, Delivery::dead);
        } else if (envelope->operations == &stop_marker) [[unlikely]] {
            count_left(cell, *envelope);
            free_envelope(envelope);
            stop_was_requested(cell);
            close_after(cell, std::exchange(first, nullptr));
            taken = 0;
        } else {
            envelope->next = first;
            first = envelope;
            taken += level_of(*envelope);
        }
        envelope = older;
    }
    if (resident != nullptr) {
        moved_out(*resident);
    }
    count_taken(cell, taken);
    if (cell.queue == nullptr) [[likely]] {
        cell.queue = first;
        return;
    }
    Envelope* last = cell.queue;
    while (last->next != nullptr) {
        last = last->next;
    }
    last->next = first;
}

bool ask_for_trim(Cell& cell, MailboxLimits const& limits, Level level) noexcept
{
    std::uint64_t const messages = messages_of(level);
    std::uint64_t const weight = weight_of(level);
    auto const exceeds = [&](std::uint64_t percent) {
        return messages > std::uint64_t{limits.messages} * percent / 100 ||
               weight > std::uint64_t{limits.weight} * percent / 100;
    };
    if (exceeds(400)) {
        return false;
    }
    if (exceeds(112) && !cell.crowded.exchange(true, std::memory_order_acq_rel)) {
        post_signal(address_of(cell), std::make_unique<Signal>(Signal::Kind::trim));
    }
    return true;
}

void trim(Cell& cell) noexcept
{
    MailboxLimits const& limits = cell.kind.load(std::memory_order_relaxed)->limits;
    cell.crowded.store(false, std::memory_order_release);
    absorb(cell);
    settle_consumed(cell);
    while (cell.queue != nullptr &&
           limits.are_exceeded_by(cell.backlog.load(std::memory_order_relaxed))) {
        Envelope* const oldest = std::exchange(cell.queue, cell.queue->next);
        count_out(cell, *oldest);
        drop_undelivered(address_of(cell), oldest, Delivery::full);
    }
}

bool refill(Cell& cell) noexcept
{
    if (cell.kind.load(std::memory_order_relaxed)->limits.policy == MailboxPolicy::drop_oldest)
        [[unlikely]] {
        trim(cell);
    } else {
        absorb(cell);
        release_waiting(cell);
    }
    return cell.queue != nullptr && (cell.queue->slot == 0 || has_wanted_message(cell));
}

bool has_wanted_message(Cell& cell) noexcept
{
    while (Envelope* const envelope = cell.queue) {
        if (envelope->slot == 0 || !request_slot(envelope->slot)->is_abandoned()) {
            return true;
        }
        cell.queue = envelope->next;
        count_out(cell, *envelope);
        drop_silently(envelope, AskError{AskError::Timeout{}});
    }
    return cell.inbox.load(std::memory_order_relaxed) >= inbox_tags && refill(cell);
}

Envelope* take_envelope(Cell& cell) noexcept
{
    if (cell.queue == nullptr) [[unlikely]] {
        refill(cell);
    }
    Envelope* const envelope = cell.queue;
    cell.queue = envelope->next;
    fetch_soon(cell.queue);
    count_consumed(cell, *envelope);
    if (Observer* const observer = this_thread().observer) [[unlikely]] {
        observer->takes(cell, *envelope);
    }
    if (envelope->slot != 0) [[unlikely]] {
        // The envelope's share becomes the cell's.
        cell.request = std::exchange(envelope->slot, 0);
    }
    return envelope;
}

namespace {

// The usual case: the next message has been fetched already. Null: nothing has been done.
inline Envelope* take_fetched(Cell& cell, Envelope* envelope) noexcept
{
    std::uint8_t const left = cell.messages_left.load(std::memory_order_relaxed);
    if (cell.request != 0 || left <= 1 || cell.signals.load(std::memory_order_relaxed) != nullptr ||
        envelope->slot != 0 || this_thread().observer != nullptr) [[unlikely]] {
        return nullptr;
    }
    cell.messages_left.store(static_cast<std::uint8_t>(left - 1), std::memory_order_relaxed);
    cell.queue = envelope->next;
    fetch_soon(cell.queue);
    count_consumed(cell, *envelope);
    return envelope;
}

// False: the step ends here.
bool may_receive(Cell& cell) noexcept
{
    if (cell.request != 0) [[unlikely]] {
        complete_message(cell);
    }
    return spend_message(cell) && cell.signals.load(std::memory_order_relaxed) == nullptr;
}

[[gnu::noinline]] Envelope* begin_receive_with_care(Cell& cell) noexcept
{
    return may_receive(cell) && has_message(cell) ? take_envelope(cell) : nullptr;
}

[[gnu::noinline]] Envelope* begin_next_with_care(Cell& cell) noexcept
{
    if (!may_receive(cell)) {
        return nullptr;
    }
    Envelope* const sent = newest(cell.inbox.load(std::memory_order_acquire));
    if (cell.queue == nullptr && sent != cell.resident) {
        if (Envelope* const envelope = take_in_place(cell, cell.resident, sent)) {
            return envelope;
        }
    }
    return has_message(cell) ? take_envelope(cell) : nullptr;
}

} // namespace

Envelope* begin_receive(Cell& cell) noexcept
{
    if (Envelope* const fetched = cell.queue) [[likely]] {
        if (Envelope* const taken = take_fetched(cell, fetched)) [[likely]] {
            return taken;
        }
    }
    return begin_receive_with_care(cell);
}

Envelope* begin_next(Cell& cell) noexcept
{
    if (Envelope* const fetched = cell.queue) [[likely]] {
        if (Envelope* const taken = take_fetched(cell, fetched)) [[likely]] {
            return taken;
        }
    } else if (cell.request == 0 && cell.inbox.load(std::memory_order_relaxed) ==
                                        reinterpret_cast<std::uintptr_t>(cell.resident)) {
        return nullptr; // nothing has come meanwhile
    }
    return begin_next_with_care(cell);
}

void complete_message(Cell& cell) noexcept
{
    std::uintptr_t const request = std::exchange(cell.request, 0);
    AnswerSlot* const slot = request_slot(request);
    if (!is_acknowledged(request)) {
        drop_owner(*slot);
        return;
    }
    if (slot->state.load(std::memory_order_relaxed) == AnswerSlot::open && begin_answer(*slot)) {
        static_cast<AnswerOf<void>*>(slot)->result.emplace(Unit{});
        publish_answer(*slot);
    }
    drop_sender(*slot);
}

AnswerSlot* share_acknowledgement(Cell& cell) noexcept
{
    if (!is_acknowledged(cell.request)) {
        return nullptr;
    }
    AnswerSlot* const slot = request_slot(cell.request);
    add_sender(*slot);
    return slot;
}

} // namespace janus::detail
