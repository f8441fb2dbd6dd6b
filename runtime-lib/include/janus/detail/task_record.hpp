#pragma once
// TaskRecord: what a task and those who wait for it share: whether it is over, how it ended, and
// who is to be told. `TaskGroup` is the nursery it belongs to. Any thread, unless said otherwise.

#include <any>
#include <atomic>
#include <cstdint>
#include <exception>
#include <memory>
#include <optional>
#include <source_location>
#include <type_traits>
#include <utility>
#include <vector>

#include <janus/behaviour.hpp>
#include <janus/detail/address.hpp>
#include <janus/detail/cell.hpp>
#include <janus/detail/lock.hpp>
#include <janus/error.hpp>
#include <janus/result.hpp>
#include <janus/task.hpp>
#include <janus/unit.hpp>

namespace janus::detail {

class TaskGroup;

class TaskRecord {
public:
    TaskRecord() = default;
    TaskRecord(TaskRecord const&) = delete;
    TaskRecord& operator=(TaskRecord const&) = delete;
    virtual ~TaskRecord();

    bool is_done() const noexcept { return done_.load(std::memory_order_acquire); }
    void cancel() noexcept;
    bool is_cancelled() const noexcept;
    // The cell is woken at the end; look again after this call.
    void add_waiter(Cell& cell);
    // Once it is done: how it failed, or null.
    std::exception_ptr const& failure() const noexcept { return failure_; }

    // On the task's own turn.
    void fail(std::exception_ptr failure) noexcept;
    // A `T ! E` that is an error: a failure for the nursery, a value for who awaits the task.
    void fail_with(Error error, std::any original, std::source_location where);
    // Its frames are gone.
    void end() noexcept;

private:
    friend class TaskGroup;
    friend Address start_task(Behaviour behaviour, std::shared_ptr<TaskRecord> record,
                              std::shared_ptr<TaskGroup> group, bool shares);

    std::atomic<bool> done_{false};
    std::atomic<bool> cancel_wanted_{false};
    std::exception_ptr failure_;
    std::exception_ptr error_; // what the nursery fails with
    std::any original_;
    Address cell_;
    bool shares_ = false;
    std::shared_ptr<TaskGroup> group_;
    // In the group's list, under its lock.
    TaskRecord* previous_ = nullptr;
    TaskRecord* next_ = nullptr;
    Lock lock_;
    std::vector<Cell*> waiters_;
};

template <class T> struct TaskRecordOf final : TaskRecord {
    using Value = std::conditional_t<std::is_void_v<T>, Unit, T>;
    std::optional<Value> value;

    void succeed(Value result)
    {
        if constexpr (ResultShape<Value>) {
            if (result.is_error()) {
                fail_with(Error(result.error()), std::any(result.error()), result.where());
            }
        }
        value.emplace(std::move(result));
    }
};

// What a task does. Held by pointer, because a coroutine whose frame holds a lambda makes g++ warn
// of a type without linkage.
template <class R> class Work {
public:
    Work() = default;
    Work(Work const&) = delete;
    Work& operator=(Work const&) = delete;
    virtual ~Work() = default;
    virtual R run() = 0;
};

template <class F> class WorkOf final : public Work<std::invoke_result_t<F&>> {
public:
    explicit WorkOf(F function) : function_(std::move(function)) {}
    std::invoke_result_t<F&> run() override { return function_(); }

private:
    F function_;
};

template <class T, class R>
Behaviour run_task(std::unique_ptr<Work<R>> work, std::shared_ptr<TaskRecordOf<T>> record)
{
    try {
        if constexpr (is_task<R>) {
            R task = work->run();
            if constexpr (std::is_void_v<T>) {
                co_await task;
                record->succeed(Unit{});
            } else {
                T value = co_await task;
                record->succeed(std::move(value));
            }
        } else if constexpr (std::is_void_v<T>) {
            work->run();
            record->succeed(Unit{});
        } else {
            record->succeed(work->run());
        }
    } catch (...) {
        record->fail(std::current_exception());
    }
    co_return;
}

// Runs the behaviour as a cell of its own. Without a group it belongs to the running cell.
Address start_task(Behaviour behaviour, std::shared_ptr<TaskRecord> record,
                   std::shared_ptr<TaskGroup> group, bool shares);

} // namespace janus::detail
