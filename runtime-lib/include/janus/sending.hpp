#pragma once
// Sending: a `send` inside a loop. The message is on its way when the value is made; awaiting it
// pauses the sender while the target is full, and lets others run after 250 sends. An actor whose
// own senders are waiting, or that sends to itself, does not pause: no cycle of pauses can close.

#include <coroutine>

#include <janus/detail/address.hpp>
#include <janus/detail/suspend.hpp>

namespace janus {

namespace detail {

// Sends, and tells whether the sender should pause before it sends more.
bool post_in_loop(Address to, Envelope* envelope) noexcept;

} // namespace detail

class [[nodiscard]] Sending : detail::Waiter {
public:
    Sending(detail::Address to, detail::Envelope* envelope) noexcept
        : to_(to), pauses_(detail::post_in_loop(to, envelope))
    {}
    Sending(Sending const&) = delete;
    Sending& operator=(Sending const&) = delete;

    bool await_ready() const noexcept { return !pauses_; }
    void await_suspend(std::coroutine_handle<> caller);
    void await_resume() const noexcept {}

private:
    static bool is_ready(Waiter const& waiter) noexcept;

    detail::Address to_;
    detail::Cell* sender_ = nullptr;
    bool pauses_;
};

} // namespace janus
