#include "sim/sim_executor.hpp"

#include <algorithm>

#include <janus/detail/actor_body.hpp>
#include <janus/detail/envelope.hpp>
#include <janus/panic.hpp>

#include "scheduler/runtime.hpp"

namespace janus::detail {

namespace {

// The message the actor takes next. Only this thread sends, so the queues can be read.
Envelope const* next_message(Cell const& cell)
{
    if (cell.waiter == nullptr || !cell.waiter->receives) {
        return nullptr;
    }
    if (cell.queue != nullptr) {
        return cell.queue;
    }
    auto const* envelope = reinterpret_cast<Envelope const*>(
        cell.inbox.load(std::memory_order_relaxed) & ~std::uintptr_t{inbox_tags});
    while (envelope != nullptr && envelope->next != nullptr) {
        envelope = envelope->next;
    }
    return envelope;
}

} // namespace

SimExecutor::SimExecutor(ManualClock& clock, SimEvents& events, std::uint64_t seed,
                         SimFaults& faults, Limits limits)
    : clock_(clock), events_(events), random_(seed + 0x5EED), order_(seed), faults_(faults),
      limits_(limits)
{}

void SimExecutor::record(Cell const& cell)
{
    std::string_view const name =
        cell.body == nullptr ? std::string_view("starting") : cell.body->name();
    std::string_view type;
    std::string_view message_case;
    if (Envelope const* const envelope = next_message(cell)) {
        type = envelope->operations->type_name;
        type = type.empty() ? "a message" : type;
        message_case = envelope->operations->case_name(const_cast<Envelope*>(envelope)->payload());
    }
    events_.turn(clock_.boot_nanoseconds(), cell.number.load(std::memory_order_relaxed), name, type,
                 message_case);
}

bool SimExecutor::run_one()
{
    if (order_.is_empty()) {
        return false;
    }
    if (events_.turns() >= limits_.turns) {
        panic("", "the program did not come to an end");
    }
    Cell& cell = order_.take();
    runtime_ = cell.runtime;
    record(cell);
    Address const running = address_of(cell);
    // One message, mostly, so that those of different actors mix; at times a few.
    TurnLimits limits;
    limits.messages = !faults_.kinds().yield && chance(8) ? 16 : 1;
    if (faults_.kinds().yield && chance(2)) {
        limits.rounds = static_cast<std::uint16_t>(1 + random_.next() % 64);
    }
    run_turn(cell, limits);
    if (faults_.kinds().wake && last_.cell != nullptr && chance(4) && is_alive(last_)) {
        wake(*last_.cell);
    }
    last_ = running;
    return true;
}

// The next timer or call that was put off.
std::int64_t SimExecutor::next_event()
{
    std::int64_t const call = faults_.next_nanoseconds();
    std::int64_t const due = runtime_->next_timer();
    if (call == INT64_MAX) {
        return due;
    }
    return std::min(due, (call - runtime_->start_nanoseconds()) / 1'000'000 + 1);
}

// To the next event, or to the limit if that is earlier. False if neither lies ahead.
bool SimExecutor::let_time_pass(std::int64_t limit_milliseconds)
{
    std::int64_t until = std::min(next_event(), limit_milliseconds);
    if (until == TimerWheel::never) {
        return false;
    }
    if (!told_to_end_) {
        until = std::min(until, limits_.milliseconds);
    }
    if (faults_.kinds().late && chance(4)) {
        until =
            std::min(until + static_cast<std::int64_t>(random_.next() % 10), limit_milliseconds);
    }
    clock_.advance_to(runtime_->start_nanoseconds() + until * 1'000'000);
    runtime_->fire_timers();
    faults_.make_due_calls();
    return true;
}

// As a signal would; false if that has been tried.
bool SimExecutor::end_program() noexcept
{
    if (told_to_end_) {
        return false;
    }
    told_to_end_ = true;
    runtime_->request_end();
    return true;
}

bool SimExecutor::run_until(bool (*done)(void*), void* context, std::int64_t due_milliseconds)
{
    for (;;) {
        if (done(context)) {
            return true;
        }
        if (run_one()) {
            continue;
        }
        if (runtime_ == nullptr) {
            return false;
        }
        if (runtime_->check_idle()) {
            continue;
        }
        std::int64_t const now = runtime_->elapsed_milliseconds();
        if (now >= due_milliseconds) {
            return false;
        }
        if (now >= limits_.milliseconds && !told_to_end_) {
            cut_off_ = !runtime_->somebody_waits_for_end();
            end_program();
            continue;
        }
        if (let_time_pass(due_milliseconds)) {
            continue;
        }
        // Nothing will ever happen: the moment to end a program that waits for its end.
        if (!runtime_->somebody_waits_for_end() || !end_program()) {
            return false;
        }
    }
}

} // namespace janus::detail
