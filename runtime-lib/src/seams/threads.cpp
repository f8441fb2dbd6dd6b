#include "seams/threads.hpp"

#include <chrono>
#include <climits>
#include <ctime>

#include <linux/futex.h>
#include <linux/membarrier.h>
#include <sched.h>
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

void give_way_to_threads() noexcept
{
    sched_yield();
}

bool barrier_in_all_threads() noexcept
{
    static bool const possible =
        ::syscall(SYS_membarrier, MEMBARRIER_CMD_REGISTER_PRIVATE_EXPEDITED, 0, 0) == 0;
    return possible && ::syscall(SYS_membarrier, MEMBARRIER_CMD_PRIVATE_EXPEDITED, 0, 0) == 0;
}

void WorkerThreads::start(void (*run)(void*), void* argument)
{
    threads_.push_back({std::thread(run, argument), argument});
}

bool WorkerThreads::join(bool (*lost)(void* argument))
{
    bool all = true;
    for (Started& started : threads_) {
        if (lost(started.argument)) {
            started.thread.detach();
            all = false;
        } else {
            started.thread.join();
        }
    }
    threads_.clear();
    return all;
}

WatchThread::WatchThread(std::function<std::int64_t()> look) : look_(std::move(look))
{
    thread_ = std::thread([this] { run(); });
}

WatchThread::~WatchThread()
{
    stop();
}

void WatchThread::stop()
{
    stopping_.store(true, std::memory_order_seq_cst);
    events_.wake_all();
    if (thread_.joinable()) {
        thread_.join();
    }
}

void WatchThread::wake_up() noexcept
{
    if (asleep_.exchange(false, std::memory_order_seq_cst)) {
        events_.wake_all();
    }
}

void WatchThread::run()
{
    while (!stopping_.load(std::memory_order_seq_cst)) {
        std::uint32_t const epoch = events_.epoch();
        std::int64_t const pause = look_();
        if (stopping_.load(std::memory_order_seq_cst)) {
            return;
        }
        if (pause > 0) {
            events_.sleep_for(epoch, pause);
            continue;
        }
        // Who begins to work says so, then looks whether we sleep; we do it in the other order.
        asleep_.store(true, std::memory_order_seq_cst);
        if (look_() == 0) {
            events_.sleep(epoch);
        }
        asleep_.store(false, std::memory_order_seq_cst);
    }
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
