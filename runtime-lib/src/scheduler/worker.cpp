#include "scheduler/worker.hpp"

#include <algorithm>
#include <utility>

#include "scheduler/runtime.hpp"
#include "seams/threads.hpp"

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
    // Not only the owner comes here, see `take_over`.
    std::uint32_t first = head.load(std::memory_order_acquire);
    while (first != tail.load(std::memory_order_acquire)) {
        Cell* const cell = ring[first % ring_size].load(std::memory_order_relaxed);
        if (head.compare_exchange_weak(first, first + 1, std::memory_order_acq_rel,
                                       std::memory_order_acquire)) {
            return cell;
        }
    }
    return nullptr;
}

void Worker::push_elsewhere(Cell& cell) noexcept
{
    runtime->push_shared(cell);
}

// Null also when the worker has been taken over: then there is nothing in it.
Cell* Worker::take_lifo() noexcept
{
    if (!enter()) [[unlikely]] {
        come_back();
        return nullptr;
    }
    Cell* const cell = std::exchange(lifo, nullptr);
    leave();
    return cell;
}

Cell* Worker::pick() noexcept
{
    std::uint64_t const count = picks.load(std::memory_order_relaxed) + 1;
    picks.store(count, std::memory_order_relaxed);
    if (taken.load(std::memory_order_relaxed) && !come_back()) [[unlikely]] {
        return nullptr;
    }
    if (count % clock_interval == 0) [[unlikely]] {
        if (gives_back()) {
            return nullptr;
        }
        look_at_clock();
        if (count % shared_queue_interval == 0) {
            if (Cell* const cell = runtime->pop_shared()) {
                return cell;
            }
        }
    }
    bool const fair = others_first.load(std::memory_order_relaxed);
    if (Cell* const cell = take_lifo()) {
        if (++lifo_runs < lifo_limit && !fair) [[likely]] {
            return cell;
        }
        push_back(*cell);
    }
    lifo_runs = 0;
    if (fair) [[unlikely]] {
        others_first.store(false, std::memory_order_relaxed);
        if (Cell* const cell = runtime->pop_shared()) {
            return cell;
        }
    }
    if (Cell* const cell = pop_ring()) {
        if (!called_watcher) [[unlikely]] {
            called_watcher = true;
            runtime->call_watcher();
        }
        return cell;
    }
    return runtime->pop_shared();
}

void Worker::look_at_clock() noexcept
{
    if (put_off_count.load(std::memory_order_relaxed) > 0) {
        std::int64_t const now = runtime->coarse_milliseconds();
        if (now - put_off_since >= put_off_interval) {
            put_off_since = now;
            look_at_put_off();
        }
    }
}

Cell* Worker::pick_own() noexcept
{
    Cell* const cell = take_lifo();
    return cell != nullptr ? cell : pop_ring();
}

bool Worker::gives_back() noexcept
{
    if (!trial.runs() || trial.judge(runtime->work_done()) != TheftTrial::Verdict::lost) {
        return false;
    }
    if (Cell* const cell = take_lifo()) {
        runtime->push_shared(*cell);
    }
    share_ring();
    return true;
}

// Not only by the owner, see `take_over`.
void Worker::share_ring() noexcept
{
    while (Cell* const cell = pop_ring()) {
        runtime->push_shared(*cell);
    }
}

void Worker::look_at_put_off() noexcept
{
    if (enter()) {
        std::uint32_t const count = put_off_count.exchange(0, std::memory_order_relaxed);
        leave();
        wake_put_off(count);
    }
}

void Worker::wake_put_off(std::uint32_t count) noexcept
{
    for (std::uint32_t i = 0; i < count; ++i) {
        if ((put_off[i]->inbox.load(std::memory_order_relaxed) & waiting) != 0) {
            wake(*put_off[i]);
        }
    }
}

bool Worker::take_over() noexcept
{
    LockGuard guard(taking);
    taken.store(true, std::memory_order_relaxed);
    if (!barrier_in_all_threads() || inside.load(std::memory_order_acquire)) {
        taken.store(false, std::memory_order_relaxed);
        return false;
    }
    if (Cell* const cell = std::exchange(lifo, nullptr)) {
        runtime->push_shared(*cell);
    }
    share_ring();
    wake_put_off(put_off_count.exchange(0, std::memory_order_relaxed));
    return true;
}

bool Worker::come_back() noexcept
{
    LockGuard guard(taking);
    if (is_replaced()) {
        return false;
    }
    taken.store(false, std::memory_order_relaxed);
    return true;
}

bool Worker::retire() noexcept
{
    if (!take_over()) {
        return false;
    }
    LockGuard guard(taking);
    if (!taken.load(std::memory_order_relaxed)) {
        return false;
    }
    trouble.store(Trouble::replaced, std::memory_order_release);
    return true;
}

void Worker::hand_over() noexcept
{
    share_ring();
    while (free_cells != nullptr) {
        Cell& cell = *std::exchange(free_cells, free_cells->link);
        runtime->release_cell(cell);
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
