#pragma once
// Asking<T>: a request under way. Awaiting it yields the answer, or AskError::Timeout when the
// deadline passes first, or Cancelled when the one that asks is told to give up. It belongs to the
// actor that asked. If it dies unanswered nobody wants the answer: the request is dropped when it
// has not been begun, and what its handler asks others is cancelled.

#include <coroutine>
#include <cstdint>
#include <type_traits>
#include <utility>

#include <janus/detail/answer_slot.hpp>
#include <janus/detail/current.hpp>
#include <janus/detail/suspend.hpp>
#include <janus/detail/timer.hpp>
#include <janus/reply.hpp>
#include <janus/result.hpp>

namespace janus {

namespace detail {

// The instant at which a request made now, by this cell, must be answered: the smaller of its own
// time-out and the deadline of the request the cell is handling.
std::int64_t request_deadline(Cell const& cell, Duration timeout) noexcept;

// The deadline is distant: the worker will look again before it is near, so the timer need not be
// armed yet. The usual ask is answered long before.
bool may_put_off_timer(Cell& cell, std::int64_t deadline) noexcept;

// A share of the request the cell handles.
AnswerSlot* share_request(Cell const& cell) noexcept;
bool has_passed(Cell const& cell, std::int64_t deadline) noexcept;

template <class T> AnswerOf<T>* open_slot(Cell& waiter, Duration timeout)
{
    auto* slot = new AnswerOf<T>;
    slot->waiter = &waiter;
    slot->waiter_generation = waiter.generation.load(std::memory_order_relaxed);
    slot->deadline = request_deadline(waiter, timeout);
    if (waiter.request != 0) {
        slot->parent = share_request(waiter);
    }
    return slot;
}

} // namespace detail

namespace detail {

// The waiting end of a request made by a thread that is no actor.
template <class T> struct SlotOwner {
    AnswerOf<T>* slot = new AnswerOf<T>;

    SlotOwner() = default;
    SlotOwner(SlotOwner const&) = delete;
    SlotOwner& operator=(SlotOwner const&) = delete;
    ~SlotOwner() { drop_owner(*slot); }

    Result<T> take()
    {
        if (slot->is_answered()) {
            return std::move(*slot->result);
        }
        return AskError{AskError::Timeout{}};
    }
};

} // namespace detail

template <class T> class [[nodiscard]] Asking : detail::Waiter {
public:
    // Takes over the waiting end. The answer to a request is wanted only here, that of a `Reply`
    // also later.
    Asking(detail::AnswerOf<T>* slot, std::int64_t deadline, bool is_request)
        : Waiter{&Asking::is_ready, false, true, true}, slot_(slot), deadline_(deadline),
          is_request_(is_request)
    {}
    Asking(Asking const&) = delete;
    Asking& operator=(Asking const&) = delete;
    ~Asking()
    {
        give_up();
        detail::drop_owner(*slot_);
    }

    bool await_ready() const noexcept { return slot_->is_answered(); }
    void await_suspend(std::coroutine_handle<> caller) noexcept
    {
        detail::Cell& cell = *slot_->waiter;
        puts_off_ = detail::may_put_off_timer(cell, deadline_);
        if (!puts_off_) {
            detail::arm(timer_, cell, deadline_);
        }
        detail::suspend(cell, caller, *this);
    }
    Result<T> await_resume()
    {
        detail::disarm(timer_);
        if (slot_->is_answered()) {
            if constexpr (std::is_copy_constructible_v<Result<T>>) {
                if (!is_request_) {
                    return *slot_->result; // somebody may wait for it once more
                }
            }
            return std::move(*slot_->result);
        }
        give_up();
        if (timer_.fired.load(std::memory_order_acquire) ||
            detail::has_passed(*slot_->waiter, deadline_)) {
            return AskError{AskError::Timeout{}};
        }
        return AskError{AskError::Cancelled{}};
    }

private:
    static bool is_ready(Waiter const& waiter) noexcept
    {
        auto const& self = static_cast<Asking const&>(waiter);
        if (self.slot_->is_answered() || self.timer_.fired.load(std::memory_order_acquire)) {
            return true;
        }
        if (self.puts_off_) [[unlikely]] {
            self.arm_at_second_look();
        }
        return false;
    }

    void give_up() noexcept
    {
        if (is_request_ && !slot_->is_answered()) [[unlikely]] {
            is_request_ = false;
            detail::abandon(*slot_);
        }
    }

    void arm_at_second_look() const noexcept
    {
        if (std::exchange(looked_, true)) {
            puts_off_ = false;
            detail::arm(timer_, *slot_->waiter, deadline_);
        }
    }

    detail::AnswerOf<T>* slot_;
    std::int64_t deadline_;
    bool is_request_;
    // Set by looks at it, which is why they may change.
    mutable bool puts_off_ = false;
    mutable bool looked_ = false;
    mutable detail::Timer timer_;
};

template <class T> Reply<T> Reply<T>::create()
{
    Reply reply;
    auto* slot = new Slot;
    slot->waiter = &detail::current_cell();
    slot->waiter_generation = slot->waiter->generation.load(std::memory_order_relaxed);
    reply.bits_ =
        reinterpret_cast<std::uintptr_t>(static_cast<detail::AnswerSlot*>(slot)) | waiting_end;
    return reply;
}

template <class T> Asking<T> Reply<T>::wait(Duration timeout) const
{
    Slot& target = *slot();
    target.owners.fetch_add(1, std::memory_order_relaxed);
    return Asking<T>(&target, detail::request_deadline(*target.waiter, timeout), false);
}

} // namespace janus
