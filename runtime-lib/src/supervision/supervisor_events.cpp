// What the events do to a supervisor's records.

#include <algorithm>

#include <janus/actor_traits.hpp>

#include "actor/extras.hpp"
#include "scheduler/runtime.hpp"
#include "supervision/restart_delay.hpp"
#include "supervision/supervisor_body.hpp"

namespace janus::detail {

Turn SupervisorBody::handle(std::unique_ptr<Signal> signal)
{
    using What = Signal::Kind;
    if (signal->to.generation != cell().generation.load(std::memory_order_relaxed)) {
        refuse_signal(*signal);
        return Turn::goes_on;
    }
    if (!begun_) {
        early_signals_.push_back(std::move(signal));
        return Turn::goes_on;
    }
    dirty_ = true;
    switch (signal->kind) {
    case What::started:
        if (ChildRecord* const child = find(signal->from)) {
            child_started(*child);
        }
        return Turn::goes_on;
    case What::exited:
        if (ChildRecord* const child = find(signal->from)) {
            child_exited(*child, signal->reason);
        }
        return Turn::goes_on;
    case What::stop:
    case What::halt:
        trace(TraceEvent::Kind::stop_ordered, nullptr, &signal->reason);
        begin_stopping(signal->reason);
        return Turn::goes_on;
    case What::kill:
    case What::exit:
        if (signal->kind == What::exit && !signal->reason.is_abnormal()) {
            return Turn::goes_on;
        }
        trace(TraceEvent::Kind::supervisor_ended, nullptr, &signal->reason);
        kill_children();
        return end_incarnation(cell(), signal->reason);
    default:
        return handle_common_signal(cell(), std::move(signal));
    }
}

void SupervisorBody::child_started(ChildRecord& child)
{
    if (child.state != State::starting) {
        return;
    }
    child.state = State::running;
    child.planned = false;
    child.in_group = false;
    child.limit = ChildRecord::never;
    child.started = now();
    publish(child);
    trace(TraceEvent::Kind::child_started, &child);
    std::exchange(child.start_waiter, {}).send(child.address);
}

void SupervisorBody::child_exited(ChildRecord& child, ExitReason const& reason)
{
    State const before = std::exchange(child.state, State::down);
    child.last_exit = reason;
    child.limit = ChildRecord::never;
    if (child.started >= 0 && now() - child.started >= reset_after(backoff_, child.last_delay)) {
        child.row = 0;
    }
    trace(TraceEvent::Kind::child_ended, &child, &reason);
    bool const stays_down = child.spec.restart_policy() == Restart::temporary;
    if (child.stop_ordered) {
        child_is_gone(child, false);
    } else if (before == State::stopping && !stopping_ && stays_down) {
        child_is_gone(child, false);
    } else if (before == State::stopping || stopping_) {
        announce_restart(child);
        publish(child);
    } else if (initial_ && before == State::running) {
        early_exits_.push_back({child.order, reason});
        publish(child);
    } else {
        child_failed(child, reason, before == State::starting);
    }
}

void SupervisorBody::handle_early_exits()
{
    for (EarlyExit const& exit : std::exchange(early_exits_, {})) {
        auto const found =
            std::find_if(children_.begin(), children_.end(),
                         [&exit](auto const& child) { return child->order == exit.child; });
        if (found != children_.end() && !(*found)->ended && !stopping_) {
            child_failed(**found, exit.reason, false);
            dirty_ = true;
        }
    }
}

void SupervisorBody::child_failed(ChildRecord& child, ExitReason const& reason, bool was_starting)
{
    if (was_starting && child.start_waiter) {
        child_is_gone(child, false); // the first start of a member
        return;
    }
    if (initial_) {
        give_up("a child did not start");
        return;
    }
    Restart const policy = child.spec.restart_policy();
    bool const pledge = which(reason) == ExitReason::Case::pledge;
    bool const wanted = policy == Restart::permanent ||
                        (policy == Restart::transient && (was_starting || reason.is_abnormal()));
    if (!wanted || (pledge && !child.spec.restarts_on_pledge())) {
        child_is_gone(child, true);
        return;
    }
    if (intensity_.failed(now())) {
        give_up("restart intensity exceeded");
        return;
    }
    plan_restart(child);
}

// It is not restarted. Only an end of its own may end the supervisor too.
void SupervisorBody::child_is_gone(ChildRecord& child, bool by_itself)
{
    child.ended = true;
    child.planned = false;
    child.in_group = false;
    discard(child);
    publish(child);
    std::exchange(child.start_waiter, {}).send(child.address);
    for (Reply<void>& waiter : std::exchange(child.stop_waiters, {})) {
        waiter.send();
    }
    if (!by_itself || !child.spec.is_significant() || auto_shutdown_ == AutoShutdown::never) {
        return;
    }
    bool const all = std::all_of(children_.begin(), children_.end(), [](auto const& other) {
        return !other->spec.is_significant() || other->ended;
    });
    if (all || auto_shutdown_ == AutoShutdown::any_significant) {
        begin_stopping(ExitReason{ExitReason::shutdown{}});
    }
}

void SupervisorBody::plan_restart(ChildRecord& child)
{
    std::int64_t const time = now();
    ++child.row;
    child.last_delay = restart_delay(backoff_, child.row, cell().runtime->random());
    intensity_.delayed(time, child.last_delay);
    bool const affected = child.in_group && child.planned;
    child.planned = true;
    child.due = time + child.last_delay;
    trace(TraceEvent::Kind::restart_planned, &child);
    if (affected) {
        group_due_ = std::max(group_due_, child.due);
    } else {
        child.in_group = false;
    }
    if (strategy_ != Strategy::one_for_one && !child.is_member) {
        plan_group(child);
    }
    for (auto const& other : children_) {
        if (other->planned) {
            announce_restart(*other);
            publish(*other);
        }
    }
}

// The child takes others along. One plan holds for all: the longest delay counts.
void SupervisorBody::plan_group(ChildRecord const& crashed)
{
    group_due_ = has_group() ? std::max(group_due_, crashed.due) : crashed.due;
    bool const all = strategy_ == Strategy::one_for_all;
    for (auto const& other : children_) {
        if (other->ended || other->stop_ordered || (!all && other->order < crashed.order)) {
            continue;
        }
        if (other->planned && !other->in_group) {
            group_due_ = std::max(group_due_, other->due);
        }
        other->planned = true;
        other->in_group = true;
    }
}

// Who asks a child that is down learns at once when it will be too late for them.
void SupervisorBody::announce_restart(ChildRecord const& child)
{
    if (child.planned && !child.is_alive()) {
        std::int64_t const due = child.in_group ? group_due_ : child.due;
        child.address.cell->restart_due.store(due, std::memory_order_relaxed);
    }
}

void SupervisorBody::give_up(std::string_view why)
{
    std::string line = "supervisor ";
    line += shown_name(name_);
    line += ": ";
    line += why;
    cell().runtime->log().write(LogLevel::error, line);
    trace(TraceEvent::Kind::gave_up, nullptr, nullptr, why);
    if (is_root()) {
        cell().runtime->root_failed();
    }
    begin_stopping(ExitReason{ExitReason::shutdown{}});
}

void SupervisorBody::begin_stopping(ExitReason reason)
{
    if (stopping_) {
        return;
    }
    stopping_ = true;
    dirty_ = true;
    exit_reason_ = std::move(reason);
    for (auto const& child : children_) {
        child->planned = false;
        child->in_group = false;
    }
}

void SupervisorBody::stop_by_order(Address whom, Reply<void> waiter)
{
    dirty_ = true;
    if (whom.cell != &cell()) {
        if (ChildRecord* const child = find(whom)) {
            stop_for_good(*child, std::move(waiter));
        } else {
            waiter.send();
        }
        return;
    }
    trace(TraceEvent::Kind::stop_ordered);
    stop_waiters_.push_back(std::move(waiter));
    begin_stopping(ExitReason{ExitReason::shutdown{}});
}

void SupervisorBody::stop_child_by_order(String const& id, Reply<void> waiter)
{
    dirty_ = true;
    auto const found = std::find_if(children_.begin(), children_.end(), [&](auto const& child) {
        return child->spec.id() == id && !child->ended;
    });
    if (found == children_.end()) {
        waiter.send();
        return;
    }
    stop_for_good(**found, std::move(waiter));
}

void SupervisorBody::stop_for_good(ChildRecord& child, Reply<void> waiter)
{
    trace(TraceEvent::Kind::child_ordered, &child);
    child.stop_ordered = true;
    child.planned = false;
    child.in_group = false;
    child.stop_waiters.push_back(std::move(waiter));
    if (child.state == State::down) {
        child_is_gone(child, false);
    } else if (child.state != State::stopping) {
        stop(child);
    }
}

void SupervisorBody::start_child_by_order(String const& id, std::shared_ptr<Factory const> factory,
                                          Reply<Address> waiter)
{
    dirty_ = true;
    auto const pool = std::find_if(pools_.begin(), pools_.end(),
                                   [&](Pool const& known) { return known.spec.id() == id; });
    if (pool == pools_.end()) {
        waiter.fail(Error(String(no_such_child)));
        return;
    }
    if (stopping_) {
        waiter.send(Address{});
        return;
    }
    std::string const number = std::to_string(next_number_);
    String const member(id.to_std() + "#" + number);
    ChildRecord& child =
        add_member(pool->spec.for_member(member, std::move(factory)), pool->position);
    child.start_waiter = std::move(waiter);
    start(child);
}

} // namespace janus::detail
