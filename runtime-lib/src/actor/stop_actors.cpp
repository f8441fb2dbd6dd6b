#include "actor/stop_actors.hpp"

#include <algorithm>
#include <vector>

#include <janus/detail/suspend.hpp>
#include <janus/registry.hpp>
#include <janus/system.hpp>
#include <janus/task.hpp>

#include "actor/extras.hpp"
#include "scheduler/runtime.hpp"

namespace janus::detail {

namespace {

// Waits until the actor, which is monitored, is gone; but not for ever.
class Ending : Waiter {
public:
    static constexpr std::int64_t interval = 1'000; // milliseconds

    explicit Ending(Address actor) : Waiter{&Ending::is_ready}, actor_(actor) {}
    Ending(Ending const&) = delete;
    Ending& operator=(Ending const&) = delete;

    bool await_ready() const noexcept { return is_gone(); }
    void await_suspend(std::coroutine_handle<> caller)
    {
        arm(timer_, current_cell(), now_milliseconds(current_cell()) + interval);
        suspend(current_cell(), caller, *this);
    }
    // False after a while.
    bool await_resume() noexcept
    {
        disarm(timer_);
        return is_gone();
    }

private:
    static bool is_ready(Waiter const& waiter) noexcept
    {
        auto const& self = static_cast<Ending const&>(waiter);
        return self.is_gone() || self.timer_.fired.load(std::memory_order_acquire);
    }
    // We have been told of its end, which comes before its reference is dead.
    bool is_gone() const noexcept
    {
        auto const& watching = extras_of(current_cell()).watching;
        return std::none_of(watching.begin(), watching.end(), [this](auto const& watched) {
            return watched.second.target == actor_;
        });
    }

    Address actor_;
    Timer timer_;
};

bool is_ours_to_end(Cell const& cell) noexcept
{
    Owner const owner = cell.owner.load(std::memory_order_relaxed);
    return cell.phase.load(std::memory_order_relaxed) != Phase::dead &&
           (owner == Owner::nobody || owner == Owner::function);
}

// Everybody there is now, the youngest first.
std::vector<Address> actors_to_end(Runtime& runtime)
{
    std::vector<Address> all;
    Cell const* const own = &current_cell();
    runtime.for_each_cell([&](Cell& cell) {
        if (&cell != own && is_ours_to_end(cell)) {
            all.push_back(address_of(cell));
        }
    });
    std::sort(all.begin(), all.end(), [](Address a, Address b) { return a.number > b.number; });
    return all;
}

// False if it never will: its turn does not end, or that of somebody it waits for.
Task<bool> wait_for_end(Address actor)
{
    Runtime& runtime = *actor.cell->runtime;
    std::int64_t const patience = 2 * runtime.shutdown_milliseconds();
    monitor_address(actor);
    for (std::int64_t waited = 0;; waited += Ending::interval) {
        Ending ending(actor);
        bool const gone = co_await ending;
        if (gone) {
            co_return true;
        }
        if (runtime.is_stuck(*actor.cell) || (runtime.has_stuck_turn() && waited > patience)) {
            co_return false;
        }
    }
}

Task<> stop_all(Runtime& runtime)
{
    bool all_ended = true;
    while (all_ended) {
        std::vector<Address> const actors = actors_to_end(runtime);
        if (actors.empty()) {
            co_return;
        }
        for (Address const actor : actors) {
            if (actor.cell->owner.load(std::memory_order_relaxed) == Owner::function) {
                request_kill(actor);
            } else {
                request_stop(actor, ExitReason{ExitReason::shutdown{}});
            }
            Task<bool> waiting = wait_for_end(actor);
            bool const ended = co_await waiting;
            all_ended = all_ended && ended;
        }
    }
}

} // namespace

void stop_actors(Runtime& runtime)
{
    Outcome<void> outcome;
    start_function(runtime, run_function<void>([&runtime] { return stop_all(runtime); }, outcome),
                   true);
    wait_until(runtime, outcome.done);
}

} // namespace janus::detail
