#include <janus/sending.hpp>

#include <janus/detail/current.hpp>

#include "actor/room.hpp"

namespace janus {

void Sending::await_suspend(std::coroutine_handle<> caller)
{
    static_cast<Waiter&>(*this) = Waiter{&Sending::is_ready, false, true};
    sender_ = &detail::current_cell();
    detail::suspend(*sender_, caller, *this);
}

bool Sending::is_ready(Waiter const& waiter) noexcept
{
    auto const& self = static_cast<Sending const&>(waiter);
    return self.to_.cell == nullptr || detail::room_or_wait(*self.sender_, self.to_);
}

} // namespace janus
