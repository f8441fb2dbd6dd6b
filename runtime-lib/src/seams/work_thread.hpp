#pragma once
// WorkThread: one thread that runs a function again and again while there is something to do, and
// sleeps otherwise. The function says whether it found work. Destroying it waits until a run after
// the last `notify` found none.

#include <functional>
#include <thread>

#include "seams/threads.hpp"

namespace janus::detail {

class WorkThread {
public:
    explicit WorkThread(std::function<bool()> run);
    ~WorkThread();
    WorkThread(WorkThread const&) = delete;
    WorkThread& operator=(WorkThread const&) = delete;

    // There may be something to do. Any thread.
    void notify() noexcept { wakes_.wake_one(); }

private:
    void loop();

    std::function<bool()> run_;
    EventCount wakes_;
    std::atomic<bool> stopping_{false};
    std::thread thread_;
};

} // namespace janus::detail
