#include <janus/nursery.hpp>

#include <janus/cancellation.hpp>
#include <janus/detail/current.hpp>

#include "actor/extras.hpp"
#include "actor/failure.hpp"
#include "service/task_group.hpp"

namespace janus {

Nursery open_nursery(std::int64_t limit)
{
    detail::Cell& cell = detail::current_cell();
    auto group = std::make_shared<detail::TaskGroup>(cell, detail::TaskGroup::Kind::nursery, limit);
    detail::Extras& extras = detail::extras_of(cell);
    group->outer = extras.scopes;
    extras.scopes = group.get();
    return Nursery(std::move(group));
}

void Nursery::cancel() const noexcept
{
    group_->cancel();
}

bool Nursery::is_cancelled() const noexcept
{
    return group_->is_cancelled();
}

Closing::Closing(std::shared_ptr<detail::TaskGroup> group, LeavingBlock& leaving)
    : Waiter{&Closing::is_ready}, group_(std::move(group)), leaving_(leaving)
{}

bool Closing::await_ready() noexcept
{
    if (leaving_.is_early()) {
        group_->cancel();
    }
    return group_->is_empty();
}

void Closing::await_suspend(std::coroutine_handle<> caller) noexcept
{
    detail::suspend(group_->parent(), caller, *this);
}

NurseryOutcome Closing::await_resume()
{
    return group_->close(leaving_);
}

bool Closing::is_ready(Waiter const& waiter) noexcept
{
    detail::TaskGroup& group = *static_cast<Closing const&>(waiter).group_;
    // Told to give up itself, the block passes that on and still waits for every task.
    if (!group.is_cancelled() && detail::must_cancel(group.parent())) {
        group.cancel();
    }
    return group.is_empty();
}

NurseryOutcome::NurseryOutcome(bool cancelled, std::exception_ptr failure, std::any original)
    : failure_(std::move(failure)), original_(std::move(original))
{
    if (failure_ != nullptr) {
        try {
            std::rethrow_exception(failure_);
        } catch (EscapedError const& escaped) {
            where_ = escaped.where();
        } catch (...) {
            where_ = {}; // a panic knows its own place
        }
        error_ = detail::describe_failure(failure_).error;
        result_.value = NurseryResult::child_failed{error_};
    } else if (cancelled) {
        result_.value = NurseryResult::cancelled{};
    }
}

} // namespace janus
