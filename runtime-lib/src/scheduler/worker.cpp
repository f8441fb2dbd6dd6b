#include "scheduler/worker.hpp"

#include <algorithm>
#include <utility>

#include "scheduler/runtime.hpp"

namespace janus::detail {

namespace {

// How often a busy worker looks at the shared queue first.
constexpr std::uint32_t shared_queue_interval = 64;
// How often it looks whether time has passed, while timers are put off.
constexpr std::uint32_t clock_interval = 16;
constexpr std::int64_t put_off_interval = 8; // milliseconds; far less than `long_wait`

} // namespace

void Worker::push_back(Cell& cell) noexcept
{
    std::uint32_t const end = tail.load(std::memory_order_relaxed);
    if (end - head.load(std::memory_order_acquire) < ring_size) [[likely]] {
        ring[end % ring_size].store(&cell, std::memory_order_relaxed);
        tail.store(end + 1, std::memory_order_release);
    } else {
        runtime->push_shared(cell);
    }
}

Cell* Worker::pop_ring() noexcept
{
    std::uint32_t first = head.load(std::memory_order_acquire);
    while (first != tail.load(std::memory_order_relaxed)) {
        Cell* const cell = ring[first % ring_size].load(std::memory_order_relaxed);
        if (head.compare_exchange_weak(first, first + 1, std::memory_order_acq_rel,
                                       std::memory_order_acquire)) {
            return cell;
        }
    }
    return nullptr;
}

Cell* Worker::pick() noexcept
{
    std::uint32_t const count = picks.load(std::memory_order_relaxed) + 1;
    picks.store(count, std::memory_order_relaxed);
    if (count % clock_interval == 0 && put_off_count > 0) [[unlikely]] {
        std::int64_t const now = runtime->coarse_milliseconds();
        if (now - put_off_since >= put_off_interval) {
            put_off_since = now;
            look_at_put_off();
        }
    }
    if (count % shared_queue_interval == 0) [[unlikely]] {
        if (Cell* const cell = runtime->pop_shared()) {
            return cell;
        }
    }
    if (Cell* const cell = lifo) {
        lifo = nullptr;
        if (++lifo_runs < lifo_limit) [[likely]] {
            return cell;
        }
        push_back(*cell);
    }
    lifo_runs = 0;
    if (Cell* const cell = pop_ring()) {
        if (!called_watcher) [[unlikely]] {
            called_watcher = true;
            runtime->call_watcher();
        }
        return cell;
    }
    return runtime->pop_shared();
}

void Worker::look_at_put_off() noexcept
{
    std::uint32_t const count = std::exchange(put_off_count, 0);
    for (std::uint32_t i = 0; i < count; ++i) {
        if ((put_off[i]->inbox.load(std::memory_order_relaxed) & waiting) != 0) {
            wake(*put_off[i]);
        }
    }
}

Cell* Worker::steal_from(Worker& victim) noexcept
{
    std::uint32_t first = victim.head.load(std::memory_order_acquire);
    for (;;) {
        std::uint32_t const available = victim.tail.load(std::memory_order_acquire) - first;
        if (available == 0 || available > ring_size) {
            return nullptr;
        }
        std::uint32_t const share = available - available / 2;
        std::uint32_t const end = tail.load(std::memory_order_relaxed);
        // Our own ring is empty, so all of it is free.
        for (std::uint32_t i = 0; i < share; ++i) {
            Cell* const cell = victim.ring[(first + i) % ring_size].load(std::memory_order_relaxed);
            ring[(end + i) % ring_size].store(cell, std::memory_order_relaxed);
        }
        if (victim.head.compare_exchange_weak(first, first + share, std::memory_order_acq_rel,
                                              std::memory_order_acquire)) {
            tail.store(end + share - 1, std::memory_order_release);
            return ring[(end + share - 1) % ring_size].load(std::memory_order_relaxed);
        }
    }
}

} // namespace janus::detail
