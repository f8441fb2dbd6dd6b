#pragma once
// A supervisor as the design describes it, without actors: it is told what happened to the
// children and says what a supervisor must do next. Written from the rules, not from the runtime's
// supervisor, which must agree with it event by event.

#include <cstddef>
#include <cstdint>
#include <deque>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <janus/tracing.hpp>

#include "rules.hpp"

namespace supervision_model {

class Difference : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

class ReferenceModel {
public:
    using Kind = janus::TraceEvent::Kind;

    explicit ReferenceModel(SupervisorRules const& rules);

    // The next event of the real supervisor. Throws Difference if the model does otherwise.
    void see(janus::TraceEvent const& event);
    // Nothing more happens until `now`. Throws Difference if something should have.
    void must_be_calm(std::int64_t now) const;
    bool is_over() const { return over_; }

private:
    enum class Doing : std::uint8_t { down, starting, running, stopping };
    struct Child {
        ChildRules const* rules;
        std::string id;
        std::size_t place;
        Doing doing = Doing::down;
        bool is_member = false;
        bool was_up = false;  // ever
        bool ordered = false; // stop_child
        bool waits = false;   // for a start
        bool grouped = false; // taken along; until it runs
        bool killed = false;
        std::int64_t row = 0, last_delay = 0, due = 0, up_since = -1, limit = 0;
    };
    struct Step {
        Kind kind = Kind::message; // nothing to do
        std::string id;
    };

    void compare(janus::TraceEvent const& event);
    Step next(std::int64_t now) const;
    Step stop_step(Child const& child) const;
    void carry_out(Step const& step, std::int64_t now);
    Child* find(std::string_view id);
    void start_member(janus::TraceEvent const& event);
    void child_started(Child& child, std::int64_t now);
    void child_ended(Child& child, bool abnormal, std::int64_t now);
    void failed(Child& child, bool abnormal, bool starting, std::int64_t now);
    void see_delay(Child& child, janus::TraceEvent const& event);
    void gone(Child& child, bool by_itself);
    bool too_many(std::int64_t now) const;
    void stop_all();

    SupervisorRules const& rules_;
    std::vector<Child> children_; // in the order of starting
    std::deque<Step> owed_;       // must be seen at once
    std::vector<std::int64_t> failures_;
    std::vector<std::pair<std::int64_t, std::int64_t>> delays_; // when, how long
    std::vector<std::pair<std::string, bool>> early_;           // ended while others still started
    std::int64_t group_due_ = 0;
    bool initial_ = true, ending_ = false, over_ = false;
};

} // namespace supervision_model
