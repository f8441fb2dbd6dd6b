#include "seams/work_thread.hpp"

namespace janus::detail {

WorkThread::WorkThread(std::function<bool()> run)
    : run_(std::move(run)), thread_([this] { loop(); })
{}

WorkThread::~WorkThread()
{
    stopping_.store(true, std::memory_order_seq_cst);
    wakes_.wake_all();
    thread_.join();
}

void WorkThread::loop()
{
    for (;;) {
        std::uint32_t const seen = wakes_.epoch();
        bool const stopping = stopping_.load(std::memory_order_seq_cst);
        if (run_()) {
            continue;
        }
        if (stopping) {
            return;
        }
        wakes_.sleep(seen);
    }
}

} // namespace janus::detail
