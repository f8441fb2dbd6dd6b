#pragma once
// TimerWheel: pending deadlines in milliseconds, in seven levels of 64 slots; arming and
// disarming take constant time. Any thread may use it; timers fire on the thread that advances it,
// under the wheel's lock, so what they do must not arm or disarm.

#include <array>
#include <cstddef>
#include <cstdint>

#include <janus/detail/timer.hpp>
#include <janus/time_values.hpp>

#include "seams/lock.hpp"

namespace janus::detail {

// Shorter times are measured and armed exactly when they begin.
inline constexpr Duration long_wait = seconds(1);

class TimerWheel {
public:
    static constexpr std::int64_t never = INT64_MAX;

    void insert(Timer& timer, std::int64_t due) noexcept;
    void remove(Timer& timer) noexcept;
    // Fires everything due up to and including `now`.
    void advance(std::int64_t now) noexcept;
    // At the end of the runtime, when no thread uses it any more: a delayed send, which nobody else
    // holds, is fired and so given back; the other timers are only forgotten.
    void close() noexcept;
    // No timer fires before this instant; at it, `advance` may merely place timers anew.
    std::int64_t next_due() noexcept;

private:
    static constexpr std::size_t levels = 7;
    static constexpr std::size_t slots = 64;
    static constexpr int bits = 6;

    void place(Timer& timer) noexcept;
    void unlink(Timer& timer) noexcept;
    void fire(Timer& timer) noexcept;
    std::int64_t next_event() const noexcept;
    void cascade(std::size_t level, std::size_t slot) noexcept;

    Lock lock_;
    std::int64_t now_ = 0;
    std::array<std::array<Timer*, slots>, levels> heads_{};
    std::array<std::uint64_t, levels> occupied_{};
};

} // namespace janus::detail
