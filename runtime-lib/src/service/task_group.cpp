#include "service/task_group.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include <janus/cancellation.hpp>

#include "actor/extras.hpp"
#include "actor/lifecycle.hpp"

namespace janus::detail {

bool TaskGroup::is_closed() noexcept
{
    LockGuard guard(lock_);
    return closed_;
}

bool TaskGroup::enter(TaskRecord& record)
{
    LockGuard guard(lock_);
    record.next_ = first_;
    if (first_ != nullptr) {
        first_->previous_ = &record;
    }
    first_ = &record;
    pending_.fetch_add(1, std::memory_order_relaxed);
    if (limit_ > 0 && running_ >= limit_ && !is_cancelled()) {
        record.cell_.cell->inbox.store(waiting, std::memory_order_release);
        waiting_.push_back(&record);
        return false;
    }
    ++running_;
    return true;
}

void TaskGroup::unlink(TaskRecord& record) noexcept
{
    if (record.previous_ != nullptr) {
        record.previous_->next_ = record.next_;
    } else {
        first_ = record.next_;
    }
    if (record.next_ != nullptr) {
        record.next_->previous_ = record.previous_;
    }
    record.previous_ = record.next_ = nullptr;
}

TaskRecord* TaskGroup::next_to_start() noexcept
{
    if (waiting_.empty() || running_ >= limit_) {
        return nullptr;
    }
    TaskRecord* const next = waiting_.front();
    waiting_.pop_front();
    ++running_;
    return next;
}

void TaskGroup::ended(TaskRecord& record) noexcept
{
    bool fails = false;
    {
        LockGuard guard(lock_);
        unlink(record);
        if (std::erase(waiting_, &record) == 0) {
            --running_;
        }
        if (kind_ == Kind::nursery && record.error_ != nullptr && !failed_) {
            fails = failed_ = true;
            failure_ = record.error_;
            original_ = record.original_;
        }
        if (TaskRecord* const next = next_to_start()) {
            wake(*next->cell_.cell);
        }
    }
    if (fails) {
        cancel();
    }
    // The parent may close the group as soon as it sees the last one gone.
    Cell& parent = parent_;
    if (pending_.fetch_sub(1, std::memory_order_acq_rel) == 1 || fails) {
        wake(parent);
    }
}

void TaskGroup::cancel() noexcept
{
    if (cancelled_.exchange(true, std::memory_order_acq_rel)) {
        return;
    }
    std::vector<Address> unstarted;
    {
        LockGuard guard(lock_);
        for (TaskRecord const* record = first_; record != nullptr; record = record->next_) {
            wake(*record->cell_.cell);
        }
        for (TaskRecord const* const record : std::exchange(waiting_, {})) {
            unstarted.push_back(record->cell_);
            ++running_;
        }
    }
    for (Address const task : unstarted) {
        request_kill(task);
    }
    wake(parent_);
}

void TaskGroup::abandon() noexcept
{
    cancelled_.store(true, std::memory_order_release);
    watch.reset();
    std::vector<std::pair<Address, bool>> tasks;
    {
        LockGuard guard(lock_);
        closed_ = true;
        waiting_.clear();
        for (TaskRecord const* record = first_; record != nullptr; record = record->next_) {
            tasks.emplace_back(record->cell_, record->shares_);
        }
    }
    for (auto const& [task, shares] : tasks) {
        // What shares variables with this cell is in its strand, so it is not running now.
        if (shares) {
            destroy_now(*task.cell);
        }
        request_kill(task);
    }
}

NurseryOutcome TaskGroup::close(LeavingBlock& leaving)
{
    {
        LockGuard guard(lock_);
        closed_ = true;
    }
    watch.reset();
    Extras& extras = extras_of(parent_);
    extras.scopes = outer;
    bool const interrupted = [&] {
        if (!leaving.failed()) {
            return false;
        }
        try {
            std::rethrow_exception(leaving.failure());
        } catch (Cancelled const&) {
            return true;
        } catch (...) {
            return false;
        }
    }();
    // Whoever is around the nursery was cancelled too: that goes on. Otherwise the interruption of
    // the block was this nursery's own, and how it ended says more.
    if (must_cancel(parent_)) {
        if (!leaving.failed()) {
            leaving.set_failure(std::make_exception_ptr(Cancelled(std::source_location())));
        }
    } else if (interrupted && is_cancelled()) {
        leaving.set_failure(nullptr);
    }
    return NurseryOutcome(is_cancelled(), std::move(failure_), std::move(original_));
}

} // namespace janus::detail
