#pragma once
// Interrupts: turns SIGINT and SIGTERM into one call, SIGUSR1 into another. The second signal of
// the former ends the process as if nobody had listened. At most one object exists at a time.

#include <functional>
#include <thread>

namespace janus::detail {

class Interrupts {
public:
    // Both are called on a thread of its own.
    Interrupts(std::function<void()> told_to_end, std::function<void()> told_to_show);
    ~Interrupts();
    Interrupts(Interrupts const&) = delete;
    Interrupts& operator=(Interrupts const&) = delete;

private:
    std::function<void()> told_to_end_;
    std::function<void()> told_to_show_;
    std::thread thread_;
};

} // namespace janus::detail
