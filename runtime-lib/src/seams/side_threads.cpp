#include "seams/side_threads.hpp"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <utility>

namespace janus::detail {

namespace {

class SideThreads {
public:
    void run(std::function<void()> work)
    {
        std::lock_guard const guard(mutex_);
        queue_.push_back(std::move(work));
        if (idle_ < static_cast<int>(queue_.size()) && threads_ < side_threads_max) {
            ++threads_;
            std::thread([this] { loop(); }).detach();
        }
        wakes_.notify_one();
    }

private:
    [[noreturn]] void loop()
    {
        std::unique_lock lock(mutex_);
        for (;;) {
            ++idle_;
            wakes_.wait(lock, [this] { return !queue_.empty(); });
            --idle_;
            std::function<void()> work = std::move(queue_.front());
            queue_.pop_front();
            lock.unlock();
            work();
            work = nullptr;
            lock.lock();
        }
    }

    std::mutex mutex_;
    std::condition_variable wakes_;
    std::deque<std::function<void()>> queue_;
    int threads_ = 0;
    int idle_ = 0;
};

} // namespace

void run_on_side_thread(std::function<void()> work)
{
    // Never destroyed: a thread may wait for standard input while the process ends.
    static SideThreads* const threads = new SideThreads;
    threads->run(std::move(work));
}

} // namespace janus::detail
