#include "reference_model.hpp"

#include <algorithm>
#include <cmath>

namespace supervision_model {

using janus::AutoShutdown;
using janus::Restart;
using janus::Strategy;

ReferenceModel::ReferenceModel(SupervisorRules const& rules) : rules_(rules)
{
    for (std::size_t i = 0; i < rules.children.size(); ++i) {
        if (!rules.children[i].is_pool) {
            Child child{&rules.children[i], rules.children[i].id, i};
            child.waits = child.grouped = true;
            children_.push_back(child);
        }
    }
}

ReferenceModel::Child* ReferenceModel::find(std::string_view id)
{
    auto const found = std::find_if(children_.begin(), children_.end(),
                                    [id](Child const& child) { return child.id == id; });
    return found == children_.end() ? nullptr : &*found;
}

ReferenceModel::Step ReferenceModel::stop_step(Child const& child) const
{
    return {child.rules->shutdown == 0 ? Kind::child_killed : Kind::child_stopping, child.id};
}

ReferenceModel::Step ReferenceModel::next(std::int64_t now) const
{
    for (Child const& child : children_) {
        bool const limited = child.doing == Doing::starting || child.doing == Doing::stopping;
        if (limited && !child.killed && child.limit >= 0 && now >= child.limit) {
            return {Kind::child_killed, child.id};
        }
    }
    if (!ending_) {
        for (Child const& child : children_) {
            if (child.waits && !child.grouped && now >= child.due) {
                return {Kind::child_starting, child.id};
            }
        }
    }
    for (auto child = children_.rbegin(); child != children_.rend(); ++child) {
        if (child->doing != Doing::down && (ending_ || (child->waits && child->grouped))) {
            return child->doing == Doing::stopping ? Step{} : stop_step(*child);
        }
    }
    if (ending_) {
        return {Kind::supervisor_ended, ""};
    }
    for (Child const& child : children_) {
        if (child.grouped && (child.doing == Doing::starting || now < group_due_)) {
            return {};
        }
        if (child.grouped && child.waits) {
            return {Kind::child_starting, child.id};
        }
    }
    return initial_ ? Step{Kind::supervisor_started, ""} : Step{};
}

void ReferenceModel::must_be_calm(std::int64_t now) const
{
    Step const step = owed_.empty() ? next(now) : owed_.front();
    if (!over_ && step.kind != Kind::message) {
        janus::TraceEvent missing;
        missing.kind = step.kind;
        missing.id = step.id;
        missing.milliseconds = now;
        throw Difference("this should have happened: " + janus::to_line(missing));
    }
}

void ReferenceModel::carry_out(Step const& step, std::int64_t now)
{
    if (step.kind == Kind::supervisor_ended) {
        over_ = true;
        return;
    }
    if (step.kind == Kind::supervisor_started) {
        initial_ = false;
        return;
    }
    Child& child = *find(step.id);
    if (step.kind == Kind::child_starting) {
        child.doing = Doing::starting;
        child.waits = child.killed = false;
        child.up_since = -1;
        child.limit = now + child.rules->start_timeout;
        return;
    }
    bool const told = step.kind == Kind::child_stopping;
    bool const brutal = !told && child.doing != Doing::stopping && child.rules->shutdown == 0 &&
                        !(child.doing == Doing::starting && !child.killed && child.limit <= now);
    if (told || brutal) {
        child.doing = Doing::stopping;
        child.killed = brutal;
        child.limit = child.rules->shutdown < 0 ? -1 : now + child.rules->shutdown;
    } else {
        child.killed = true;
    }
}

bool ReferenceModel::too_many(std::int64_t now) const
{
    std::int64_t window = rules_.period;
    for (std::int64_t before = -1; window != before;) {
        before = window;
        window = rules_.period;
        for (auto const& [at, length] : delays_) {
            window += at >= now - before ? length : 0;
        }
    }
    auto const inside = [&](std::int64_t at) { return at >= now - window; };
    return std::count_if(failures_.begin(), failures_.end(), inside) > rules_.max_restarts;
}

void ReferenceModel::stop_all()
{
    ending_ = true;
    for (Child& child : children_) {
        child.waits = child.grouped = false;
    }
}

void ReferenceModel::gone(Child& child, bool by_itself)
{
    bool const counts = by_itself && child.rules->significant;
    children_.erase(children_.begin() + (&child - children_.data()));
    bool const others = std::any_of(children_.begin(), children_.end(),
                                    [](Child const& other) { return other.rules->significant; });
    if (counts && (rules_.auto_shutdown == AutoShutdown::any_significant ||
                   (rules_.auto_shutdown == AutoShutdown::all_significant && !others))) {
        stop_all();
    }
}

// A child's own end, or a start that failed.
void ReferenceModel::failed(Child& child, bool abnormal, bool starting, std::int64_t now)
{
    Restart const policy = child.rules->restart;
    if (policy == Restart::temporary || (policy == Restart::transient && !abnormal && !starting)) {
        gone(child, true);
        return;
    }
    failures_.push_back(now);
    if (too_many(now)) {
        owed_.push_back({Kind::gave_up, ""});
        stop_all();
        return;
    }
    ++child.row;
    child.grouped = child.grouped && child.waits; // else it has been started by the plan already
    child.waits = true;
    owed_.push_back({Kind::restart_planned, child.id});
}

void ReferenceModel::see_delay(Child& child, janus::TraceEvent const& event)
{
    double delay = 0;
    if (child.row > 1 && rules_.base > 0) {
        double const power = std::pow(2.0, static_cast<double>(child.row - 2));
        delay = std::min(static_cast<double>(rules_.cap), static_cast<double>(rules_.base) * power);
    }
    double const slack = delay * rules_.jitter + 0.501;
    if (event.row != child.row || std::abs(static_cast<double>(event.delay) - delay) > slack) {
        throw Difference("row or delay is wrong; it should be " + std::to_string(child.row) +
                         " in a row after about " + std::to_string(delay) + " ms");
    }
    child.last_delay = event.delay;
    child.due = event.milliseconds + event.delay;
    delays_.emplace_back(event.milliseconds, event.delay);
    bool const any_group = std::any_of(children_.begin(), children_.end(),
                                       [](Child const& other) { return other.grouped; });
    if (child.grouped) {
        group_due_ = std::max(group_due_, child.due);
    }
    if (rules_.strategy == Strategy::one_for_one || child.is_member) {
        return;
    }
    group_due_ = any_group ? std::max(group_due_, child.due) : child.due;
    bool reached = rules_.strategy == Strategy::one_for_all;
    for (Child& other : children_) {
        reached = reached || &other == &child;
        if (reached && !other.ordered) {
            if (other.waits && !other.grouped) {
                group_due_ = std::max(group_due_, other.due);
            }
            other.waits = other.grouped = true;
        }
    }
}

void ReferenceModel::child_started(Child& child, std::int64_t now)
{
    if (child.doing != Doing::starting) {
        throw Difference("the child was not starting");
    }
    child.doing = Doing::running;
    child.was_up = true;
    child.grouped = child.waits = false;
    child.up_since = now;
}

void ReferenceModel::child_ended(Child& child, bool abnormal, std::int64_t now)
{
    Doing const was = std::exchange(child.doing, Doing::down);
    std::int64_t const stable = rules_.reset_after > 0
                                    ? rules_.reset_after
                                    : std::max<std::int64_t>(10'000, 2 * child.last_delay);
    if (child.up_since >= 0 && now - child.up_since >= stable) {
        child.row = 0;
    }
    if (was == Doing::down) {
        throw Difference("the child was down");
    }
    if (child.ordered ||
        (was == Doing::stopping && !ending_ && child.rules->restart == Restart::temporary)) {
        gone(child, false);
    } else if (was == Doing::stopping || ending_) {
        return;
    } else if (was == Doing::starting && child.is_member && !child.was_up) {
        gone(child, false);
    } else if (initial_ && was == Doing::running) {
        early_.emplace_back(child.id, abnormal);
    } else if (initial_) {
        owed_.push_back({Kind::gave_up, ""});
        stop_all();
    } else {
        failed(child, abnormal, was == Doing::starting, now);
    }
}

// start_child: a new member, which ranks where its pool stands.
void ReferenceModel::start_member(janus::TraceEvent const& event)
{
    std::string const id(event.id);
    std::string const pool_id = id.substr(0, id.find('#'));
    for (std::size_t i = 0; i < rules_.children.size(); ++i) {
        ChildRules const& pool = rules_.children[i];
        if (pool.is_pool && pool.id == pool_id && !ending_) {
            Child child{&pool, id, i};
            child.is_member = true;
            auto const place = std::find_if(children_.begin(), children_.end(),
                                            [i](Child const& other) { return other.place > i; });
            children_.insert(place, child);
            carry_out({Kind::child_starting, id}, event.milliseconds);
            return;
        }
    }
    throw Difference("no pool may start this child now");
}

void ReferenceModel::see(janus::TraceEvent const& event)
{
    compare(event);
    // One after the other, as each may end the supervisor.
    while (owed_.empty() && !initial_ && !ending_ && !early_.empty()) {
        auto const [id, abnormal] = early_.front();
        early_.erase(early_.begin());
        if (Child* const child = find(id)) {
            failed(*child, abnormal, false, event.milliseconds);
        }
    }
}

void ReferenceModel::compare(janus::TraceEvent const& event)
{
    std::int64_t const now = event.milliseconds;
    Child* const child = event.id.empty() ? nullptr : find(event.id);
    bool const must = !owed_.empty();
    if (!must && event.kind == Kind::child_starting && child == nullptr) {
        start_member(event);
        return;
    }
    if (!event.id.empty() && child == nullptr) {
        throw Difference("the supervisor should not know this child any more");
    }
    switch (must ? Kind::message : event.kind) {
    case Kind::child_started:
        return child_started(*child, now);
    case Kind::child_ended:
        return child_ended(*child, event.reason->is_abnormal(), now);
    case Kind::child_ordered: {
        child->ordered = true;
        child->waits = child->grouped = false;
        if (child->doing == Doing::down) {
            return gone(*child, false);
        }
        if (child->doing != Doing::stopping) {
            owed_.push_back(stop_step(*child));
        }
        return;
    }
    case Kind::stop_ordered:
        return stop_all();
    case Kind::supervisor_ended:
        if (event.reason->is_abnormal()) {
            over_ = true; // killed
            return;
        }
        break;
    default:
        break;
    }
    Step const step = must ? owed_.front() : next(now);
    if (step.kind != event.kind || step.id != event.id) {
        throw Difference("the model does otherwise");
    }
    if (must) {
        owed_.pop_front();
    }
    if (event.kind == Kind::restart_planned) {
        see_delay(*child, event);
    } else if (event.kind != Kind::gave_up) {
        carry_out(step, now);
    }
}

} // namespace supervision_model
