#include <janus/nursery.hpp>

#include <algorithm>
#include <memory>
#include <optional>
#include <utility>

#include <janus/cancellation.hpp>
#include <janus/detail/current.hpp>
#include <janus/spawn.hpp>

#include "actor/extras.hpp"
#include "actor/failure.hpp"
#include "scheduler/runtime.hpp"
#include "service/task_group.hpp"

namespace janus {

namespace {

// Cancels a group with a context, as long as it lives.
class Watch {
public:
    Watch(std::shared_ptr<detail::TaskGroup> const& group, Context const& context)
        : token_(context.token().child())
    {
        auto const cancel = [watched = std::weak_ptr(group)] {
            if (auto const alive = watched.lock()) {
                alive->cancel();
            }
        };
        if (Option<Timestamp> const deadline = token_.deadline(); deadline.is_some()) {
            std::int64_t const now =
                group->parent().runtime->clock().wall_nanoseconds() / 1'000'000;
            Duration const left = milliseconds(std::max<std::int64_t>(deadline->millis() - now, 0));
            alarm_.emplace(spawn_task([left, cancel]() -> Task<> {
                auto sleeping = sleep(left);
                co_await sleeping;
                cancel();
            }));
        }
        token_.on_cancel(Function<void()>(cancel));
    }
    Watch(Watch const&) = delete;
    Watch& operator=(Watch const&) = delete;
    ~Watch()
    {
        if (alarm_) {
            alarm_->cancel();
        }
    }

private:
    CancelToken token_;
    std::optional<SpawnedTask<>> alarm_;
};

std::shared_ptr<detail::TaskGroup> open_group(std::int64_t limit)
{
    detail::Cell& cell = detail::current_cell();
    auto group = std::make_shared<detail::TaskGroup>(cell, detail::TaskGroup::Kind::nursery, limit);
    detail::Extras& extras = detail::extras_of(cell);
    group->outer = extras.scopes;
    extras.scopes = group.get();
    return group;
}

} // namespace

Nursery open_nursery(std::int64_t limit)
{
    return Nursery(open_group(limit));
}

Nursery open_nursery(std::int64_t limit, Context const& context)
{
    std::shared_ptr<detail::TaskGroup> group = open_group(limit);
    group->watch = std::make_shared<Watch>(group, context);
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
