#pragma once
// Timer: one pending deadline. It lives where it is needed (in a coroutine's frame, in a
// supervisor) and is linked into a wheel while it is armed. Firing sets a flag and wakes the cell.

#include <atomic>
#include <cstdint>

#include <janus/detail/cell.hpp>

namespace janus::detail {

class TimerWheel;

struct Timer {
    Timer() = default;
    ~Timer();
    Timer(Timer const&) = delete;
    Timer& operator=(Timer const&) = delete;

    Timer* previous = nullptr;
    Timer* next = nullptr;
    TimerWheel* wheel = nullptr; // while armed
    Cell* cell = nullptr;
    void (*action)(Timer&) noexcept = nullptr; // in place of waking; under the wheel's lock
    std::int64_t due = 0;                      // milliseconds since the system's start
    std::atomic<bool> fired{false};
};

// Milliseconds on the clock of the running system.
std::int64_t now_milliseconds(Cell const& cell) noexcept;

// Wakes `cell` no earlier than `due`. The timer must not be armed.
void arm(Timer& timer, Cell& cell, std::int64_t due) noexcept;
// After this the timer does not fire any more.
void disarm(Timer& timer) noexcept;

inline Timer::~Timer()
{
    if (cell != nullptr) {
        disarm(*this);
    }
}

} // namespace janus::detail
