#include "seams/threads.hpp"

#include <chrono>
#include <climits>
#include <ctime>

#include <linux/futex.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "scheduler/runtime.hpp"

namespace janus::detail {

namespace {

constexpr std::int64_t never = INT64_MAX;

void futex_wait(std::atomic<std::uint32_t>& word, std::uint32_t seen, timespec const* limit)
{
    ::syscall(SYS_futex, &word, FUTEX_WAIT_PRIVATE, seen, limit, nullptr, 0);
}

void futex_wake(std::atomic<std::uint32_t>& word, int count)
{
    ::syscall(SYS_futex, &word, FUTEX_WAKE_PRIVATE, count, nullptr, nullptr, 0);
}

} // namespace

void EventCount::sleep(std::uint32_t seen) noexcept
{
    futex_wait(epoch_, seen, nullptr);
}

void EventCount::sleep_for(std::uint32_t seen, std::int64_t microseconds) noexcept
{
    timespec limit{};
    limit.tv_sec = microseconds / 1'000'000;
    limit.tv_nsec = microseconds % 1'000'000 * 1'000;
    futex_wait(epoch_, seen, &limit);
}

void EventCount::wake_one() noexcept
{
    epoch_.fetch_add(1, std::memory_order_seq_cst);
    futex_wake(epoch_, 1);
}

void EventCount::wake_all() noexcept
{
    epoch_.fetch_add(1, std::memory_order_seq_cst);
    futex_wake(epoch_, INT_MAX);
}

void WorkerThreads::start(void (*run)(void*), void* argument)
{
    threads_.emplace_back(run, argument);
}

void WorkerThreads::join()
{
    for (std::thread& thread : threads_) {
        thread.join();
    }
    threads_.clear();
}

AlarmThread::AlarmThread(Runtime& runtime) : runtime_(runtime), due_(never)
{
    thread_ = std::thread([this] { run(); });
}

AlarmThread::~AlarmThread()
{
    stop();
}

void AlarmThread::stop()
{
    {
        std::lock_guard guard(mutex_);
        stopping_ = true;
    }
    changed_.notify_one();
    if (thread_.joinable()) {
        thread_.join();
    }
}

void AlarmThread::set(std::int64_t due_milliseconds) noexcept
{
    {
        std::lock_guard guard(mutex_);
        if (due_milliseconds >= due_) {
            return;
        }
        due_ = due_milliseconds;
    }
    changed_.notify_one();
}

void AlarmThread::run()
{
    std::unique_lock lock(mutex_);
    while (!stopping_) {
        if (due_ == never) {
            changed_.wait(lock);
            continue;
        }
        std::int64_t const remaining = due_ * 1'000'000 - runtime_.elapsed_nanoseconds();
        if (remaining > 0) {
            changed_.wait_for(lock, std::chrono::nanoseconds(remaining));
            continue;
        }
        due_ = never;
        lock.unlock();
        runtime_.fire_timers();
        lock.lock();
    }
}

} // namespace janus::detail
