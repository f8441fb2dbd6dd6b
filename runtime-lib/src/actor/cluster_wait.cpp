#include <janus/cluster.hpp>

#include <janus/cancellation.hpp>

#include "scheduler/runtime.hpp"

namespace janus {

void Idling::await_suspend(std::coroutine_handle<> caller)
{
    cell_ = &detail::current_cell();
    cell_->idle_reached.store(false, std::memory_order_relaxed);
    cell_->in_background.store(true, std::memory_order_relaxed);
    cell_->runtime->wait_for_idle(*cell_);
    detail::suspend(*cell_, caller, *this);
}

void Idling::await_resume()
{
    cell_->in_background.store(false, std::memory_order_relaxed);
    if (!is_ready(*this)) {
        throw Cancelled(where_);
    }
}

bool Idling::is_ready(Waiter const& waiter) noexcept
{
    return static_cast<Idling const&>(waiter).cell_->idle_reached.load(std::memory_order_acquire);
}

void Running::await_suspend(std::coroutine_handle<> caller)
{
    cell_ = &detail::current_cell();
    cell_->in_background.store(true, std::memory_order_relaxed);
    cell_->runtime->wait_for_end(*cell_);
    detail::suspend(*cell_, caller, *this);
}

void Running::await_resume() noexcept
{
    cell_->in_background.store(false, std::memory_order_relaxed);
}

bool Running::is_ready(Waiter const& waiter) noexcept
{
    return static_cast<Running const&>(waiter).cell_->runtime->is_ending();
}

} // namespace janus
