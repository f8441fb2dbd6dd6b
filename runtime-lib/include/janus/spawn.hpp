#pragma once
// Starting actors and speaking of oneself, from inside an actor or `main`: `spawn`, `self`,
// `stop_self`, `sleep`, `yield`. A spawned actor belongs to no supervisor: when it crashes it is
// dead. Its constructor runs at once, its `on_start` in its first turn.

#include <coroutine>
#include <exception>
#include <source_location>
#include <utility>

#include <janus/actor_ref.hpp>
#include <janus/actor_traits.hpp>
#include <janus/cancellation.hpp>
#include <janus/detail/actor_body.hpp>
#include <janus/detail/current.hpp>
#include <janus/detail/suspend.hpp>
#include <janus/detail/timer.hpp>

namespace janus {

namespace detail {

// Makes a cell current while its actor is constructed, then starts it.
class Spawning {
public:
    explicit Spawning(Runtime& runtime);
    ~Spawning();
    Spawning(Spawning const&) = delete;
    Spawning& operator=(Spawning const&) = delete;

    Cell& cell() { return *cell_; }
    // Takes the body over; null means that construction failed with the exception.
    Address start(Body* body, std::exception_ptr failure);

private:
    Cell* cell_;
    Cell* outer_;
};

Runtime& current_runtime();

template <class T, class... Arguments>
ActorRef<typename actor_traits<T>::message> spawn_in(Runtime& runtime, Arguments&&... arguments)
{
    Spawning spawning(runtime);
    Body* body = nullptr;
    std::exception_ptr failure;
    try {
        body = new ActorBody<T>(spawning.cell(), std::forward<Arguments>(arguments)...);
    } catch (...) {
        failure = std::current_exception();
    }
    return ActorRef<typename actor_traits<T>::message>(spawning.start(body, std::move(failure)));
}

Address own_address();
void stop_running(ExitReason reason);

} // namespace detail

template <ActorClass T, class... Arguments> auto spawn(Arguments&&... arguments)
{
    return detail::spawn_in<T>(detail::current_runtime(), std::forward<Arguments>(arguments)...);
}

// The running actor's own reference.
template <ActorClass T> ActorRef<typename actor_traits<T>::message> self()
{
    return ActorRef<typename actor_traits<T>::message>(detail::own_address());
}

// Ends the running actor after the messages it already has.
inline void stop_self(ExitReason reason = {})
{
    detail::stop_running(std::move(reason));
}

class [[nodiscard]] Sleeping : detail::Waiter {
public:
    Sleeping(Duration time, std::source_location where)
        : Waiter{&Sleeping::is_ready, false, true}, time_(time), where_(where)
    {}
    Sleeping(Sleeping const&) = delete;
    Sleeping& operator=(Sleeping const&) = delete;

    bool await_ready() const noexcept { return time_ <= Duration(); }
    void await_suspend(std::coroutine_handle<> caller)
    {
        detail::Cell& cell = detail::current_cell();
        detail::arm(timer_, cell, detail::due_after(cell, time_));
        detail::suspend(cell, caller, *this);
    }
    void await_resume() const
    {
        if (time_ > Duration() && !is_ready(*this)) {
            throw Cancelled(where_);
        }
    }

private:
    static bool is_ready(Waiter const& waiter) noexcept
    {
        return static_cast<Sleeping const&>(waiter).timer_.fired.load(std::memory_order_acquire);
    }

    Duration time_;
    std::source_location where_;
    detail::Timer timer_;
};

// Suspends the running actor for at least that long.
inline Sleeping sleep(Duration time, std::source_location where = std::source_location::current())
{
    return Sleeping(time, where);
}

class [[nodiscard]] Yielding : detail::Waiter {
public:
    Yielding() : Waiter{&Yielding::is_ready} {}
    Yielding(Yielding const&) = delete;
    Yielding& operator=(Yielding const&) = delete;

    bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<> caller)
    {
        detail::Cell& cell = detail::current_cell();
        detail::end_turn_soon(cell);
        detail::suspend(cell, caller, *this);
    }
    void await_resume() const noexcept {}

private:
    static bool is_ready(Waiter const&) noexcept { return true; }
};

// Lets the other ready actors of this worker run first.
inline Yielding yield()
{
    return Yielding();
}

} // namespace janus
