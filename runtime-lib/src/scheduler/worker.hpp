#pragma once
// Worker: one thread's run queue. The slot `lifo` holds the actor that was made ready last: a
// message is usually answered on the core that has it in its cache. The ring can be stolen from;
// what does not fit goes to the runtime's shared queue.

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>

#include <janus/detail/cell.hpp>

#include "scheduler/timer_wheel.hpp"

namespace janus::detail {

struct alignas(128) Worker {
    static constexpr std::uint32_t ring_size = 256;
    static constexpr std::uint32_t lifo_limit = 64; // then the ring gets its turn

    Worker(Runtime& owner, std::uint32_t number) : runtime(&owner), id(number) {}

    Runtime* const runtime;
    std::uint32_t const id;
    std::uint32_t lifo_runs = 0;
    Cell* lifo = nullptr;
    Cell* free_cells = nullptr;
    bool called_watcher = false;
    // Actors that wait for an answer with a distant deadline. Most are answered before anybody
    // looks here; the rest are woken and then arm their timers.
    std::uint32_t put_off_count = 0;
    std::int64_t put_off_since = 0; // coarse milliseconds
    std::array<Cell*, 8192> put_off{};
    std::atomic<std::uint32_t> picks{0};
    TimerWheel timers;
    alignas(128) std::atomic<std::uint32_t> head{0};
    alignas(128) std::atomic<std::uint32_t> tail{0};
    std::array<std::atomic<Cell*>, ring_size> ring{};

    std::uint32_t queued() const noexcept
    {
        return tail.load(std::memory_order_relaxed) - head.load(std::memory_order_relaxed);
    }

    // Runs soon, on this worker.
    void schedule(Cell& cell) noexcept
    {
        Cell* const before = lifo;
        lifo = &cell;
        if (before != nullptr) {
            push_back(*before);
        }
    }
    // Runs after everything that is queued here.
    void push_back(Cell& cell) noexcept;
    Cell* pick() noexcept;
    void put_off_timer(Cell& cell) noexcept
    {
        if (put_off_count == put_off.size()) [[unlikely]] {
            look_at_put_off();
        }
        put_off[put_off_count++] = &cell;
    }
    void look_at_put_off() noexcept;
    // Takes half of the other one's ring and returns one of the actors.
    Cell* steal_from(Worker& victim) noexcept;

private:
    Cell* pop_ring() noexcept;
};

} // namespace janus::detail
