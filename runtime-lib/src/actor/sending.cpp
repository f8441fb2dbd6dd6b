#include <janus/sending.hpp>

#include <janus/detail/current.hpp>

#include "actor/room.hpp"
#include "actor/this_thread.hpp"

namespace janus {

Sending::Sending(detail::Address to, detail::Envelope* envelope) noexcept
    : Waiter{&Sending::is_ready, false, true}, to_(to), pauses_(false)
{
    bool const full = detail::post(to, envelope) == detail::Delivery::overfull;
    if (detail::Cell* const cell = detail::this_thread().cell) {
        pauses_ = --cell->budget <= 0 || full;
    }
}

void Sending::await_suspend(std::coroutine_handle<> caller)
{
    sender_ = &detail::current_cell();
    detail::suspend(*sender_, caller, *this);
}

bool Sending::is_ready(Waiter const& waiter) noexcept
{
    auto const& self = static_cast<Sending const&>(waiter);
    return self.to_.cell == nullptr || detail::room_or_wait(*self.sender_, self.to_);
}

} // namespace janus
