#pragma once
// Strand: cells that never run at the same time because they share variables: a task and the code
// that spawned it. A turn enters its strand and leaves it at its end; who comes meanwhile queues
// here instead of in a run queue. Any thread.

#include <atomic>
#include <cstdint>

#include <janus/detail/cell.hpp>
#include <janus/detail/lock.hpp>
#include <janus/detail/memory_pool.hpp>

namespace janus::detail {

class Strand : public Pooled {
public:
    Strand() = default;
    Strand(Strand const&) = delete;
    Strand& operator=(Strand const&) = delete;

    // False: another turn is inside, and the cell is made ready when it is the next one.
    bool enter(Cell& cell) noexcept;
    void leave() noexcept;

    void keep() noexcept { owners_.fetch_add(1, std::memory_order_relaxed); }
    void drop() noexcept
    {
        if (owners_.fetch_sub(1, std::memory_order_acq_rel) == 1) {
            delete this;
        }
    }

private:
    ~Strand() = default;

    std::atomic<std::uint32_t> owners_{0};
    Lock lock_;
    Cell* inside_ = nullptr;
    Cell* first_ = nullptr;
    Cell* last_ = nullptr;
};

} // namespace janus::detail
