#pragma once
// TaskGroup: a nursery from inside: its running tasks, those that wait for a place, the first
// failure. The tasks a cell spawns outside of any nursery are a group too; it has no block, and a
// failure stays with its task. Any thread, unless said otherwise.

#include <any>
#include <atomic>
#include <cstdint>
#include <deque>
#include <exception>
#include <memory>

#include <janus/detail/address.hpp>
#include <janus/detail/lock.hpp>
#include <janus/detail/task_record.hpp>
#include <janus/leaving.hpp>
#include <janus/nursery_result.hpp>

#include "actor/scope.hpp"

namespace janus::detail {

class TaskGroup final : public Scope {
public:
    enum class Kind : std::uint8_t { nursery, loose };

    TaskGroup(Cell& parent, Kind kind, std::int64_t limit)
        : parent_(parent), kind_(kind), limit_(limit)
    {}

    Cell& parent() const noexcept { return parent_; }
    bool is_cancelled() const noexcept override
    {
        return cancelled_.load(std::memory_order_acquire);
    }
    void cancel() noexcept;
    bool is_closed() noexcept;
    // False: the task must wait for a place; it is woken when there is one.
    bool enter(TaskRecord& record);
    void ended(TaskRecord& record) noexcept;
    bool is_empty() const noexcept { return pending_.load(std::memory_order_acquire) == 0; }

    // Only on the parent's turn.
    void abandon() noexcept override;
    NurseryOutcome close(LeavingBlock& leaving);
    std::shared_ptr<void> watch; // what cancels it from outside, until it is closed

private:
    void unlink(TaskRecord& record) noexcept;
    TaskRecord* next_to_start() noexcept;

    Cell& parent_;
    Kind const kind_;
    std::int64_t const limit_;
    std::atomic<bool> cancelled_{false};
    std::atomic<std::int64_t> pending_{0};

    Lock lock_;
    bool closed_ = false;
    std::int64_t running_ = 0;
    TaskRecord* first_ = nullptr;
    std::deque<TaskRecord*> waiting_;
    bool failed_ = false;
    std::exception_ptr failure_;
    std::any original_;
};

} // namespace janus::detail
