#include <janus/detail/task_record.hpp>

#include <janus/cancellation.hpp>
#include <janus/detail/actor_body.hpp>
#include <janus/detail/current.hpp>
#include <janus/panic.hpp>
#include <janus/spawn.hpp>

#include "actor/extras.hpp"
#include "actor/failure.hpp"
#include "actor/lifecycle.hpp"
#include "scheduler/runtime.hpp"
#include "service/task_group.hpp"

namespace janus::detail {

namespace {

class TaskBody final : public Body {
public:
    TaskBody(Behaviour behaviour, std::shared_ptr<TaskRecord> record)
        : behaviour_(std::move(behaviour)), record_(std::move(record))
    {}
    TaskBody(TaskBody const&) = delete;
    TaskBody& operator=(TaskBody const&) = delete;
    // The frames are gone by now, however the task ended.
    ~TaskBody() override { record_->end(); }

    std::string_view name() const noexcept override { return "task"; }
    Behaviour run() override { return std::move(behaviour_); }

private:
    Behaviour behaviour_;
    std::shared_ptr<TaskRecord> record_;
};

std::shared_ptr<TaskGroup> loose_group(Cell& cell)
{
    Extras& extras = extras_of(cell);
    if (extras.loose_tasks == nullptr) {
        extras.loose_tasks = std::make_shared<TaskGroup>(cell, TaskGroup::Kind::loose, 0);
    }
    return std::static_pointer_cast<TaskGroup>(extras.loose_tasks);
}

// What the new cell takes over from the one that spawns it.
void inherit(Cell& cell, Cell& spawner, bool shares)
{
    Extras& extras = extras_of(cell);
    extras.acts_for = own_address();
    if (spawner.request != 0) {
        // A share, but not the right to acknowledge.
        cell.request = reinterpret_cast<std::uintptr_t>(share_request(spawner));
    }
    if (shares) {
        extras.strand = &own_strand(spawner);
        extras.strand->keep();
    }
}

// Behind what is queued, so that tasks begin in the order they were spawned in.
void run_soon(Cell& cell) noexcept
{
    Worker* const worker = current().worker;
    if (worker != nullptr && worker->runtime == cell.runtime) {
        worker->push_back(cell);
    } else {
        cell.runtime->ready(cell);
    }
}

} // namespace

TaskRecord::~TaskRecord() = default;

bool TaskRecord::is_cancelled() const noexcept
{
    return cancel_wanted_.load(std::memory_order_acquire) ||
           (group_ != nullptr && group_->is_cancelled());
}

void TaskRecord::cancel() noexcept
{
    cancel_wanted_.store(true, std::memory_order_release);
    if (!is_done()) {
        // A cell is never given back, and one that has ended does not mind.
        wake(*cell_.cell);
    }
}

void TaskRecord::add_waiter(Cell& cell)
{
    LockGuard guard(lock_);
    waiters_.push_back(&cell);
}

void TaskRecord::fail(std::exception_ptr failure) noexcept
{
    failure_ = std::move(failure);
    try {
        std::rethrow_exception(failure_);
    } catch (Cancelled const&) {
        // Giving up when told to is no failure.
    } catch (...) {
        error_ = failure_;
    }
}

void TaskRecord::fail_with(Error error, std::any original, std::source_location where)
{
    error_ = std::make_exception_ptr(EscapedError(std::move(error), where));
    original_ = std::move(original);
}

void TaskRecord::end() noexcept
{
    std::vector<Cell*> waiters;
    {
        LockGuard guard(lock_);
        if (is_done()) {
            return;
        }
        waiters.swap(waiters_);
        done_.store(true, std::memory_order_release);
    }
    for (Cell* const waiter : waiters) {
        wake(*waiter);
    }
    group_->ended(*this);
}

Address start_task(Behaviour behaviour, std::shared_ptr<TaskRecord> record,
                   std::shared_ptr<TaskGroup> group, bool shares)
{
    Cell& spawner = current_cell();
    if (group != nullptr && group->is_closed()) {
        panic("", "a task was spawned in a nursery that is closed");
    }
    record->group_ = group != nullptr ? std::move(group) : loose_group(spawner);
    record->shares_ = shares;
    Cell& cell = open_cell(*spawner.runtime);
    cell.idleness.store(in_background, std::memory_order_relaxed);
    cell.owner.store(Owner::function, std::memory_order_relaxed);
    inherit(cell, spawner, shares);
    Address const address = address_of(cell);
    record->cell_ = address;
    extras_of(cell).task = record;
    cell.body = new TaskBody(std::move(behaviour), record);
    // Once it is in the group, others may start it.
    if (record->group_->enter(*record)) {
        run_soon(cell);
    }
    return address;
}

} // namespace janus::detail
