#include <janus/spawn.hpp>

#include "actor/extras.hpp"
#include "actor/lifecycle.hpp"
#include "actor/pledge.hpp"
#include "actor/this_thread.hpp"
#include "scheduler/runtime.hpp"

namespace janus::detail {

namespace {

Cell& open_if_allowed(Runtime& runtime)
{
    require(Pledge::actor_spawn);
    return open_cell(runtime);
}

} // namespace

Spawning::Spawning(Runtime& runtime) : cell_(&open_if_allowed(runtime)), outer_(this_thread().cell)
{
    this_thread().cell = cell_;
}

Spawning::~Spawning()
{
    this_thread().cell = outer_;
}

Address Spawning::start(Body* body, std::exception_ptr failure)
{
    cell_->body = body;
    if (failure) {
        extras_of(*cell_).construction_failure = std::move(failure);
    }
    Address const address = address_of(*cell_);
    cell_->runtime->ready(*cell_);
    return address;
}

Runtime& current_runtime()
{
    return *current_cell().runtime;
}

Address own_address()
{
    Cell const& cell = current_cell();
    if (cell.extras != nullptr && cell.extras->acts_for.cell != nullptr) {
        return cell.extras->acts_for;
    }
    return address_of(cell);
}

Behaviour run_hook(Task<> hook)
{
    co_await hook;
}

} // namespace janus::detail
