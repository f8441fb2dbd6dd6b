#include <janus/cluster.hpp>

#include <janus/cancellation.hpp>

#include "scheduler/runtime.hpp"

namespace janus {

void Idling::await_suspend(std::coroutine_handle<> caller)
{
    cell_ = &detail::current_cell();
    cell_->idleness.store(detail::in_background, std::memory_order_relaxed);
    cell_->runtime->wait_for_idle(*cell_);
    detail::suspend(*cell_, caller, *this);
}

void Idling::await_resume()
{
    bool const reached = is_ready(*this);
    cell_->idleness.store(0, std::memory_order_relaxed);
    if (!reached) {
        throw Cancelled(where_);
    }
}

bool Idling::is_ready(Waiter const& waiter) noexcept
{
    detail::Cell const& cell = *static_cast<Idling const&>(waiter).cell_;
    return (cell.idleness.load(std::memory_order_acquire) & detail::idle_reached) != 0;
}

void Running::await_suspend(std::coroutine_handle<> caller)
{
    cell_ = &detail::current_cell();
    cell_->idleness.store(detail::in_background, std::memory_order_relaxed);
    cell_->runtime->wait_for_end(*cell_);
    detail::suspend(*cell_, caller, *this);
}

void Running::await_resume() noexcept
{
    cell_->idleness.store(0, std::memory_order_relaxed);
}

bool Running::is_ready(Waiter const& waiter) noexcept
{
    return static_cast<Running const&>(waiter).cell_->runtime->is_ending();
}

} // namespace janus
