#pragma once
// The threads of a real system: the workers, the alarm, and how a thread sleeps until there is
// something to do.

#include <atomic>
#include <condition_variable>
#include <cstdint>
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

class WorkerThreads {
public:
    void start(void (*run)(void*), void* argument);
    void join();

private:
    std::vector<std::thread> threads_;
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
