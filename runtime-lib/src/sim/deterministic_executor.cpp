#include "sim/deterministic_executor.hpp"

#include <algorithm>

#include <janus/detail/cell.hpp>

#include "scheduler/runtime.hpp"

namespace janus::detail {

bool DeterministicExecutor::run_one()
{
    if (ready_.empty()) {
        return false;
    }
    std::size_t const index = shuffles_ ? random_.next() % ready_.size() : 0;
    Cell* const cell = ready_[index];
    ready_.erase(ready_.begin() + static_cast<std::ptrdiff_t>(index));
    runtime_ = cell->runtime;
    run_turn(*cell);
    return true;
}

void DeterministicExecutor::run_ready()
{
    while (run_one()) {
    }
}

// To the next timer, or to the limit if that is earlier. False if neither lies ahead.
bool DeterministicExecutor::let_time_pass(std::int64_t limit_milliseconds)
{
    std::int64_t const due = runtime_ == nullptr ? TimerWheel::never : runtime_->next_timer();
    std::int64_t const until = std::min(due, limit_milliseconds);
    if (until == TimerWheel::never) {
        return false;
    }
    clock_.advance_to(runtime_->start_nanoseconds() + until * 1'000'000);
    runtime_->fire_timers();
    return true;
}

bool DeterministicExecutor::run_until(bool (*done)(void*), void* context,
                                      std::int64_t due_milliseconds)
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
        if (runtime_->elapsed_milliseconds() >= due_milliseconds ||
            !let_time_pass(due_milliseconds)) {
            return false;
        }
    }
}

void DeterministicExecutor::advance(Runtime& runtime, std::int64_t milliseconds)
{
    runtime_ = &runtime;
    std::int64_t const end = runtime.elapsed_milliseconds() + milliseconds;
    run_ready();
    while (runtime.elapsed_milliseconds() < end) {
        runtime.check_idle();
        run_ready();
        let_time_pass(end);
        run_ready();
    }
}

} // namespace janus::detail
