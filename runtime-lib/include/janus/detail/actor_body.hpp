#pragma once
// Body: one incarnation of an actor: its object, mailbox end and hooks, behind one interface for
// the turn that runs it. A restart replaces the body and keeps the cell.

#include <concepts>
#include <string_view>
#include <type_traits>
#include <utility>

#include <janus/actor_traits.hpp>
#include <janus/behaviour.hpp>
#include <janus/detail/actor_kind.hpp>
#include <janus/detail/cell.hpp>
#include <janus/detail/interleaved_runs.hpp>
#include <janus/detail/memory_pool.hpp>
#include <janus/error.hpp>
#include <janus/exit_reason.hpp>
#include <janus/mailbox.hpp>
#include <janus/pid.hpp>
#include <janus/task.hpp>

namespace janus::detail {

class Body : public Pooled {
public:
    virtual ~Body() = default;

    // The stored name, from actor_traits.
    virtual std::string_view name() const noexcept = 0;
    virtual Behaviour run() = 0;
    // Hooks: an empty behaviour when there is nothing (more) to run.
    virtual Behaviour on_start() { return {}; }
    virtual Behaviour on_stop(ExitReason const&) { return {}; }
    virtual Behaviour on_down(Pid, ExitReason const&) { return {}; }
    virtual void on_crash(Error const&) {}
    // One more run, for the message that is first in the queue, and its end.
    virtual Behaviour run_interleaved() { return {}; }
    virtual void end_interleaved() noexcept {}
    // Handles signals itself instead of running a coroutine (supervisors).
    virtual bool handles_signals() const noexcept { return false; }
};

// Runs a hook that suspends to its end.
Behaviour run_hook(Task<> hook);

// Calls `hook`, which returns void or a task.
template <class Hook> Behaviour call_hook(Hook&& hook)
{
    if constexpr (std::is_void_v<std::invoke_result_t<Hook>>) {
        std::forward<Hook>(hook)();
        return {};
    } else {
        return run_hook(std::forward<Hook>(hook)());
    }
}

template <class T> class ActorBody final : public Body {
    using Message = typename actor_traits<T>::message;

public:
    template <class... Arguments>
    explicit ActorBody(Cell& cell, Arguments&&... arguments)
        : inbox_(cell_of_kind(cell, actor_kind<T>)), actor_(std::forward<Arguments>(arguments)...)
    {}

    T& actor() { return actor_; }

    std::string_view name() const noexcept override { return actor_traits<T>::name; }
    Behaviour run() override { return actor_.run(inbox_); }
    Behaviour run_interleaved() override { return interleaved_.begin(inbox_.cell(), actor_); }
    void end_interleaved() noexcept override { interleaved_.end(); }

    Behaviour on_start() override
    {
        if constexpr (requires { actor_.on_start(); }) {
            return call_hook([this] { return actor_.on_start(); });
        } else {
            return {};
        }
    }
    Behaviour on_stop([[maybe_unused]] ExitReason const& reason) override
    {
        if constexpr (requires { actor_.on_stop(reason); }) {
            return call_hook([&] { return actor_.on_stop(reason); });
        } else if constexpr (requires { actor_.on_stop(); }) {
            return call_hook([this] { return actor_.on_stop(); });
        } else {
            return {};
        }
    }
    Behaviour on_down([[maybe_unused]] Pid pid, [[maybe_unused]] ExitReason const& reason) override
    {
        if constexpr (requires { actor_.on_down(pid, reason); }) {
            return call_hook([&] { return actor_.on_down(pid, reason); });
        } else if constexpr (requires { actor_.on_down(pid); }) {
            return call_hook([&] { return actor_.on_down(pid); });
        } else if constexpr (requires { actor_.on_down(); }) {
            return call_hook([this] { return actor_.on_down(); });
        } else {
            return {};
        }
    }
    void on_crash([[maybe_unused]] Error const& error) override
    {
        if constexpr (requires { actor_.on_crash(error); }) {
            actor_.on_crash(error);
        } else if constexpr (requires { actor_.on_crash(); }) {
            actor_.on_crash();
        }
    }

private:
    Mailbox<Message> inbox_;
    [[no_unique_address]] InterleavedRuns<T, Message> interleaved_;
    T actor_;
};

} // namespace janus::detail
