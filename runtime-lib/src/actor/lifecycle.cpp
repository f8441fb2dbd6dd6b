#include "actor/lifecycle.hpp"

#include <string>
#include <utility>

#include <janus/actor_traits.hpp>
#include <janus/behaviour.hpp>
#include <janus/detail/actor_body.hpp>
#include <janus/detail/answer_slot.hpp>
#include <janus/detail/current.hpp>
#include <janus/detail/envelope.hpp>
#include <janus/detail/grain_seat.hpp>

#include "actor/actor_trace.hpp"
#include "actor/crash_report.hpp"
#include "actor/dead_letter.hpp"
#include "actor/extras.hpp"
#include "actor/failure.hpp"
#include "actor/inbox_level.hpp"
#include "actor/interleaved.hpp"
#include "actor/observer.hpp"
#include "actor/room.hpp"
#include "actor/scope.hpp"
#include "actor/signal.hpp"
#include "actor/signal_body.hpp"
#include "scheduler/runtime.hpp"

namespace janus::detail {

namespace {

AskError const actor_crashed{AskError::ActorCrashed{}};
AskError const actor_dead{AskError::ActorDead{}};

void set_phase(Cell& cell, Phase phase) noexcept
{
    cell.phase.store(phase, std::memory_order_relaxed);
}

Phase phase_of(Cell const& cell) noexcept
{
    return cell.phase.load(std::memory_order_relaxed);
}

void run_next(Cell& cell, Behaviour behaviour)
{
    cell.root = behaviour.release();
    cell.next = cell.root;
    cell.waiter = nullptr;
    cell.handled.store(0, std::memory_order_relaxed);
}

std::unique_ptr<Signal> signal_about(Cell& cell, Signal::Kind kind)
{
    auto signal = std::make_unique<Signal>(kind);
    signal->from = address_of(cell);
    signal->pid = Pid{cell.number.load(std::memory_order_relaxed)};
    return signal;
}

Turn begin_running(Cell& cell)
{
    // The cell's kind may have become known in this turn.
    current().consumed.slack = cell.kind.load(std::memory_order_relaxed)->limits.slack;
    try {
        run_next(cell, cell.body->run());
    } catch (...) {
        return crash(cell, std::current_exception());
    }
    // A stop that came during on_start takes effect now.
    bool const stopped = cell.extras != nullptr && cell.extras->stop_requested;
    set_phase(cell, stopped ? Phase::draining : Phase::running);
    if (cell.extras != nullptr && cell.extras->supervisor.cell != nullptr) {
        post_signal(cell.extras->supervisor, signal_about(cell, Signal::Kind::started));
    }
    return Turn::goes_on;
}

// Unanswered, unlike `complete_message`.
void release_request(std::uintptr_t request) noexcept
{
    if (request == 0) {
        return;
    }
    if (is_acknowledged(request)) {
        drop_sender(*request_slot(request));
    } else {
        drop_owner(*request_slot(request));
    }
}

void destroy_frames(Cell& cell) noexcept
{
    if (cell.extras != nullptr) {
        end_tasks(*cell.extras);
    }
    if (cell.root) {
        std::exchange(cell.root, {}).destroy();
    }
    if (cell.extras != nullptr) {
        for (Extras::Interrupted const& outer : std::exchange(cell.extras->interrupted, {})) {
            outer.root.destroy();
        }
    }
    cell.next = {};
    cell.waiter = nullptr;
    // A handler that was receiving another message gives its own back.
    release_request(std::exchange(cell.request, 0));
}

// Answers that the incarnation still owes are given with the error; its object is destroyed.
void destroy_incarnation(Cell& cell, AskError const* owed) noexcept
{
    Current& now = current();
    AskError const* const outer = std::exchange(now.drop_reason, owed);
    release_request(std::exchange(cell.request, 0));
    if (cell.extras != nullptr) {
        for (Extras::Interrupted& other : cell.extras->interrupted) {
            release_request(std::exchange(other.request, 0));
        }
    }
    destroy_frames(cell);
    delete std::exchange(cell.body, nullptr);
    now.drop_reason = outer;
}

void tell_watchers(Cell& cell, ExitReason const& reason)
{
    Extras& extras = *cell.extras;
    for (auto const& [bond, watcher] : std::exchange(extras.monitors, {})) {
        auto signal = signal_about(cell, Signal::Kind::down);
        signal->bond = bond;
        signal->reason = reason;
        post_signal(watcher, std::move(signal));
    }
    for (Address const linked : std::exchange(extras.links, {})) {
        auto signal = signal_about(cell, Signal::Kind::exit);
        signal->reason = reason;
        post_signal(linked, std::move(signal));
    }
}

// The next incarnation knows nothing of them.
void give_up_watching(Cell& cell)
{
    Extras& extras = *cell.extras;
    for (auto const& [bond, watched] : std::exchange(extras.watching, {})) {
        auto signal = signal_about(cell, Signal::Kind::demonitor);
        signal->bond = bond;
        post_signal(watched.target, std::move(signal));
    }
    extras.postponed.clear();
    extras.traps_exits = false;
}

void drain(Cell& cell) noexcept
{
    cell.inbox.fetch_or(closed, std::memory_order_acq_rel);
    absorb(cell);
    while (Envelope* const envelope = cell.queue) {
        cell.queue = envelope->next;
        drop_undelivered(address_of(cell), envelope, Delivery::dead);
    }
    forget_level(cell);
    release_waiting(cell);
}

} // namespace

namespace {

Cell& fresh_cell(Runtime& runtime, Phase phase)
{
    Cell& cell = runtime.allocate_cell();
    set_phase(cell, phase);
    cell.kind.store(&unknown_kind, std::memory_order_relaxed);
    cell.restart_due.store(0, std::memory_order_relaxed);
    cell.idleness.store(0, std::memory_order_relaxed);
    cell.crowded.store(false, std::memory_order_relaxed);
    cell.owner.store(Owner::nobody, std::memory_order_relaxed);
    cell.backlog.store(0, std::memory_order_relaxed);
    return cell;
}

} // namespace

Cell& open_cell(Runtime& runtime)
{
    Cell& cell = fresh_cell(runtime, Phase::starting);
    cell.signals.store(nullptr, std::memory_order_release);
    cell.inbox.store(0, std::memory_order_release);
    return cell;
}

Cell& open_down_cell(Runtime& runtime, Address supervisor)
{
    Cell& cell = fresh_cell(runtime, Phase::down);
    cell.owner.store(Owner::supervisor, std::memory_order_relaxed);
    extras_of(cell).supervisor = supervisor;
    cell.signals.store(nullptr, std::memory_order_release);
    cell.inbox.store(waiting, std::memory_order_release);
    return cell;
}

Turn start_incarnation(Cell& cell)
{
    if (cell.body == nullptr) {
        Extras& extras = extras_of(cell);
        return crash(cell, std::exchange(extras.construction_failure, nullptr));
    }
    try {
        if (cell.body->handles_signals()) {
            set_phase(cell, Phase::running);
            // It waits for signals only; what it has planned is counted as pending work.
            cell.idleness.store(in_background, std::memory_order_relaxed);
            return static_cast<SignalBody&>(*cell.body).begin();
        }
        Behaviour hook = cell.body->on_start();
        if (hook) {
            run_next(cell, std::move(hook));
            return Turn::goes_on;
        }
    } catch (...) {
        return crash(cell, std::current_exception());
    }
    return begin_running(cell);
}

Turn root_ended(Cell& cell)
{
    auto const root = Behaviour::Handle::from_address(cell.root.address());
    if (std::exception_ptr const failure = std::exchange(root.promise().failure, nullptr)) {
        if (phase_of(cell) == Phase::stopping) {
            cell.runtime->log().write(LogLevel::error,
                                      "on_stop: " + describe_failure(failure).text);
        } else {
            return crash(cell, failure);
        }
    }
    if (phase_of(cell) == Phase::starting) {
        std::exchange(cell.root, {}).destroy();
        return begin_running(cell);
    }
    if (cell.extras != nullptr && !cell.extras->interrupted.empty()) {
        return resume_interrupted(cell);
    }
    if (phase_of(cell) == Phase::stopping) {
        ExitReason const reason = cell.extras->exit_reason;
        return end_incarnation(cell, reason);
    }
    // The behaviour itself returned: a normal exit.
    return begin_stop(cell);
}

Turn deliver_down(Cell& cell)
{
    Extras& extras = *cell.extras;
    // The handler stays until the next notice: a coroutine of its own refers to it.
    extras.noticing = std::move(extras.postponed.front());
    extras.postponed.erase(extras.postponed.begin());
    Extras::Notice const& notice = extras.noticing;
    try {
        Behaviour hook = notice.handler ? notice.handler(notice.pid, notice.reason)
                                        : cell.body->on_down(notice.pid, notice.reason);
        if (hook) {
            Extras::Interrupted outer;
            outer.root = cell.root;
            outer.waiter = cell.waiter;
            outer.next = cell.next;
            extras.interrupted.push_back(outer);
            run_next(cell, std::move(hook));
        }
    } catch (...) {
        return crash(cell, std::current_exception());
    }
    return Turn::goes_on;
}

void stop_was_requested(Cell& cell) noexcept
{
    extras_of(cell).stop_requested = true;
    if (phase_of(cell) == Phase::running) {
        set_phase(cell, Phase::draining);
    }
}

void reopen(Cell& cell) noexcept
{
    cell.restart_due.store(0, std::memory_order_relaxed);
    cell.inbox.fetch_and(~std::uintptr_t{closed}, std::memory_order_acq_rel);
    extras_of(cell).exit_reason = ExitReason{};
    set_phase(cell, Phase::starting);
}

Turn begin_stop(Cell& cell)
{
    if (cell.request != 0) {
        complete_message(cell);
    }
    destroy_frames(cell);
    set_phase(cell, Phase::stopping);
    ExitReason const reason = cell.extras != nullptr ? cell.extras->exit_reason : ExitReason{};
    try {
        Behaviour hook = cell.body->on_stop(reason);
        if (hook) {
            Timer& limit = extras_of(cell).stop_limit;
            disarm(limit);
            arm(limit, cell, now_milliseconds(cell) + cell.runtime->shutdown_milliseconds());
            run_next(cell, std::move(hook));
            return Turn::goes_on;
        }
    } catch (...) {
        cell.runtime->log().write(LogLevel::error,
                                  "on_stop: " + describe_failure(std::current_exception()).text);
    }
    return end_incarnation(cell, reason);
}

Turn crash(Cell& cell, std::exception_ptr const& failure)
{
    FailureText const described = describe_failure(failure);
    report_crash(cell, described);
    if (cell.body != nullptr && !described.refused) {
        try {
            cell.body->on_crash(described.error);
        } catch (...) {
            cell.runtime->log().write(
                LogLevel::error, "on_crash: " + describe_failure(std::current_exception()).text);
        }
    }
    return end_incarnation(cell, described.reason);
}

Turn end_incarnation(Cell& cell, ExitReason const& reason)
{
    Phase const phase = phase_of(cell);
    trace_actor(cell, TraceEvent::Kind::ended, &reason);
    destroy_incarnation(cell, reason.is_abnormal() ? &actor_crashed : nullptr);
    Extras* const extras = cell.extras;
    if (extras == nullptr) {
        return dispose(cell, reason);
    }
    disarm(extras->stop_limit);
    extras->stop_limit.fired.store(false, std::memory_order_relaxed);
    extras->stop_requested = false;
    extras->full_target = {};
    give_up_watching(cell);
    tell_watchers(cell, reason);
    if (extras->grain != nullptr) {
        cell.inbox.fetch_and(~std::uintptr_t{closed}, std::memory_order_acq_rel);
        extras->grain->ended(phase);
        return Turn::goes_on;
    }
    if (extras->supervisor.cell == nullptr) {
        return dispose(cell, reason);
    }
    set_phase(cell, Phase::down);
    auto signal = signal_about(cell, Signal::Kind::exited);
    signal->reason = reason;
    post_signal(extras->supervisor, std::move(signal));
    return Turn::goes_on;
}

Turn dispose(Cell& cell, ExitReason const& reason)
{
    if (cell.extras != nullptr) {
        tell_watchers(cell, reason);
    }
    set_phase(cell, Phase::dead);
    Current& now = current();
    AskError const* const outer = std::exchange(now.drop_reason, &actor_dead);
    drain(cell);
    cell.generation.fetch_add(1, std::memory_order_acq_rel);
    Signal* signal = cell.signals.exchange(no_signals, std::memory_order_acq_rel);
    while (signal != nullptr) {
        std::unique_ptr<Signal> owned(std::exchange(signal, signal->next));
        refuse_signal(*owned);
    }
    now.drop_reason = outer;
    delete std::exchange(cell.extras, nullptr);
    if (Observer* const observer = cell.runtime->observer()) [[unlikely]] {
        observer->forget(cell);
    }
    cell.runtime->release_cell(cell);
    return Turn::over;
}

void destroy_now(Cell& cell) noexcept
{
    destroy_incarnation(cell, nullptr);
}

void abandon(Cell& cell) noexcept
{
    if (phase_of(cell) == Phase::dead) {
        return;
    }
    cell.resident = nullptr; // it may still be linked in a queue
    destroy_incarnation(cell, &actor_dead);
    dispose(cell, ExitReason{ExitReason::shutdown{}});
}

void end_inner_message(Cell& cell, std::uintptr_t outer_request, bool failed) noexcept
{
    if (cell.request != 0 && failed) {
        AskError const crashed{AskError::ActorCrashed{}};
        Current& now = current();
        AskError const* const outer = std::exchange(now.drop_reason, &crashed);
        release_request(std::exchange(cell.request, 0));
        now.drop_reason = outer;
    } else if (cell.request != 0) {
        complete_message(cell);
    }
    cell.request = outer_request;
}

} // namespace janus::detail
