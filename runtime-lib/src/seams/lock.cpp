#include "seams/lock.hpp"

namespace janus::detail {

void Lock::lock_slowly() noexcept
{
    for (int spins = 0; spins < 100; ++spins) {
        std::uint32_t expected = 0;
        if (state_.load(std::memory_order_relaxed) == 0 &&
            state_.compare_exchange_strong(expected, 1, std::memory_order_acquire,
                                           std::memory_order_relaxed)) {
            return;
        }
    }
    // 2 = held, with sleepers; whoever gets the lock this way keeps the 2, as others may sleep.
    while (state_.exchange(2, std::memory_order_acquire) != 0) {
        state_.wait(2, std::memory_order_relaxed);
    }
}

void Lock::wake_one() noexcept
{
    state_.notify_one();
}

} // namespace janus::detail
