#pragma once
// Worker: one thread's run queue. The slot `lifo` holds the actor that was made ready last: a
// message is usually answered on the core that has it in its cache. The ring can be stolen from;
// what does not fit goes to the runtime's shared queue. What only the owner touches can be taken
// over all the same while the owner is in a turn: it says when it is inside of its own things, and
// the taker makes sure by a barrier that both see what the other one said.

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>

#include <janus/detail/cell.hpp>

#include "scheduler/theft_trial.hpp"
#include "scheduler/timer_wheel.hpp"
#include "seams/lock.hpp"

namespace janus::detail {

struct alignas(128) Worker {
    static constexpr std::uint32_t ring_size = 256;
    static constexpr std::uint32_t lifo_limit = 64; // then the ring gets its turn

    Worker(Runtime& owner, std::uint32_t number) : runtime(&owner), id(number) {}

    // How far a turn has gone wrong; the watcher's notes.
    enum class Trouble : std::uint8_t { none, stuck, replaced };

    Runtime* const runtime;
    std::uint32_t const id;
    std::uint32_t lifo_runs = 0;
    Cell* lifo = nullptr;
    Cell* free_cells = nullptr;
    bool called_watcher = false;
    // Actors that wait for an answer with a distant deadline. Most are answered before anybody
    // looks here; the rest are woken and then arm their timers.
    std::atomic<std::uint32_t> put_off_count{0};
    std::int64_t put_off_since = 0; // coarse milliseconds
    std::array<Cell*, 8192> put_off{};
    std::atomic<std::uint64_t> picks{0};
    std::atomic<std::uint64_t> messages{0}; // beyond the first of a turn
    TheftTrial trial;                       // of what this worker has stolen
    std::atomic<Cell*> running{nullptr};    // in the turn of this pick; null while idle
    std::atomic<bool> others_first{false};  // the next pick looks at the queues first
    std::atomic<bool> inside{false};        // the owner is at its own things
    std::atomic<bool> taken{false};         // they are somebody else's until the turn ends
    std::atomic<Trouble> trouble{Trouble::none};
    std::atomic<bool> ended{false}; // the thread runs no more turns
    Lock taking;
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
        if (!enter()) [[unlikely]] {
            push_elsewhere(cell);
            return;
        }
        Cell* const before = lifo;
        lifo = &cell;
        leave();
        if (before != nullptr) {
            push_back(*before);
        }
    }
    // Runs after everything that is queued here.
    void push_back(Cell& cell) noexcept;
    Cell* pick() noexcept;
    // Only what is queued here.
    Cell* pick_own() noexcept;
    // False: this worker cannot look after it.
    bool put_off_timer(Cell& cell) noexcept
    {
        if (put_off_count.load(std::memory_order_relaxed) == put_off.size()) [[unlikely]] {
            look_at_put_off();
        }
        if (!enter()) [[unlikely]] {
            return false;
        }
        std::uint32_t const count = put_off_count.load(std::memory_order_relaxed);
        put_off[count] = &cell;
        put_off_count.store(count + 1, std::memory_order_relaxed);
        leave();
        return true;
    }
    void look_at_put_off() noexcept;
    // Takes half of the other one's ring and returns one of the actors.
    Cell* steal_from(Worker& victim) noexcept;

    // By another thread: gives all that waits here to the others. False if the owner is not in a
    // turn.
    bool take_over() noexcept;
    // The turn has ended. False: the worker has been replaced.
    bool come_back() noexcept;
    // For good. False if the turn has ended after all.
    bool retire() noexcept;
    bool is_replaced() const noexcept
    {
        return trouble.load(std::memory_order_relaxed) == Trouble::replaced;
    }
    bool is_lost() const noexcept
    {
        return trouble.load(std::memory_order_acquire) != Trouble::none &&
               !ended.load(std::memory_order_acquire);
    }
    // The thread ends: the others take what is left.
    void hand_over() noexcept;

private:
    bool enter() noexcept
    {
        inside.store(true, std::memory_order_relaxed);
        // The compiler keeps the order; that the processor does is up to the one who takes over.
        asm volatile("" : : : "memory");
        if (taken.load(std::memory_order_relaxed)) [[unlikely]] {
            leave();
            return false;
        }
        return true;
    }
    void leave() noexcept { inside.store(false, std::memory_order_release); }
    Cell* take_lifo() noexcept;
    void look_at_clock() noexcept;
    // A theft that has not paid ends: the others take what is queued here.
    bool gives_back() noexcept;
    void share_ring() noexcept;
    Cell* pop_ring() noexcept;
    void push_elsewhere(Cell& cell) noexcept;
    void wake_put_off(std::uint32_t count) noexcept;
};

} // namespace janus::detail
