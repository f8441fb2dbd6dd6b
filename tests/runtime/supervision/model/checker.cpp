#include "checker.hpp"

#include <algorithm>
#include <exception>

namespace supervision_model {

using Kind = janus::TraceEvent::Kind;

Checker::Checker(SupervisorRules const& root, bool keeps_lines)
    : root_(root), keeps_lines_(keeps_lines)
{}

void Checker::event(janus::TraceEvent const& event) noexcept
{
    if (!difference_.empty()) {
        return;
    }
    try {
        ++events_;
        mix(event);
        if (keeps_lines_) {
            lines_.push_back(janus::to_line(event));
        }
        check(event);
    } catch (std::exception const& problem) {
        difference_ = problem.what();
    }
}

void Checker::mix(janus::TraceEvent const& event)
{
    auto const add = [this](std::uint64_t value) {
        digest_ = (digest_ ^ value) * 0x9E3779B97F4A7C15U;
        digest_ ^= digest_ >> 29;
    };
    add(static_cast<std::uint64_t>(event.kind));
    add(static_cast<std::uint64_t>(event.milliseconds));
    add(event.actor.number);
    add(event.child.number);
    add(static_cast<std::uint64_t>(event.delay));
    add(event.reason == nullptr ? 0 : 1 + static_cast<std::uint64_t>(which(*event.reason)));
}

void Checker::let_time_pass(std::int64_t now)
{
    if (now <= now_) {
        return;
    }
    for (auto const& [pid, known] : supervisors_) {
        if (known.model != nullptr && !known.model->is_over()) {
            known.model->must_be_calm(now - 1);
        }
    }
    now_ = now;
}

void Checker::check(janus::TraceEvent const& event)
{
    let_time_pass(event.milliseconds);
    check_life(event);
    if (event.kind >= Kind::message) {
        return;
    }
    if (event.kind == Kind::supervisor_begins) {
        bool const is_root = supervisors_.empty();
        Known& own = supervisors_[event.actor.number];
        own.rules = is_root ? &root_ : own.rules;
        if (own.rules == nullptr) {
            throw Difference("a supervisor began that nobody had started");
        }
        own.model = std::make_unique<ReferenceModel>(*own.rules);
        return;
    }
    Known& own = supervisors_[event.actor.number];
    if (own.model == nullptr || own.model->is_over()) {
        throw Difference("this supervisor had ended");
    }
    own.model->see(event);
    if (event.kind == Kind::child_starting) {
        std::string_view const id = event.id.substr(0, event.id.find('#'));
        for (ChildRules const& child : own.rules->children) {
            if (child.id == id && child.inner != nullptr) {
                supervisors_[event.child.number].rules = child.inner.get();
            }
        }
    }
}

// Incarnations start and end in turns; a supervisor is told of each end once, with its reason.
void Checker::check_life(janus::TraceEvent const& event)
{
    if (event.kind == Kind::child_starting) {
        Life& life = children_[event.child.number];
        if (life.told != life.starts) {
            throw Difference("two incarnations of one child");
        }
        ++life.starts;
    } else if (event.kind == Kind::ended) {
        Life& life = children_[event.actor.number];
        life.last_end = event.reason->to_text().to_std();
        ++life.ends;
    } else if (event.kind == Kind::child_ended) {
        Life& life = children_[event.child.number];
        ++life.told;
        if (life.told != life.ends || life.ends != life.starts) {
            throw Difference("an end was not told exactly once");
        }
        if (life.last_end != event.reason->to_text().to_std()) {
            throw Difference("the child ended with " + life.last_end);
        }
    }
}

void Checker::fail(std::string problem)
{
    if (difference_.empty()) {
        difference_ = std::move(problem);
    }
}

void Checker::finish() noexcept
{
    if (!difference_.empty()) {
        return;
    }
    for (auto const& [pid, known] : supervisors_) {
        if (known.model != nullptr && !known.model->is_over()) {
            difference_ = "supervisor <" + std::to_string(pid) + "> has not ended";
        }
    }
    for (auto const& [pid, life] : children_) {
        if (life.starts > life.ends) {
            difference_ = "child <" + std::to_string(pid) + "> outlived its supervisor";
        }
    }
}

} // namespace supervision_model
