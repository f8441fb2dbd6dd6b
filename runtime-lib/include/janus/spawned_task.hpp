#pragma once
// SpawnedTask<T>: a handle on a task that runs beside its spawner; Janus's `Task[T]`. Awaiting
// `join()` yields what the task returned, as often as one likes, or throws what it ended with.
// Copies speak of the same task. The handle may go to other tasks and actors.

#include <coroutine>
#include <memory>
#include <source_location>
#include <utility>

#include <janus/cancellation.hpp>
#include <janus/detail/current.hpp>
#include <janus/detail/suspend.hpp>
#include <janus/detail/task_record.hpp>
#include <janus/string.hpp>

namespace janus {

template <class T> class [[nodiscard]] Joining : detail::Waiter {
public:
    Joining(std::shared_ptr<detail::TaskRecordOf<T>> record, std::source_location where)
        : Waiter{&Joining::is_ready, false, true}, record_(std::move(record)), where_(where)
    {}
    Joining(Joining const&) = delete;
    Joining& operator=(Joining const&) = delete;

    bool await_ready() const noexcept
    {
        return record_->is_done() && detail::may_go_on(detail::current_cell());
    }
    void await_suspend(std::coroutine_handle<> caller)
    {
        detail::Cell& cell = detail::current_cell();
        record_->add_waiter(cell);
        detail::suspend(cell, caller, *this);
    }
    T await_resume() const
    {
        if (!record_->is_done()) {
            throw Cancelled(where_);
        }
        if (record_->failure()) {
            std::rethrow_exception(record_->failure());
        }
        if constexpr (!std::is_void_v<T>) {
            return *record_->value;
        }
    }

private:
    static bool is_ready(Waiter const& waiter) noexcept
    {
        return static_cast<Joining const&>(waiter).record_->is_done();
    }

    std::shared_ptr<detail::TaskRecordOf<T>> record_;
    std::source_location where_;
};

template <class T = void> class SpawnedTask {
public:
    explicit SpawnedTask(std::shared_ptr<detail::TaskRecordOf<T>> record)
        : record_(std::move(record))
    {}

    Joining<T> join(std::source_location where = std::source_location::current()) const
    {
        return Joining<T>(record_, where);
    }
    // Asks the task to give up where it next waits.
    void cancel() const noexcept { record_->cancel(); }
    bool is_done() const noexcept { return record_->is_done(); }
    String to_text() const { return String("Task"); }
    friend bool operator==(SpawnedTask const&, SpawnedTask const&) = default;

private:
    std::shared_ptr<detail::TaskRecordOf<T>> record_;
};

namespace detail {

template <class F> auto spawn_in_group(F function, std::shared_ptr<TaskGroup> group, bool shares)
{
    using R = std::invoke_result_t<F&>;
    using T = TaskValue<R>;
    auto record = std::make_shared<TaskRecordOf<T>>();
    std::unique_ptr<Work<R>> work = std::make_unique<WorkOf<F>>(std::move(function));
    start_task(run_task<T, R>(std::move(work), record), record, std::move(group), shares);
    return SpawnedTask<T>(std::move(record));
}

} // namespace detail

// A task outside any nursery. It ends at the latest with the actor, task or `main` it came from.
template <class F> auto spawn_task(F function)
{
    return detail::spawn_in_group(std::move(function), nullptr, false);
}

// The same for a function that shares variables or state with its spawner: the two never run at
// the same time.
template <class F> auto spawn_sharing_task(F function)
{
    return detail::spawn_in_group(std::move(function), nullptr, true);
}

} // namespace janus
