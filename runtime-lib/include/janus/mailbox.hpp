#pragma once
// Mailbox<M>: an actor's end of its message queue. `receive()` yields the messages of each sender
// in the order they were sent; `next()` yields the same, but the message stays in its envelope
// until the one after it is asked for; `receive_for(time)` yields nothing when the mailbox stayed
// empty so long. Asking for the next message completes the acknowledgement of the previous one.
// Only the actor's own coroutine may use it.

#include <coroutine>
#include <cstdint>
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>

#include <janus/detail/cell.hpp>
#include <janus/detail/envelope.hpp>
#include <janus/detail/message_number.hpp>
#include <janus/detail/suspend.hpp>
#include <janus/detail/timer.hpp>
#include <janus/message.hpp>
#include <janus/option.hpp>
#include <janus/reply.hpp>
#include <janus/time_values.hpp>

namespace janus {

namespace detail {

// Ends the handling of the current message with success.
void complete_message(Cell& cell) noexcept;
// Moves what was sent into the cell's own queue; true if there is a message to receive.
bool refill(Cell& cell) noexcept;
// The next message; there is one. It becomes the one being handled.
Envelope* take_envelope(Cell& cell) noexcept;
// A sending copy of the current message's acknowledgement; null if nobody asked for one.
AnswerSlot* share_acknowledgement(Cell& cell) noexcept;
// The same as `has_message` when the first message is a request: those that nobody waits for any
// more are dropped.
bool has_wanted_message(Cell& cell) noexcept;
std::int64_t due_after(Cell const& cell, Duration time) noexcept;

inline bool has_message(Cell& cell) noexcept
{
    if (cell.queue != nullptr) {
        return cell.queue->slot == 0 || has_wanted_message(cell);
    }
    std::uintptr_t const newest =
        cell.inbox.load(std::memory_order_relaxed) & ~std::uintptr_t{inbox_tags};
    return newest != reinterpret_cast<std::uintptr_t>(cell.resident) && refill(cell);
}

// Ends the handling of the current message. Returns the next one as `take_envelope` does, or null
// if the turn's step must end before it can be taken. `begin_next`: it may stay in the inbox.
Envelope* begin_receive(Cell& cell) noexcept;
Envelope* begin_next(Cell& cell) noexcept;

} // namespace detail

template <class M> class Mailbox {
public:
    explicit Mailbox(detail::Cell& cell) : cell_(cell) {}
    Mailbox(Mailbox const&) = delete;
    Mailbox& operator=(Mailbox const&) = delete;
    ~Mailbox() { close(); }

    class Receive : detail::MessageWaiter {
    public:
        explicit Receive(detail::Cell& cell) : MessageWaiter{{nullptr, true}}, cell_(cell) {}

        bool await_ready() noexcept
        {
            taken = detail::begin_receive(cell_);
            return taken != nullptr;
        }
        void await_suspend(std::coroutine_handle<> caller) noexcept
        {
            detail::suspend(cell_, caller, *this);
        }
        M await_resume()
        {
            detail::Envelope* const envelope =
                taken != nullptr ? taken : detail::take_envelope(cell_);
            M message = detail::open_envelope<M>(envelope);
            detail::note_message(cell_, message);
            return message;
        }

    private:
        detail::Cell& cell_;
    };

    class Next : detail::MessageWaiter {
    public:
        explicit Next(Mailbox& mailbox)
            : MessageWaiter{{.ready = nullptr, .receives = true, .keeps = opens_in_place}},
              mailbox_(mailbox)
        {}

        bool await_ready() noexcept
        {
            mailbox_.close();
            taken = opens_in_place ? detail::begin_next(mailbox_.cell_)
                                   : detail::begin_receive(mailbox_.cell_);
            return taken != nullptr;
        }
        void await_suspend(std::coroutine_handle<> caller) noexcept
        {
            detail::suspend(mailbox_.cell_, caller, *this);
        }
        M& await_resume()
        {
            M& message =
                mailbox_.open(taken != nullptr ? taken : detail::take_envelope(mailbox_.cell_));
            detail::note_message(mailbox_.cell_, message);
            return message;
        }

    private:
        Mailbox& mailbox_;
    };

    class ReceiveFor : detail::Waiter {
    public:
        ReceiveFor(detail::Cell& cell, Duration time)
            : Waiter{&ReceiveFor::is_ready, true}, cell_(cell), time_(time)
        {}

        bool await_ready() noexcept
        {
            taken_ = detail::begin_receive(cell_);
            return taken_ != nullptr;
        }
        void await_suspend(std::coroutine_handle<> caller) noexcept
        {
            detail::arm(timer_, cell_, detail::due_after(cell_, time_));
            detail::suspend(cell_, caller, *this);
        }
        Option<M> await_resume()
        {
            detail::disarm(timer_);
            if (taken_ == nullptr && !detail::has_message(cell_)) {
                return none;
            }
            detail::Envelope* const envelope =
                taken_ != nullptr ? taken_ : detail::take_envelope(cell_);
            M message = detail::open_envelope<M>(envelope);
            detail::note_message(cell_, message);
            return message;
        }

    private:
        static bool is_ready(Waiter const& waiter) noexcept
        {
            auto const& self = static_cast<ReceiveFor const&>(waiter);
            return detail::has_message(self.cell_) ||
                   self.timer_.fired.load(std::memory_order_acquire);
        }

        detail::Cell& cell_;
        Duration time_;
        detail::Timer timer_;
        detail::Envelope* taken_ = nullptr; // without having waited
    };

    detail::Cell& cell() const noexcept { return cell_; }

    Receive receive() { return Receive(cell_); }
    Next next() { return Next(*this); }
    ReceiveFor receive_for(Duration time) { return ReceiveFor(cell_, time); }

    // The acknowledgement of the message received last; sending it early is not a double reply.
    Reply<void> acknowledgement()
    {
        return Reply<void>::adopt(detail::share_acknowledgement(cell_));
    }

private:
    // A message of one of several protocols is another type than what lies in the envelope.
    static constexpr bool opens_in_place = !detail::is_one_of<M>::value;
    using Opened = std::conditional_t<opens_in_place, detail::Envelope*, std::optional<M>>;

    M& open(detail::Envelope* envelope)
    {
        if constexpr (opens_in_place) {
            opened_ = envelope;
            return *static_cast<M*>(detail::payload_of<M>(envelope));
        } else {
            return opened_.emplace(detail::open_envelope<M>(envelope));
        }
    }
    // The message asked for last is over.
    void close() noexcept
    {
        if constexpr (opens_in_place) {
            if (opened_ != nullptr) {
                detail::Envelope* const envelope = std::exchange(opened_, nullptr);
                std::destroy_at(static_cast<M*>(detail::payload_of<M>(envelope)));
                detail::free_opened<M>(envelope);
            }
        } else {
            opened_.reset();
        }
    }

    detail::Cell& cell_;
    Opened opened_{};
};

} // namespace janus
