// Supervisors agree with the reference model on random trees; `./dev sim supervision` runs more of
// the same. And the model's own check can fail.

#include <catch2/catch.hpp>

#include "model/checker.hpp"
#include "model/scenario.hpp"

using namespace supervision_model;

TEST_CASE("supervisors agree with the reference model", "[supervision][model]")
{
    for (std::uint64_t seed = 1; seed <= 500; ++seed) {
        ScenarioResult const result = run_scenario(seed, false);
        INFO("again: ./dev sim supervision --seed " << seed);
        REQUIRE(result.difference == "");
    }
}

TEST_CASE("the same seed gives the same scenario", "[supervision][model]")
{
    for (std::uint64_t seed : {3U, 17U, 40U}) {
        REQUIRE(run_scenario(seed, false).digest == run_scenario(seed, false).digest);
    }
    REQUIRE(run_scenario(3, false).digest != run_scenario(4, false).digest);
}

TEST_CASE("the model notices a restart that comes too early", "[supervision][model]")
{
    using janus::TraceEvent;
    SupervisorRules rules;
    rules.children.resize(1);
    rules.children[0].id = "a";
    Checker checker(rules, false);
    janus::ExitReason const crash{janus::ExitReason::panic{}};
    auto const tell = [&](TraceEvent::Kind kind, std::int64_t at, std::int64_t row = 0) {
        TraceEvent event;
        event.kind = kind;
        event.milliseconds = at;
        event.actor = janus::Pid{kind == TraceEvent::Kind::ended ? 2U : 1U};
        bool const of_child = kind != TraceEvent::Kind::supervisor_begins &&
                              kind != TraceEvent::Kind::supervisor_started &&
                              kind != TraceEvent::Kind::ended;
        event.child = janus::Pid{of_child ? 2U : 0U};
        event.id = of_child ? "a" : "";
        event.row = row;
        event.delay = row == 2 ? 50 : 0;
        event.reason = &crash;
        checker.event(event);
    };
    using Kind = TraceEvent::Kind;
    tell(Kind::supervisor_begins, 0);
    tell(Kind::child_starting, 0);
    tell(Kind::child_started, 0);
    tell(Kind::supervisor_started, 0);
    for (std::int64_t row : {1, 2}) {
        tell(Kind::ended, 5);
        tell(Kind::child_ended, 5);
        tell(Kind::restart_planned, 5, row);
        REQUIRE(checker.difference() == "");
        tell(Kind::child_starting, 5);
        tell(Kind::child_started, 5);
    }
    REQUIRE(checker.difference() == "the model does otherwise");
}
