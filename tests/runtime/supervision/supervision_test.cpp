#include <catch2/catch.hpp>

#include "../actor/virtual_world.hpp"
#include "traced_worker.hpp"

using namespace traced;
using virtual_world::World;
using Events = std::vector<std::string>;

namespace {

using Ref = janus::ActorRef<WorkerMsg>;

// Three children, one message to one of them, and what is to happen until all is calm.
struct Row {
    char const* title;
    janus::Strategy strategy;
    janus::Restart policy; // of B
    bool crash;            // or a normal exit
    Events expected;
};

std::vector<Row> const rows{
    {"one_for_one restarts the one that crashed",
     janus::Strategy::one_for_one,
     janus::Restart::permanent,
     true,
     {"crash B", "start B"}},
    {"one_for_all stops the others youngest first and starts all in order",
     janus::Strategy::one_for_all,
     janus::Restart::permanent,
     true,
     {"crash B", "stop C shutdown", "stop A shutdown", "start A", "start B", "start C"}},
    {"rest_for_one takes those started later along",
     janus::Strategy::rest_for_one,
     janus::Restart::permanent,
     true,
     {"crash B", "stop C shutdown", "start B", "start C"}},
    {"a permanent child is restarted after a normal exit",
     janus::Strategy::one_for_one,
     janus::Restart::permanent,
     false,
     {"stop B normal", "start B"}},
    {"a transient one is not",
     janus::Strategy::one_for_one,
     janus::Restart::transient,
     false,
     {"stop B normal"}},
    {"a transient one is restarted after a crash",
     janus::Strategy::one_for_one,
     janus::Restart::transient,
     true,
     {"crash B", "start B"}},
    {"a temporary one is never restarted",
     janus::Strategy::one_for_one,
     janus::Restart::temporary,
     true,
     {"crash B"}},
    {"nor are its siblings with it",
     janus::Strategy::one_for_all,
     janus::Restart::temporary,
     true,
     {"crash B"}},
};

janus::Task<> wait_idle()
{
    auto idle = janus::cluster::idle();
    co_await idle;
}

janus::Task<> play_row(Plan const* plan, Trace* trace, bool crash)
{
    auto starting = janus::start<Planned>(plan);
    janus::SupervisorRef supervisor = co_await starting;
    trace->events.clear();
    Ref b = supervisor.child<WorkerMsg>("B");
    if (crash) {
        b.send(WorkerMsg::Crash{});
    } else {
        b.send(WorkerMsg::Leave{});
    }
    janus::Task<> idle = wait_idle();
    co_await idle;
}

// Crashes the child each time it is up, and yields when it came back.
janus::Task<std::vector<std::int64_t>> restart_delays(Plan const* plan, World* world, int crashes)
{
    auto starting = janus::start<Planned>(plan);
    janus::SupervisorRef supervisor = co_await starting;
    Ref worker = supervisor.child<WorkerMsg>("A");
    std::vector<std::int64_t> delays;
    for (int i = 0; i < crashes; ++i) {
        std::int64_t const before = world->now();
        worker.send(WorkerMsg::Crash{});
        janus::Task<> idle = wait_idle();
        co_await idle;
        delays.push_back(world->now() - before);
    }
    co_return delays;
}

} // namespace

TEST_CASE("strategies and restart policies", "[supervision]")
{
    for (Row const& row : rows) {
        DYNAMIC_SECTION(row.title)
        {
            Trace trace;
            Plan plan;
            plan.strategy = row.strategy;
            plan.children = {worker("A", trace), worker("B", trace).restart(row.policy),
                             worker("C", trace)};
            Events seen;
            {
                World world;
                world.run([&] { return play_row(&plan, &trace, row.crash); });
                seen = trace.events;
            }
            REQUIRE(seen == row.expected);
        }
    }
}

TEST_CASE("a group restart leaves temporary siblings down", "[supervision]")
{
    Trace trace;
    Plan plan;
    plan.strategy = janus::Strategy::one_for_all;
    plan.children = {worker("A", trace).restart(janus::Restart::temporary), worker("B", trace),
                     worker("C", trace).restart(janus::Restart::transient)};
    World world;
    world.run([&] { return play_row(&plan, &trace, true); });
    REQUIRE(trace.events ==
            Events{"crash B", "stop C shutdown", "stop A shutdown", "start B", "start C"});
}

TEST_CASE("the first restart is immediate, then the delay doubles up to the cap", "[supervision]")
{
    Trace trace;
    Plan plan;
    plan.intensity = {.max_restarts = 100, .period = janus::seconds(1)};
    plan.backoff = janus::Backoff::exponential(janus::milliseconds(50), janus::milliseconds(500));
    plan.children = {worker("A", trace)};
    World world;
    auto const delays = world.run([&] { return restart_delays(&plan, &world, 7); });
    REQUIRE(delays == std::vector<std::int64_t>{0, 50, 100, 200, 400, 500, 500});
}

TEST_CASE("without backoff every restart is immediate", "[supervision]")
{
    Trace trace;
    Plan plan;
    plan.intensity.max_restarts = 100;
    plan.backoff = janus::Backoff::none();
    plan.children = {worker("A", trace)};
    World world;
    auto const delays = world.run([&] { return restart_delays(&plan, &world, 4); });
    REQUIRE(delays == std::vector<std::int64_t>{0, 0, 0, 0});
}

TEST_CASE("too many failures end the supervisor and all its children", "[supervision]")
{
    Trace trace;
    Plan plan;
    plan.intensity = {.max_restarts = 2, .period = janus::seconds(10)};
    plan.children = {worker("A", trace), worker("B", trace)};
    World world;
    world.run([&] { return restart_delays(&plan, &world, 3); });
    REQUIRE(trace.events == Events{"start A", "start B", "crash A", "start A", "crash A", "start A",
                                   "crash A", "stop B shutdown"});
    REQUIRE(world.log.has("supervisor Planned: restart intensity exceeded"));
    REQUIRE(world.system.exit_code() == 1);
}

TEST_CASE("a first start that fails stops what has started", "[supervision]")
{
    Trace trace;
    trace.failing_starts = 1;
    Plan plan;
    plan.children = {worker("A", trace), worker("B", trace), worker("F", trace),
                     worker("D", trace)};
    World world;
    bool const alive = world.run([&]() -> janus::Task<bool> {
        return [](Plan const* described) -> janus::Task<bool> {
            auto starting = janus::start<Planned>(described);
            janus::SupervisorRef supervisor = co_await starting;
            co_return supervisor.is_alive();
        }(&plan);
    });
    REQUIRE_FALSE(alive);
    REQUIRE(trace.events ==
            Events{"start A", "start B", "failed start F", "stop B shutdown", "stop A shutdown"});
    REQUIRE(world.system.exit_code() == 1);
}

TEST_CASE("a failed restart counts, waits longer and is tried again", "[supervision]")
{
    Trace trace;
    Plan plan;
    plan.children = {worker("F", trace)};
    World world;
    std::int64_t const took = world.run([&]() -> janus::Task<std::int64_t> {
        return [](Plan const* described, Trace* seen, World* in) -> janus::Task<std::int64_t> {
            auto starting = janus::start<Planned>(described);
            janus::SupervisorRef supervisor = co_await starting;
            seen->failing_starts = 3;
            std::int64_t const before = in->now();
            supervisor.child<WorkerMsg>("F").send(WorkerMsg::Crash{});
            janus::Task<> idle = wait_idle();
            co_await idle;
            co_return in->now() - before;
        }(&plan, &trace, &world);
    });
    REQUIRE(took == 0 + 50 + 100 + 200);
    REQUIRE(trace.events == Events{"start F", "crash F", "failed start F", "failed start F",
                                   "failed start F", "start F"});
}
