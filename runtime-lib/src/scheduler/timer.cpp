#include <janus/detail/timer.hpp>

#include <janus/mailbox.hpp>

#include "scheduler/runtime.hpp"

namespace janus::detail {

std::int64_t now_milliseconds(Cell const& cell) noexcept
{
    return cell.runtime->elapsed_milliseconds();
}

std::int64_t due_after(Cell const& cell, Duration time) noexcept
{
    // Rounded up, and never shorter than asked for: the current millisecond has begun already.
    std::int64_t const end = cell.runtime->elapsed_nanoseconds() + time.nanoseconds();
    return (end + 999'999) / 1'000'000;
}

void arm(Timer& timer, Cell& cell, std::int64_t due) noexcept
{
    timer.cell = &cell;
    timer.fired.store(false, std::memory_order_relaxed);
    cell.runtime->arm(timer, due);
}

void disarm(Timer& timer) noexcept
{
    if (timer.wheel != nullptr) {
        timer.wheel->remove(timer);
        timer.wheel = nullptr;
    }
}

} // namespace janus::detail
