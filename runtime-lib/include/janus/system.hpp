#pragma once
// ActorSystem: the actors of a process, for hand-written C++. It starts its threads when it is made
// and stops every actor in reverse order of starting when it is stopped or destroyed. All members
// may be called on any thread that is not one of its own.

#include <atomic>
#include <exception>
#include <memory>
#include <optional>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>

#include <janus/actor_ref.hpp>
#include <janus/grain.hpp>
#include <janus/observing.hpp>
#include <janus/options.hpp>
#include <janus/seams.hpp>
#include <janus/spawn.hpp>
#include <janus/supervisor.hpp>
#include <janus/task.hpp>

namespace janus {

namespace detail {

class Interrupts;
class RootSupervisors;

// How a thread waits for a function that runs as an actor.
template <class T> struct Outcome {
    using Value = std::conditional_t<std::is_void_v<T>, Unit, T>;

    std::optional<Value> value;
    std::exception_ptr failure;
    std::atomic<bool> done{false};
};

// Tells threads that wait for something in this system to look again.
void nudge_runtime(Runtime& runtime) noexcept;

// Says that the function is over, however it ended.
template <class T> class Completion {
public:
    explicit Completion(Outcome<T>& outcome) : outcome_(outcome), runtime_(current_runtime()) {}
    Completion(Completion const&) = delete;
    Completion& operator=(Completion const&) = delete;
    ~Completion()
    {
        outcome_.done.store(true, std::memory_order_release);
        nudge_runtime(runtime_);
    }

private:
    Outcome<T>& outcome_;
    Runtime& runtime_;
};

template <class T, class F> Behaviour run_function(F function, Outcome<T>& outcome)
{
    using R = std::invoke_result_t<F&>;
    Completion<T> const completion(outcome);
    try {
        if constexpr (is_task<R>) {
            R task = function();
            if constexpr (std::is_void_v<T>) {
                co_await task;
                outcome.value.emplace();
            } else {
                T value = co_await task;
                outcome.value.emplace(std::move(value));
            }
        } else if constexpr (std::is_void_v<T>) {
            function();
            outcome.value.emplace();
        } else {
            outcome.value.emplace(function());
        }
    } catch (...) {
        outcome.failure = std::current_exception();
    }
    co_return;
}

// Runs the behaviour as an actor of its own that takes no messages.
Address start_function(Runtime& runtime, Behaviour behaviour, bool is_background);
// What `start` does, for a thread that waits.
Task<SupervisorRef> start_and_wait(std::unique_ptr<Supervisor> supervisor, std::string_view name);
// Blocks until `done`; panics if the system has nothing left that could make it so.
void wait_until(Runtime& runtime, std::atomic<bool> const& done);
// The same for main, which is ended when the program is told to end while it does not listen.
void wait_for_main(Runtime& runtime, Address main, std::atomic<bool> const& done);
[[noreturn]] void throw_cancelled();

} // namespace detail

class ActorSystem {
public:
    explicit ActorSystem(Options options = {}, Seams seams = {});
    ~ActorSystem();
    ActorSystem(ActorSystem const&) = delete;
    ActorSystem& operator=(ActorSystem const&) = delete;

    template <ActorClass T, class... Arguments> auto spawn(Arguments&&... arguments)
    {
        return detail::spawn_in<T>(runtime(), std::forward<Arguments>(arguments)...);
    }

    // A root supervisor; blocks until its children have started. One whose children did not start
    // is not alive.
    template <class S, class... Arguments> SupervisorRef start(Arguments&&... arguments)
    {
        std::tuple<std::decay_t<Arguments>...> kept(std::forward<Arguments>(arguments)...);
        return run([kept = std::move(kept)]() -> Task<SupervisorRef> {
            return detail::start_and_wait(
                std::apply(
                    [](auto const&... parts) -> std::unique_ptr<Supervisor> {
                        return std::make_unique<S>(parts...);
                    },
                    kept),
                actor_traits<S>::name);
        });
    }

    // A grain by its key; its first message activates it.
    template <class T, class... Parts> auto grain(Parts&&... parts)
    {
        return detail::grain_in<T>(runtime(), std::forward<Parts>(parts)...);
    }

    // Runs a function on the system, as `main` of a generated program runs, and yields what it
    // returns; a task is awaited. Blocks. An exception that leaves it is thrown again here.
    template <class F> auto run(F function)
    {
        using T = detail::TaskValue<std::invoke_result_t<F&>>;
        detail::Outcome<T> outcome;
        detail::Address const main = detail::start_function(
            runtime(), detail::run_function<T>(std::move(function), outcome), false);
        detail::wait_for_main(runtime(), main, outcome.done);
        if (outcome.failure) {
            std::rethrow_exception(outcome.failure);
        }
        if (!outcome.value) {
            detail::throw_cancelled();
        }
        if constexpr (!std::is_void_v<T>) {
            return std::move(*outcome.value);
        }
    }

    // From now on SIGINT and SIGTERM end `cluster::run()`; a function under `run` that is elsewhere
    // is ended, and `run` throws EscapedError with `Cancelled`. A second signal ends the process.
    // SIGUSR1 prints the tree, and an exhausted stack is reported before the process dies of it.
    void end_on_signals();
    // Stops every actor, the youngest first; each has the time of `--shutdown` for what is queued
    // and for its on_stop. Idempotent.
    void stop();
    // What there is: supervisors with their children, then other actors, each with its state, one a
    // line. `print_tree` writes that to standard error.
    String tree() const;
    void print_tree() const;
    // Nothing unless `Options::observe` is set, and once the actor is gone.
    Option<ActorCounts> counts(Pid actor) const;
    // 1 once a root supervisor has given up, else 0.
    int exit_code() const;
    // After `stop`: some actor did not end its turn. Its thread may still use whatever there is.
    bool has_lost_threads() const;

    Options const& options() const { return options_; }
    detail::Runtime& runtime() { return *runtime_; }
    detail::GrainHost& grain_host() { return *grains_; }

private:
    Options options_;
    std::unique_ptr<Log> log_; // unless it was given one
    std::unique_ptr<detail::RootSupervisors> roots_;
    std::unique_ptr<detail::Runtime> runtime_;
    std::unique_ptr<detail::GrainHost> grains_;
    std::unique_ptr<detail::Interrupts> interrupts_;
    bool stopped_ = false;
};

} // namespace janus
