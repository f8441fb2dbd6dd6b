#pragma once
// Nursery: a block that ends only when every task spawned in it has ended. The first task that
// fails cancels the others, and the block; then the nursery fails with that first failure. A
// `Nursery` is a handle: copies spawn into the same block. Spawning and cancelling are allowed on
// any task's turn, opening and closing belong to the block.

#include <coroutine>
#include <cstdint>
#include <memory>
#include <utility>

#include <janus/context.hpp>
#include <janus/detail/suspend.hpp>
#include <janus/detail/task_record.hpp>
#include <janus/leaving.hpp>
#include <janus/nursery_result.hpp>
#include <janus/spawned_task.hpp>
#include <janus/string.hpp>

namespace janus {

// Waits for the last task. A block that is left early has its tasks cancelled first.
class [[nodiscard]] Closing : detail::Waiter {
public:
    Closing(std::shared_ptr<detail::TaskGroup> group, LeavingBlock& leaving);
    Closing(Closing const&) = delete;
    Closing& operator=(Closing const&) = delete;

    bool await_ready() noexcept;
    void await_suspend(std::coroutine_handle<> caller) noexcept;
    // If the block was interrupted because the nursery failed, `leaving` no longer says so.
    NurseryOutcome await_resume();

private:
    static bool is_ready(Waiter const& waiter) noexcept;

    std::shared_ptr<detail::TaskGroup> group_;
    LeavingBlock& leaving_;
};

class Nursery {
public:
    explicit Nursery(std::shared_ptr<detail::TaskGroup> group) : group_(std::move(group)) {}

    template <class F> auto spawn(F function) const
    {
        return detail::spawn_in_group(std::move(function), group_, false);
    }
    // For a function that shares variables or an actor's state with its spawner: the two never run
    // at the same time.
    template <class F> auto spawn_sharing(F function) const
    {
        return detail::spawn_in_group(std::move(function), group_, true);
    }
    void cancel() const noexcept;
    bool is_cancelled() const noexcept;
    Closing close(LeavingBlock& leaving) const { return Closing(group_, leaving); }
    String to_text() const { return String("Nursery"); }
    friend bool operator==(Nursery const&, Nursery const&) = default;

private:
    std::shared_ptr<detail::TaskGroup> group_;
};

// At most `limit` tasks run at a time; 0 is no limit.
Nursery open_nursery(std::int64_t limit = 0);
// Cancelled with the context, and at its deadline.
Nursery open_nursery(std::int64_t limit, Context const& context);

} // namespace janus
