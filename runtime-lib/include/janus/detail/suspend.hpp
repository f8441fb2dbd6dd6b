#pragma once
// How an awaitable hands its coroutine to the turn that runs it. The actor is parked only after the
// whole stack of resumes has returned, so no other thread can run it in between.

#include <coroutine>

#include <janus/detail/cell.hpp>

namespace janus::detail {

// `caller` goes on once `waiter` is ready. Only from `await_suspend`, on the cell's own turn.
inline void suspend(Cell& cell, std::coroutine_handle<> caller, Waiter& waiter) noexcept
{
    cell.next = caller;
    cell.waiter = &waiter;
}

} // namespace janus::detail
