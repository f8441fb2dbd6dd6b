#include <algorithm>
#include <vector>

#include <janus/detail/channel_queue.hpp>
#include <janus/detail/current.hpp>
#include <janus/mailbox.hpp>
#include <janus/select.hpp>

#include "scheduler/runtime.hpp"

namespace janus {

namespace detail {

namespace {

// Locks every queue once, in the order of their addresses: two selections cannot block each other.
class AllLocked {
public:
    template <class LockOf> AllLocked(std::span<ChannelOperation* const> operations, LockOf lock_of)
    {
        if (operations.size() == 1) {
            one_ = lock_of(*operations[0]->queue);
            one_->lock();
            return;
        }
        for (ChannelOperation const* operation : operations) {
            locks_.push_back(lock_of(*operation->queue));
        }
        std::sort(locks_.begin(), locks_.end());
        locks_.erase(std::unique(locks_.begin(), locks_.end()), locks_.end());
        for (Lock* const lock : locks_) {
            lock->lock();
        }
    }
    AllLocked(AllLocked const&) = delete;
    AllLocked& operator=(AllLocked const&) = delete;
    ~AllLocked()
    {
        if (one_ != nullptr) {
            one_->unlock();
        }
        for (Lock* const lock : locks_) {
            lock->unlock();
        }
    }

private:
    Lock* one_ = nullptr;
    std::vector<Lock*> locks_;
};

std::size_t any_of_them(Cell& cell, std::size_t count) noexcept
{
    return count < 2 ? 0 : static_cast<std::size_t>(cell.runtime->random().next() % count);
}

} // namespace

bool Selection::claim(int outcome) noexcept
{
    int expected = undecided;
    return outcome_.compare_exchange_strong(expected, outcome, std::memory_order_acq_rel,
                                            std::memory_order_relaxed);
}

void Selection::decide(int outcome) noexcept
{
    if (claim(outcome)) {
        settled_.store(true, std::memory_order_release);
    }
}

void Selection::begin(Cell& cell, std::span<ChannelOperation* const> operations, bool waits,
                      bool closed_ends)
{
    if (operations.empty()) {
        return;
    }
    cell_ = &cell;
    closed_ends_ = closed_ends;
    AllLocked const locked(operations, [](ChannelQueue& queue) { return &queue.lock_; });
    std::size_t const count = operations.size();
    std::size_t const first = any_of_them(cell, count);
    int open = 0;
    for (std::size_t i = 0; i < count; ++i) {
        ChannelOperation& operation = *operations[(first + i) % count];
        operation.selection = this;
        if (operation.queue->attempt_locked(operation)) {
            decide(operation.index);
            return;
        }
        open += operation.queue->closed_ ? 0 : 1;
    }
    if (open == 0 && closed_ends) {
        decide(all_closed);
        return;
    }
    if (!waits) {
        return;
    }
    enlisted_ = true;
    open_.store(open, std::memory_order_release);
    for (ChannelOperation* const operation : operations) {
        if (!operation->queue->closed_) {
            operation->queue->link(*operation);
        }
    }
}

int Selection::withdraw(std::span<ChannelOperation* const> operations) noexcept
{
    if (enlisted_) {
        enlisted_ = false;
        for (ChannelOperation* const operation : operations) {
            LockGuard guard(operation->queue->lock_);
            operation->queue->unlink(*operation);
        }
    }
    return outcome_.load(std::memory_order_acquire);
}

} // namespace detail

void Selecting::number_operations() noexcept
{
    int index = 0;
    for (detail::ChannelOperation* const operation : operations_) {
        operation->index = index++;
    }
}

bool Selecting::await_ready()
{
    detail::Cell& cell = detail::current_cell();
    if (!detail::may_go_on(cell)) {
        return false;
    }
    selection_.begin(cell, operations_, false, closed_ends());
    if (has_default_) {
        selection_.decide(none_ready);
    }
    return selection_.is_settled();
}

void Selecting::await_suspend(std::coroutine_handle<> caller)
{
    detail::Cell& cell = detail::current_cell();
    if (!detail::must_cancel(cell)) {
        selection_.begin(cell, operations_, !has_default_, closed_ends());
        if (has_default_) {
            selection_.decide(none_ready);
        } else if (timeout_) {
            detail::arm(timer_, cell, detail::due_after(cell, *timeout_));
        }
    }
    detail::suspend(cell, caller, *this);
}

int Selecting::await_resume()
{
    if (timer_.fired.load(std::memory_order_acquire)) {
        selection_.decide(timed_out);
    }
    detail::disarm(timer_);
    int const outcome = selection_.withdraw(operations_);
    if (outcome == detail::Selection::undecided) {
        throw Cancelled(where_);
    }
    return outcome;
}

bool Selecting::is_ready(Waiter const& waiter) noexcept
{
    auto const& self = static_cast<Selecting const&>(waiter);
    return self.selection_.is_settled() || self.timer_.fired.load(std::memory_order_acquire);
}

} // namespace janus
