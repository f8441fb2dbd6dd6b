// Corners of supervision that are easy to get wrong: who counts as ended by itself, ends during the
// first start, pools among other children, and what a window forgets.

#include <catch2/catch.hpp>

#include "../actor/virtual_world.hpp"
#include "supervision/intensity_window.hpp"
#include "traced_worker.hpp"

using namespace traced;
using virtual_world::World;
using Events = std::vector<std::string>;

namespace {

janus::Task<> wait_idle()
{
    auto idle = janus::cluster::idle();
    co_await idle;
}

// Starts the plan, crashes A so many times and each time waits until all is calm.
janus::Task<bool> crash_and_look(Plan const* plan, int crashes)
{
    auto starting = janus::start<Planned>(plan);
    janus::SupervisorRef supervisor = co_await starting;
    for (int i = 0; i < crashes; ++i) {
        supervisor.child<WorkerMsg>("A").send(WorkerMsg::Crash{});
        janus::Task<> idle = wait_idle();
        co_await idle;
    }
    janus::Task<> idle = wait_idle();
    co_await idle;
    co_return supervisor.is_alive();
}

janus::Task<> crash_beside_pools(Plan const* plan, Trace* trace)
{
    auto starting = janus::start<Planned>(plan);
    janus::SupervisorRef supervisor = co_await starting;
    auto late = supervisor.start_child<Worker>("Late", "late", trace);
    co_await late;
    auto early = supervisor.start_child<Worker>("Early", "early", trace);
    co_await early;
    trace->events.clear();
    supervisor.child<WorkerMsg>("A").send(WorkerMsg::Crash{});
    janus::Task<> idle = wait_idle();
    co_await idle;
    auto ending = supervisor.stop();
    co_await ending;
}

// Whether the new member lives, and how many children there are.
janus::Task<std::string> start_failing_member(Plan const* plan, Trace* trace)
{
    auto starting = janus::start<Planned>(plan);
    janus::SupervisorRef supervisor = co_await starting;
    auto failing = supervisor.start_child<Worker>("Pool", "F", trace);
    janus::ActorRef<WorkerMsg> member = co_await failing;
    janus::Task<> idle = wait_idle();
    co_await idle;
    co_return std::string(member.is_alive() ? "alive " : "dead ") +
        std::to_string(supervisor.children().len());
}

janus::Task<std::string> start_in_dead(Plan const* plan, Trace* trace)
{
    auto starting = janus::start<Planned>(plan);
    janus::SupervisorRef supervisor = co_await starting;
    auto ending = supervisor.stop();
    co_await ending;
    auto refused = supervisor.start_child<Worker>("Pool", "P", trace);
    janus::ActorRef<WorkerMsg> member = co_await refused;
    auto asking = member.ask(WorkerMsg::Count{});
    janus::Result<std::int64_t> answer = co_await asking;
    co_return answer.error().name().to_std();
}

} // namespace

TEST_CASE("a significant child that a group restart stops ends nobody", "[supervision]")
{
    Trace trace;
    Plan plan;
    plan.strategy = janus::Strategy::one_for_all;
    plan.auto_shutdown = janus::AutoShutdown::any_significant;
    plan.children = {worker("A", trace),
                     worker("B", trace).restart(janus::Restart::temporary).significant()};
    World world;
    bool const alive = world.run([&] { return crash_and_look(&plan, 2); });
    REQUIRE(alive);
    world.system.stop();
    REQUIRE(trace.events == Events{"start A", "start B", "crash A", "stop B shutdown", "start A",
                                   "crash A", "start A", "stop A shutdown"});
}

TEST_CASE("a child that ends while its siblings start is restarted after them", "[supervision]")
{
    Trace trace;
    trace.leaving_starts = 1;
    Plan plan;
    plan.children = {worker("L", trace), worker("S", trace)};
    World world;
    bool const alive = world.run([&] { return crash_and_look(&plan, 0); });
    REQUIRE(alive);
    REQUIRE(trace.events == Events{"start L", "stop L normal", "start S", "start L"});
}

TEST_CASE("a member of a pool that does not start is not kept", "[supervision]")
{
    Trace trace;
    trace.failing_starts = 1;
    Plan plan;
    plan.children = {janus::pool<Worker>("Pool")};
    World world;
    REQUIRE(world.run([&] { return start_failing_member(&plan, &trace); }) == "dead 0");
    REQUIRE(trace.events == Events{"failed start F"});
}

TEST_CASE("members of a pool rank where the pool stands", "[supervision]")
{
    Trace trace;
    Plan plan;
    plan.strategy = janus::Strategy::rest_for_one;
    plan.children = {janus::pool<Worker>("Early"), worker("A", trace), janus::pool<Worker>("Late"),
                     worker("Z", trace)};
    World world;
    world.run([&] { return crash_beside_pools(&plan, &trace); });
    REQUIRE(trace.events == Events{"crash A", "stop Z shutdown", "stop late shutdown", "start A",
                                   "start late", "start Z", "stop Z shutdown", "stop late shutdown",
                                   "stop A shutdown", "stop early shutdown"});
}

TEST_CASE("start_child of a supervisor that is gone yields a dead reference", "[supervision]")
{
    Trace trace;
    Plan plan;
    plan.children = {janus::pool<Worker>("Pool")};
    World world;
    REQUIRE(world.run([&] { return start_in_dead(&plan, &trace); }) == "ActorDead");
}

TEST_CASE("a failure counts again when the window grows over it", "[supervision]")
{
    using janus::detail::IntensityWindow;
    IntensityWindow window({.max_restarts = 2, .period = janus::seconds(10)});
    REQUIRE_FALSE(window.failed(0));
    // By itself the window reaches back to 1 s only; the delays then waited stretch it to 0.
    REQUIRE_FALSE(window.failed(11'000));
    window.delayed(11'000, 5'000);
    REQUIRE(window.failed(14'500));
}
