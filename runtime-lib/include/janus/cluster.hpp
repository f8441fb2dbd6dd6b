#pragma once
// cluster::idle() and cluster::run(): how `main` waits for everybody else. cluster::tree(): what
// there is. In an actor or in `main`.

#include <coroutine>
#include <source_location>

#include <janus/detail/current.hpp>
#include <janus/detail/suspend.hpp>
#include <janus/string.hpp>

namespace janus {

class [[nodiscard]] Idling : detail::Waiter {
public:
    explicit Idling(std::source_location where)
        : Waiter{&Idling::is_ready, false, true}, where_(where)
    {}
    Idling(Idling const&) = delete;
    Idling& operator=(Idling const&) = delete;

    bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<> caller);
    void await_resume();

private:
    static bool is_ready(Waiter const& waiter) noexcept;

    detail::Cell* cell_ = nullptr;
    std::source_location where_;
};

class [[nodiscard]] Running : detail::Waiter {
public:
    Running() : Waiter{&Running::is_ready, false, true} {}
    Running(Running const&) = delete;
    Running& operator=(Running const&) = delete;

    bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<> caller);
    void await_resume() noexcept;

private:
    static bool is_ready(Waiter const& waiter) noexcept;

    detail::Cell* cell_ = nullptr;
};

namespace cluster {

// Until no message is queued, no handler is running or suspended, no commit is in flight and no
// restart is pending. `after` clauses, timers, reminders and tasks are not waited for.
inline Idling idle(std::source_location where = std::source_location::current())
{
    return Idling(where);
}

// Until the program is told to end (SIGINT, SIGTERM) or a root supervisor has failed.
inline Running run()
{
    return Running();
}

// The supervisors with their children, then all other actors, each with its state, one a line.
String tree();

} // namespace cluster

} // namespace janus
