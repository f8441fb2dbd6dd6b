#include <janus/detail/answer_slot.hpp>

#include <algorithm>
#include <exception>

#include <janus/actor_ref.hpp>
#include <janus/asking.hpp>
#include <janus/detail/current.hpp>
#include <janus/detail/envelope.hpp>
#include <janus/panic.hpp>

#include "actor/dead_letter.hpp"
#include "actor/effect_buffer.hpp"
#include "actor/extras.hpp"
#include "actor/this_thread.hpp"
#include "scheduler/runtime.hpp"

namespace janus::detail {

bool begin_answer(AnswerSlot& slot) noexcept
{
    std::uint32_t expected = AnswerSlot::open;
    return slot.state.compare_exchange_strong(expected, AnswerSlot::being_answered,
                                              std::memory_order_acq_rel, std::memory_order_relaxed);
}

void publish_answer(AnswerSlot& slot) noexcept
{
    EffectBuffer* const effects = this_thread().effects;
    if (effects != nullptr) [[unlikely]] {
        effects->hold_answer(slot);
        return;
    }
    publish_answer_now(slot);
}

void publish_answer_now(AnswerSlot& slot) noexcept
{
    // Once the state is stored the waiting end may free the slot; read first what is needed after.
    Cell* const waiter = slot.waiter;
    AnswerListener* const listener = slot.listener;
    if (listener != nullptr) [[unlikely]] {
        slot.state.store(AnswerSlot::answered, std::memory_order_release);
        listener->answered();
        return;
    }
    slot.state.store(AnswerSlot::answered, std::memory_order_release);
    if (waiter != nullptr) {
        wake(*waiter);
    }
}

void warn_of_second_answer(AnswerSlot const* slot) noexcept
{
    Cell const* const cell = this_thread().cell;
    if (cell != nullptr && (slot == nullptr || !slot->is_abandoned())) {
        cell->runtime->warn("a second answer to one request is ignored");
    }
}

void drop_sender(AnswerSlot& slot) noexcept
{
    if (slot.senders.fetch_sub(1, std::memory_order_acq_rel) != 1) {
        return;
    }
    if (slot.state.load(std::memory_order_relaxed) == AnswerSlot::open) {
        AskError reason{AskError::NoReply{}};
        if (AskError const* const given = this_thread().drop_reason) {
            reason = *given;
        } else if (std::uncaught_exceptions() > 0) {
            reason = AskError{AskError::ActorCrashed{}};
        }
        slot.operations->fail(slot, std::move(reason));
    }
    drop_owner(slot);
}

void drop_owner(AnswerSlot& slot) noexcept
{
    for (AnswerSlot* dropped = &slot; dropped != nullptr;) {
        if (dropped->owners.load(std::memory_order_acquire) != 1 &&
            dropped->owners.fetch_sub(1, std::memory_order_acq_rel) != 1) {
            return;
        }
        AnswerSlot* const parent = dropped->parent;
        dropped->operations->destroy(dropped);
        dropped = parent;
    }
}

void abandon(AnswerSlot& slot) noexcept
{
    slot.abandoned.store(true, std::memory_order_seq_cst);
    if (Cell* const handler = slot.handler.load(std::memory_order_seq_cst)) {
        wake(*handler);
    }
}

AnswerSlot* share_request(Cell const& cell) noexcept
{
    AnswerSlot* const slot = request_slot(cell.request);
    slot->owners.fetch_add(1, std::memory_order_relaxed);
    return slot;
}

bool has_passed(Cell const& cell, std::int64_t deadline) noexcept
{
    return cell.runtime->elapsed_milliseconds() >= deadline;
}

std::int64_t request_deadline(Cell const& cell, Duration timeout) noexcept
{
    std::int64_t const own = cell.runtime->instant_after(timeout);
    return cell.request == 0 ? own : std::min(own, request_slot(cell.request)->deadline);
}

bool may_put_off_timer(Cell& cell, std::int64_t deadline) noexcept
{
    Worker* const worker = this_thread().worker;
    // A grain may wait for a commit first, and would then not look twice.
    bool const is_grain = cell.extras != nullptr && cell.extras->grain != nullptr;
    if (worker == nullptr || is_grain ||
        deadline - cell.runtime->coarse_milliseconds() < long_wait.millis() / 2) {
        return false;
    }
    return worker->put_off_timer(cell);
}

void wait_for_answer(AnswerSlot& slot, Address to, Envelope* envelope, Duration timeout)
{
    if (this_thread().worker != nullptr) {
        panic("", "ask_blocking would block a worker; use ask there");
    }
    if (to.cell == nullptr) {
        drop_undelivered(to, envelope, Delivery::dead);
        return;
    }
    Runtime& runtime = *to.cell->runtime;
    slot.listener = &runtime;
    slot.deadline = runtime.elapsed_milliseconds() + timeout.millis();
    post_request(to, envelope, slot);
    runtime.block_until([&] { return slot.is_answered(); }, slot.deadline);
    // Somebody may be answering right now; that answer is then complete in a moment.
    if (!slot.is_answered()) {
        abandon(slot);
        slot.operations->fail(slot, AskError{AskError::Timeout{}});
        runtime.block_until([&] { return slot.is_answered(); }, TimerWheel::never);
    }
}

} // namespace janus::detail
