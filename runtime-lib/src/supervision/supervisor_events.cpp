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
    dirty_ = true;
    switch (signal->kind) {
    case What::started:
        if (ChildRecord* const child = find(signal->from.cell)) {
            child_started(*child);
        }
        return Turn::goes_on;
    case What::exited:
        if (ChildRecord* const child = find(signal->from.cell)) {
            child_exited(*child, signal->reason);
        }
        return Turn::goes_on;
    case What::stop:
    case What::halt:
        begin_stopping(signal->reason);
        return Turn::goes_on;
    case What::kill:
    case What::exit:
        if (signal->kind == What::exit && !signal->reason.is_abnormal()) {
            return Turn::goes_on;
        }
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
    child.limit = ChildRecord::never;
    child.started = now();
    publish(child);
    std::exchange(child.start_waiter, {}).send(child.address);
}

void SupervisorBody::child_exited(ChildRecord& child, ExitReason const& reason)
{
    State const before = std::exchange(child.state, State::down);
    child.last_exit = reason;
    child.limit = ChildRecord::never;
    if (child.stop_ordered) {
        child_ended(child);
    } else if (before == State::stopping || stopping_) {
        announce_restart(child);
        publish(child);
    } else {
        child_failed(child, reason, before == State::starting);
    }
}

void SupervisorBody::child_failed(ChildRecord& child, ExitReason const& reason, bool was_starting)
{
    if (initial_) {
        give_up("a child did not start");
        return;
    }
    Restart const policy = child.spec.restart_policy();
    bool const pledge = which(reason) == ExitReason::Case::pledge;
    bool const wanted = policy == Restart::permanent ||
                        (policy == Restart::transient && (was_starting || reason.is_abnormal()));
    if (!wanted || (pledge && !child.spec.restarts_on_pledge())) {
        child_ended(child);
        return;
    }
    if (intensity_.failed(now())) {
        give_up("restart intensity exceeded");
        return;
    }
    plan_restart(child);
}

// Its own end, or an order; it is not restarted.
void SupervisorBody::child_ended(ChildRecord& child)
{
    bool const by_itself = !child.stop_ordered && !stopping_;
    child.ended = true;
    child.planned = false;
    discard(child);
    publish(child);
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
    if (child.started >= 0 && time - child.started >= reset_after(backoff_, child.last_delay)) {
        child.row = 0;
    }
    ++child.row;
    child.last_delay = restart_delay(backoff_, child.row, cell().runtime->random());
    intensity_.delayed(time, child.last_delay);
    child.planned = true;
    child.due = time + child.last_delay;
    if (strategy_ != Strategy::one_for_one && !child.is_member) {
        group_due_ = group_ ? std::max(group_due_, child.due) : child.due;
        group_ = true;
        bool const all = strategy_ == Strategy::one_for_all;
        for (auto const& other : children_) {
            if (!other->ended && (all || other->number > child.number)) {
                other->planned = true;
            }
        }
    }
    for (auto const& other : children_) {
        if (other->planned) {
            announce_restart(*other);
            publish(*other);
        }
    }
}

// Who asks a child that is down learns at once when it will be too late for them.
void SupervisorBody::announce_restart(ChildRecord const& child)
{
    if (child.planned && !child.is_alive()) {
        std::int64_t const due = group_ ? group_due_ : child.due;
        child.address.cell->deadline.store(due, std::memory_order_relaxed);
    }
}

void SupervisorBody::give_up(std::string_view why)
{
    std::string line = "supervisor ";
    line += shown_name(name_);
    line += ": ";
    line += why;
    cell().runtime->log().write(LogLevel::error, line);
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
    group_ = false;
    exit_reason_ = std::move(reason);
    for (auto const& child : children_) {
        child->planned = false;
    }
}

void SupervisorBody::stop_by_order(Reply<void> waiter)
{
    dirty_ = true;
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
    ChildRecord& child = **found;
    child.stop_ordered = true;
    child.planned = false;
    child.stop_waiters.push_back(std::move(waiter));
    if (child.state == State::down) {
        child_ended(child);
    } else if (child.state != State::stopping) {
        stop(child);
    }
}

void SupervisorBody::start_child_by_order(String const& id, std::shared_ptr<Factory const> factory,
                                          Reply<Address> waiter)
{
    dirty_ = true;
    auto const pool = std::find_if(pools_.begin(), pools_.end(),
                                   [&](ChildSpec const& spec) { return spec.id() == id; });
    if (pool == pools_.end() || stopping_) {
        waiter.fail(Error("no_such_child"));
        return;
    }
    std::string const number = std::to_string(next_number_);
    String const member(id.to_std() + "#" + number);
    add_child(pool->for_member(member, std::move(factory)), 0);
    ChildRecord& child = *children_.back();
    child.is_member = true;
    child.start_waiter = std::move(waiter);
    start(child);
}

} // namespace janus::detail
