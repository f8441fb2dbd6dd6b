#pragma once
// InnerReceive<M>: takes one message in the middle of a handler, a hook or a function of an actor.
// It lives as long as that message is handled; then the acknowledgement of the inner message is
// completed and the outer one goes on. Only on the actor's own turn.

#include <cstdint>
#include <exception>
#include <utility>

#include <janus/detail/current.hpp>
#include <janus/mailbox.hpp>
#include <janus/reply.hpp>
#include <janus/time_values.hpp>

namespace janus {

namespace detail {

// The handling of the inner message is over; `failed`: by an exception.
void end_inner_message(Cell& cell, std::uintptr_t outer_request, bool failed) noexcept;

} // namespace detail

template <class M> class InnerReceive {
public:
    InnerReceive()
        : cell_(detail::current_cell()), outer_request_(std::exchange(cell_.request, 0)),
          exceptions_(std::uncaught_exceptions())
    {}
    InnerReceive(InnerReceive const&) = delete;
    InnerReceive& operator=(InnerReceive const&) = delete;
    ~InnerReceive()
    {
        detail::end_inner_message(cell_, outer_request_, std::uncaught_exceptions() > exceptions_);
    }

    typename Mailbox<M>::Receive message() { return typename Mailbox<M>::Receive(cell_); }
    // Nothing, if none comes in that time.
    typename Mailbox<M>::ReceiveFor message_for(Duration time)
    {
        return typename Mailbox<M>::ReceiveFor(cell_, time);
    }

private:
    detail::Cell& cell_;
    std::uintptr_t outer_request_;
    int exceptions_;
};

// Of the message that is being handled.
inline Reply<void> current_acknowledgement()
{
    return Reply<void>::adopt(detail::share_acknowledgement(detail::current_cell()));
}

} // namespace janus
