#pragma once
// Lock: a small mutual exclusion for the rare paths that threads share (run queue overflow, timers,
// the memory depot). Two uncontended atomics; a waiter sleeps. Never held across user code.

#include <atomic>
#include <cstdint>

namespace janus::detail {

class Lock {
public:
    void lock() noexcept
    {
        std::uint32_t expected = 0;
        if (!state_.compare_exchange_strong(expected, 1, std::memory_order_acquire,
                                            std::memory_order_relaxed)) [[unlikely]] {
            lock_slowly();
        }
    }
    void unlock() noexcept
    {
        if (state_.exchange(0, std::memory_order_release) == 2) [[unlikely]] {
            wake_one();
        }
    }

private:
    void lock_slowly() noexcept;
    void wake_one() noexcept;

    std::atomic<std::uint32_t> state_{0};
};

class LockGuard {
public:
    explicit LockGuard(Lock& lock) noexcept : lock_(lock) { lock_.lock(); }
    ~LockGuard() { lock_.unlock(); }
    LockGuard(LockGuard const&) = delete;
    LockGuard& operator=(LockGuard const&) = delete;

private:
    Lock& lock_;
};

} // namespace janus::detail
