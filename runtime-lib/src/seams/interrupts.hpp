#pragma once
// Interrupts: turns SIGINT and SIGTERM into a call. The second signal of a kind ends the process as
// if nobody had listened. At most one object exists at a time.

#include <functional>
#include <thread>

namespace janus::detail {

class Interrupts {
public:
    // `told` is called on a thread of its own, once for each signal.
    explicit Interrupts(std::function<void()> told);
    ~Interrupts();
    Interrupts(Interrupts const&) = delete;
    Interrupts& operator=(Interrupts const&) = delete;

private:
    std::function<void()> told_;
    std::thread thread_;
};

} // namespace janus::detail
