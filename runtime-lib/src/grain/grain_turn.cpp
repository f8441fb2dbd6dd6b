// The turns of a grain: when its state is stored, when what it sent goes out, when it falls asleep.

#include <utility>

#include <janus/detail/grain_seat.hpp>
#include <janus/error.hpp>
#include <janus/mailbox.hpp>

#include "actor/lifecycle.hpp"
#include "grain/grain_activation.hpp"
#include "grain/grain_host.hpp"
#include "scheduler/runtime.hpp"

namespace janus::detail {

GrainSeat::Step GrainSeat::before_wait(Wait wait)
{
    try {
        switch (wait) {
        case Wait::message:
            return settle_receive();
        case Wait::interleaved:
            return settle_message() ? Step::go_on : Step::wait;
        case Wait::other:
            break;
        }
        return settle_other();
    } catch (...) {
        now_->failure = std::current_exception();
        return Step::failed;
    }
}

std::exception_ptr GrainSeat::failure() const
{
    return now_->failure;
}

// Adopts a commit that is done. Throws if it failed: the activation then ends.
bool GrainSeat::commit_is_open()
{
    if (!now_->commit) {
        return false;
    }
    switch (now_->commit->state()) {
    case GrainCommit::State::open:
        return true;
    case GrainCommit::State::failed:
        throw EscapedError(AskError{AskError::StorageFailed{now_->commit->maybe_stored()}});
    case GrainCommit::State::stored:
        break;
    }
    now_->etag = now_->commit->etag();
    now_->stored_at = Timestamp::from_milliseconds(now_->commit->stored_at());
    if (now_->commit->erases()) {
        now_->stored_at = none;
    }
    now_->image = std::move(now_->candidate);
    now_->commit.reset();
    return false;
}

void GrainSeat::leave_unchanged()
{
    now_->untouched = true;
}

bool GrainSeat::has_changed()
{
    if (now_->untouched) {
        return false;
    }
    now_->candidate = encoded();
    return now_->candidate != now_->image;
}

void GrainSeat::start_commit()
{
    StoreWrite write;
    write.key = {std::string(type_.name), key_};
    write.expect_etag = now_->etag;
    write.epoch = now_->epoch;
    write.write_id = cell_.runtime->random().next();
    write.stored_at = cell_.runtime->clock().wall_nanoseconds() / 1'000'000;
    write.revision = type_.revision;
    if (std::exchange(now_->erase_wanted, false)) {
        write.erase = true;
        now_->unknown = {};
        now_->grain->construct();
        now_->reminders = {};
        now_->candidate = encoded();
    } else {
        write.bytes = now_->candidate;
    }
    now_->commit = std::make_shared<GrainCommit>(cell_);
    now_->commit->start(host_.store(), std::move(write), now_->effects);
}

// Only one write is under way at a time; a second save waits for the end of the turn.
void GrainSeat::save_now()
{
    request_save();
    if (now_->save_wanted && !commit_is_open() && (now_->erase_wanted || has_changed())) {
        start_commit();
    }
}

// `@persist(.interval(…))`: the clock starts with the first message after a commit.
bool GrainSeat::store_is_due()
{
    if (type_.persist != Persist::interval) {
        return type_.persist == Persist::turn || now_->save_wanted;
    }
    Timer& interval = now_->interval;
    if (interval.fired.load(std::memory_order_acquire)) {
        interval.fired.store(false, std::memory_order_relaxed);
        now_->interval_runs = false;
        return true;
    }
    if (!now_->interval_runs && now_->took_message) {
        now_->interval_runs = true;
        arm(interval, cell_, now_milliseconds(cell_) + type_.persist_interval_ms);
    }
    return now_->save_wanted;
}

bool GrainSeat::begin_interleaved() noexcept
{
    return std::exchange(now_->untouched, false);
}

void GrainSeat::end_interleaved(bool untouched) noexcept
{
    now_->untouched = untouched;
}

// The message is done: what it changed is stored before the next one begins.
bool GrainSeat::settle_message()
{
    for (;;) {
        if (commit_is_open()) {
            return false;
        }
        bool const due = store_is_due();
        if (!now_->erase_wanted && !(due && has_changed())) {
            break;
        }
        start_commit();
    }
    now_->untouched = false;
    now_->save_wanted = false;
    now_->effects.release();
    return true;
}

GrainSeat::Step GrainSeat::settle_receive()
{
    if (!settle_message()) {
        return Step::wait;
    }
    return ring() ? Step::go_on : step_for_idleness();
}

// In the middle of a message: only what somebody must see before this one can go on is stored.
GrainSeat::Step GrainSeat::settle_other()
{
    if (cell_.phase.load(std::memory_order_relaxed) == Phase::starting) {
        now_->effects.release();
        return Step::go_on;
    }
    for (;;) {
        if (commit_is_open()) {
            return Step::go_on;
        }
        bool const held = type_.persist == Persist::turn;
        bool const point = now_->save_wanted || (held && now_->effects.holds_message());
        if (held && !point) {
            return Step::go_on;
        }
        bool const erases = now_->erase_wanted && now_->save_wanted;
        if (!erases && !(point && has_changed())) {
            break;
        }
        start_commit();
    }
    now_->save_wanted = false;
    now_->effects.release();
    return Step::go_on;
}

GrainSeat::Step GrainSeat::step_for_idleness()
{
    // One message per step, so that each passes here; every so often the others have their turn.
    bool const others = ++now_->messages % turn_budget == 0;
    cell_.messages_left.store(others ? 0 : 1, std::memory_order_relaxed);
    if (std::exchange(now_->took_message, false)) {
        now_->idle_since = now_milliseconds(cell_);
    }
    if (has_message(cell_)) {
        now_->took_message = true;
        return Step::go_on;
    }
    if (cell_.phase.load(std::memory_order_relaxed) != Phase::running) {
        return Step::go_on;
    }
    if (now_->sleep_wanted) {
        return Step::sleep;
    }
    if (cell_.runtime->strikes(Faults::Site::grain_sleeps)) {
        now_->reason = DeactivationReason::memory;
        return Step::sleep;
    }
    std::int64_t const due = now_->idle_since + type_.idle_timeout_ms;
    if (now_->idle.fired.load(std::memory_order_acquire)) {
        if (now_milliseconds(cell_) >= due) {
            now_->reason = DeactivationReason::idle;
            return Step::sleep;
        }
        now_->idle.fired.store(false, std::memory_order_relaxed);
        arm(now_->idle, cell_, due);
    } else if (now_->idle.cell == nullptr) {
        arm(now_->idle, cell_, due);
    }
    return Step::go_on;
}

} // namespace janus::detail
