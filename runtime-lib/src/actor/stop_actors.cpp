#include "actor/stop_actors.hpp"

#include <algorithm>
#include <vector>

#include <janus/detail/suspend.hpp>
#include <janus/registry.hpp>
#include <janus/system.hpp>
#include <janus/task.hpp>

#include "scheduler/runtime.hpp"

namespace janus::detail {

namespace {

// Waits until the actor is gone.
class Ending : Waiter {
public:
    explicit Ending(Address actor) : Waiter{&Ending::is_ready}, actor_(actor) {}
    Ending(Ending const&) = delete;
    Ending& operator=(Ending const&) = delete;

    bool await_ready() const noexcept { return is_ready(*this); }
    void await_suspend(std::coroutine_handle<> caller)
    {
        monitor_address(actor_);
        suspend(current_cell(), caller, *this);
    }
    void await_resume() const noexcept {}

private:
    static bool is_ready(Waiter const& waiter) noexcept
    {
        Address const actor = static_cast<Ending const&>(waiter).actor_;
        return actor.cell->generation.load(std::memory_order_acquire) != actor.generation;
    }

    Address actor_;
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

Task<> stop_all(Runtime& runtime)
{
    for (;;) {
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
            Ending ending(actor);
            co_await ending;
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
