#pragma once
// The threads of a real system: the workers, the alarm, and how a thread sleeps until there is
// something to do.

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include <janus/seams.hpp>

namespace janus::detail {

// Sleep until the epoch has moved on. A waker first changes what the sleeper looks for, then calls
// `wake`; a sleeper reads the epoch, looks, then sleeps.
class EventCount {
public:
    std::uint32_t epoch() const noexcept { return epoch_.load(std::memory_order_seq_cst); }
    void sleep(std::uint32_t seen) noexcept;
    void sleep_for(std::uint32_t seen, std::int64_t microseconds) noexcept;
    void wake_one() noexcept;
    void wake_all() noexcept;

private:
    std::atomic<std::uint32_t> epoch_{0};
};

// All other threads of the process see what this one wrote before, and this one sees what they
// wrote. False where the system cannot do that.
bool barrier_in_all_threads() noexcept;

// Lets another thread of this processor go first, if there is one.
void give_way_to_threads() noexcept;

class WorkerThreads {
public:
    void start(void (*run)(void*), void* argument);
    // Those for which `lost` is true of their argument are left alone. False if there were any.
    bool join(bool (*lost)(void* argument));

private:
    struct Started {
        std::thread thread;
        void* argument;
    };
    std::vector<Started> threads_;
};

// Calls a function again and again: after the microseconds it returned, or, if that is nothing,
// when it is woken.
class WatchThread {
public:
    explicit WatchThread(std::function<std::int64_t()> look);
    ~WatchThread();
    // Costs a load while the thread is awake.
    void wake() noexcept
    {
        if (asleep_.load(std::memory_order_seq_cst)) [[unlikely]] {
            wake_up();
        }
    }
    bool is_asleep() const noexcept { return asleep_.load(std::memory_order_seq_cst); }
    void stop();

private:
    void run();
    void wake_up() noexcept;

    std::function<std::int64_t()> look_;
    EventCount events_;
    std::atomic<bool> asleep_{false};
    std::atomic<bool> stopping_{false};
    std::thread thread_;
};

class AlarmThread final : public Alarm {
public:
    explicit AlarmThread(Runtime& runtime);
    ~AlarmThread() override;
    void set(std::int64_t due_milliseconds) noexcept override;
    void stop();

private:
    void run();

    Runtime& runtime_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::int64_t due_;
    bool stopping_ = false;
    std::thread thread_;
};

} // namespace janus::detail
