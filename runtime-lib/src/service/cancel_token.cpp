#include <janus/cancel_token.hpp>

#include <atomic>
#include <utility>
#include <vector>

#include <janus/cancellation.hpp>
#include <janus/detail/current.hpp>
#include <janus/detail/lock.hpp>

namespace janus {

struct CancelToken::State {
    std::atomic<bool> cancelled{false};
    std::atomic<bool> by_parent{false};
    detail::Lock lock;
    std::vector<std::weak_ptr<State>> children;
    std::vector<Function<void()>> callbacks;
};

CancelToken::CancelToken() : state_(std::make_shared<State>()) {}

CancelToken::CancelToken(std::shared_ptr<State> state) : state_(std::move(state)) {}

CancelToken CancelToken::child() const
{
    CancelToken made;
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
    return state_->cancelled.load(std::memory_order_acquire);
}

Result<void, CancellationError> CancelToken::check() const
{
    if (is_cancelled() && state_->by_parent.load(std::memory_order_relaxed)) {
        return CancellationError{CancellationError::ParentCancelled{}};
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
