#include <janus/detail/channel_queue.hpp>

#include <string>

#include <janus/channel.hpp>
#include <janus/channel_error.hpp>
#include <janus/panic.hpp>

namespace janus {

void channel_closed(std::source_location where)
{
    panic("P005", "ChannelClosed", where);
}

namespace detail {

void check_capacity(std::int64_t capacity, std::source_location where)
{
    if (capacity < 0) {
        panic("P002", "a channel cannot hold " + std::to_string(capacity) + " values", where);
    }
}

void ChannelQueue::link(ChannelOperation& operation) noexcept
{
    List& list = operation.sends ? senders_ : receivers_;
    operation.linked = true;
    operation.next = nullptr;
    operation.previous = list.last;
    (list.last != nullptr ? list.last->next : list.first) = &operation;
    list.last = &operation;
}

void ChannelQueue::unlink(ChannelOperation& operation) noexcept
{
    if (!operation.linked) {
        return;
    }
    List& list = operation.sends ? senders_ : receivers_;
    (operation.previous != nullptr ? operation.previous->next : list.first) = operation.next;
    (operation.next != nullptr ? operation.next->previous : list.last) = operation.previous;
    operation.linked = false;
}

// The first that waits and can still be completed; it is the caller's to complete.
ChannelOperation* ChannelQueue::claim_partner(List& list, Selection const* own) noexcept
{
    for (ChannelOperation* one = list.first; one != nullptr; one = one->next) {
        if (one->selection != own && one->selection->claim(one->index)) {
            return one;
        }
    }
    return nullptr;
}

// Its value is where it belongs: the owner may go on. Nothing of it may be touched afterwards.
void ChannelQueue::settle(ChannelOperation& operation) noexcept
{
    unlink(operation);
    Cell& cell = *operation.selection->cell_;
    operation.selection->settled_.store(true, std::memory_order_release);
    wake(cell);
}

bool ChannelQueue::attempt_locked(ChannelOperation& operation)
{
    if (operation.sends) {
        if (closed_) {
            return false;
        }
        if (ChannelOperation* const receiver = claim_partner(receivers_, operation.selection)) {
            hand_over(operation.slot, receiver->slot);
            settle(*receiver);
            return true;
        }
        if (buffered() < capacity_) {
            push(operation.slot);
            return true;
        }
        return false;
    }
    if (buffered() > 0) {
        pop(operation.slot);
        if (ChannelOperation* const sender = claim_partner(senders_, operation.selection)) {
            push(sender->slot);
            settle(*sender);
        }
        return true;
    }
    if (ChannelOperation* const sender = claim_partner(senders_, operation.selection)) {
        hand_over(sender->slot, operation.slot);
        settle(*sender);
        return true;
    }
    return false;
}

bool ChannelQueue::attempt(ChannelOperation& operation)
{
    LockGuard guard(lock_);
    return attempt_locked(operation);
}

void ChannelQueue::close_waiting(List& list) noexcept
{
    while (ChannelOperation* const one = list.first) {
        unlink(*one);
        Selection& selection = *one->selection;
        bool const last = selection.open_.fetch_sub(1, std::memory_order_acq_rel) == 1;
        if (last && selection.closed_ends_ && selection.claim(Selection::all_closed)) {
            Cell& cell = *selection.cell_;
            selection.settled_.store(true, std::memory_order_release);
            wake(cell);
        }
    }
}

void ChannelQueue::close() noexcept
{
    LockGuard guard(lock_);
    if (closed_) {
        return;
    }
    closed_ = true;
    close_waiting(receivers_);
    close_waiting(senders_);
}

bool ChannelQueue::is_closed() const noexcept
{
    LockGuard guard(lock_);
    return closed_;
}

std::int64_t ChannelQueue::length() const noexcept
{
    LockGuard guard(lock_);
    return buffered();
}

} // namespace detail

} // namespace janus
