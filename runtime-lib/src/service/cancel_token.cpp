#include <janus/cancel_token.hpp>

#include <atomic>
#include <utility>
#include <vector>

#include <janus/cancellation.hpp>
#include <janus/detail/current.hpp>
#include <janus/detail/lock.hpp>

#include "scheduler/runtime.hpp"

namespace janus {

struct CancelToken::State {
    std::atomic<bool> cancelled{false};
    std::atomic<bool> by_parent{false};
    detail::Lock lock;
    std::vector<std::weak_ptr<State>> children;
    std::vector<Function<void()>> callbacks;
    Option<Timestamp> deadline;

    bool is_late() const noexcept
    {
        detail::Cell const* const cell = detail::current().cell;
        return deadline.is_some() && cell != nullptr &&
               cell->runtime->clock().wall_nanoseconds() / 1'000'000 >= deadline->millis();
    }
};

CancelToken::CancelToken() : state_(std::make_shared<State>()) {}

CancelToken::CancelToken(std::shared_ptr<State> state) : state_(std::move(state)) {}

CancelToken CancelToken::child() const
{
    return made_child(state_->deadline);
}

CancelToken CancelToken::child_until(Timestamp deadline) const
{
    bool const earlier = state_->deadline.is_some() && *state_->deadline < deadline;
    return made_child(earlier ? state_->deadline : Option<Timestamp>(deadline));
}

Option<Timestamp> CancelToken::deadline() const
{
    return state_->deadline;
}

CancelToken CancelToken::made_child(Option<Timestamp> deadline) const
{
    CancelToken made;
    made.state_->deadline = deadline;
    bool late = false;
    {
        detail::LockGuard guard(state_->lock);
        late = state_->cancelled.load(std::memory_order_relaxed);
        if (!late) {
            std::erase_if(state_->children, [](auto const& child) { return child.expired(); });
            state_->children.push_back(made.state_);
        }
    }
    if (late) {
        cancel(*made.state_, true);
    }
    return made;
}

void CancelToken::cancel(State& state, bool by_parent)
{
    std::vector<std::weak_ptr<State>> children;
    std::vector<Function<void()>> callbacks;
    {
        detail::LockGuard guard(state.lock);
        if (state.cancelled.load(std::memory_order_relaxed)) {
            return;
        }
        state.by_parent.store(by_parent, std::memory_order_relaxed);
        state.cancelled.store(true, std::memory_order_release);
        children.swap(state.children);
        callbacks.swap(state.callbacks);
    }
    for (Function<void()> const& callback : callbacks) {
        callback();
    }
    for (std::weak_ptr<State> const& child : children) {
        if (std::shared_ptr<State> const alive = child.lock()) {
            cancel(*alive, true);
        }
    }
}

void CancelToken::cancel() const
{
    cancel(*state_, false);
}

bool CancelToken::is_cancelled() const noexcept
{
    return state_->cancelled.load(std::memory_order_acquire) || state_->is_late();
}

Result<void, CancellationError> CancelToken::check() const
{
    if (is_cancelled() && state_->by_parent.load(std::memory_order_relaxed)) {
        return CancellationError{CancellationError::ParentCancelled{}};
    }
    if (state_->is_late() && !state_->cancelled.load(std::memory_order_relaxed)) {
        return CancellationError{CancellationError::Timeout{}};
    }
    detail::Cell const* const cell = detail::current().cell;
    if (is_cancelled() || (cell != nullptr && detail::must_cancel(*cell))) {
        return CancellationError{CancellationError::Cancelled{}};
    }
    return Unit{};
}

void CancelToken::on_cancel(Function<void()> function) const
{
    {
        detail::LockGuard guard(state_->lock);
        if (!is_cancelled()) {
            state_->callbacks.push_back(std::move(function));
            return;
        }
    }
    function();
}

} // namespace janus
