// Orders to supervisors, shutdown limits, nesting, automatic shutdown, and children that are down.

#include <catch2/catch.hpp>

#include "../actor/virtual_world.hpp"
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

janus::Task<> stop_one(Plan const* plan, Trace* trace)
{
    auto starting = janus::start<Planned>(plan);
    janus::SupervisorRef supervisor = co_await starting;
    auto b = supervisor.child<WorkerMsg>("B");
    auto stopping = supervisor.stop_child("B");
    co_await stopping;
    trace->events.push_back(b.is_alive() ? "B alive" : "B dead");
    supervisor.child<WorkerMsg>("A").send(WorkerMsg::Crash{});
    janus::Task<> idle = wait_idle();
    co_await idle;
    janus::List<janus::ChildStatus> status = supervisor.status();
    trace->events.push_back(status[0].lifecycle.to_std() + " " + status[1].lifecycle.to_std());
    auto ending = supervisor.stop();
    co_await ending;
}

janus::Task<std::int64_t> stop_while_hanging(Plan const* plan, World* world)
{
    auto starting = janus::start<Planned>(plan);
    janus::SupervisorRef supervisor = co_await starting;
    supervisor.child<WorkerMsg>("A").send(WorkerMsg::Hang{});
    auto sleeping = janus::sleep(janus::milliseconds(1));
    co_await sleeping;
    std::int64_t const before = world->now();
    auto ending = supervisor.stop();
    co_await ending;
    co_return world->now() - before;
}

janus::Task<std::string> ask_while_down(Plan const* plan)
{
    auto starting = janus::start<Planned>(plan);
    janus::SupervisorRef supervisor = co_await starting;
    auto a = supervisor.child<WorkerMsg>("A");
    a.send(WorkerMsg::Crash{});
    janus::Task<> idle = wait_idle();
    co_await idle;
    a.send(WorkerMsg::Crash{});
    auto sleeping = janus::sleep(janus::milliseconds(10));
    co_await sleeping;
    auto hurried = a.ask(WorkerMsg::Count{}, janus::milliseconds(20));
    janus::Result<std::int64_t> too_late = co_await hurried;
    auto patient = a.ask(WorkerMsg::Count{});
    janus::Result<std::int64_t> in_time = co_await patient;
    auto const& error = too_late.error();
    std::string text = error.name().to_std();
    if (auto const* restarting = std::get_if<janus::AskError::Restarting>(&error.value)) {
        text += ' ' + std::to_string(restarting->after_ms);
    }
    co_return text + ", " + std::to_string(in_time.unwrap());
}

janus::Task<std::string> use_pool(Plan const* plan, Trace* trace)
{
    auto starting = janus::start<Planned>(plan);
    janus::SupervisorRef supervisor = co_await starting;
    std::string const before = std::to_string(supervisor.children().len());
    auto first_ = supervisor.start_child<Worker>("Pool", "P1", trace);
    janus::ActorRef<WorkerMsg> first = co_await first_;
    auto counting = first.ask(WorkerMsg::Count{});
    janus::Result<std::int64_t> counted = co_await counting;
    auto second_ = supervisor.start_child<Worker>("Pool", "P2", trace);
    janus::ActorRef<WorkerMsg> second = co_await second_;
    second.send(WorkerMsg::Crash{});
    janus::Task<> idle = wait_idle();
    co_await idle;
    auto asking = second.ask(WorkerMsg::Count{});
    janus::Result<std::int64_t> answer = co_await asking;
    co_return before + " " + std::to_string(supervisor.children().len()) + " " +
        std::to_string(answer.unwrap() + counted.unwrap());
}

} // namespace

TEST_CASE("a child stopped by order stays stopped", "[supervision]")
{
    Trace trace;
    Plan plan;
    plan.strategy = janus::Strategy::one_for_all;
    plan.children = {worker("A", trace), worker("B", trace)};
    World world;
    world.run([&] { return stop_one(&plan, &trace); });
    REQUIRE(trace.events == Events{"start A", "start B", "stop B shutdown", "B dead", "crash A",
                                   "start A", "running stopped", "stop A shutdown"});
}

TEST_CASE("a permanent child that was stopped comes back and takes messages", "[supervision]")
{
    Trace trace;
    Plan plan;
    plan.children = {worker("A", trace)};
    World world;
    std::int64_t const count = world.run([&]() -> janus::Task<std::int64_t> {
        return [](Plan const* described) -> janus::Task<std::int64_t> {
            auto starting = janus::start<Planned>(described);
            janus::SupervisorRef supervisor = co_await starting;
            auto a = supervisor.child<WorkerMsg>("A");
            a.stop();
            janus::Task<> idle = wait_idle();
            co_await idle;
            auto asking = a.ask(WorkerMsg::Count{});
            janus::Result<std::int64_t> answer = co_await asking;
            co_return answer.unwrap();
        }(&plan);
    });
    REQUIRE(count == 1);
    REQUIRE(trace.events == Events{"start A", "stop A normal", "start A"});
}

TEST_CASE("a child that does not stop in time is killed", "[supervision]")
{
    Trace trace;
    Plan plan;
    plan.children = {worker("A", trace).shutdown(janus::milliseconds(300))};
    World world;
    REQUIRE(world.run([&] { return stop_while_hanging(&plan, &world); }) == 300);
    REQUIRE(trace.events == Events{"start A"});
}

TEST_CASE("a brutal kill waits for nothing", "[supervision]")
{
    Trace trace;
    Plan plan;
    plan.children = {worker("A", trace).shutdown(janus::Shutdown::brutal_kill())};
    World world;
    REQUIRE(world.run([&] { return stop_while_hanging(&plan, &world); }) == 0);
}

TEST_CASE("an ask to a child that is down waits if it can, else says how long", "[supervision]")
{
    Trace trace;
    Plan plan;
    plan.children = {worker("A", trace)};
    World world;
    REQUIRE(world.run([&] { return ask_while_down(&plan); }) == "Restarting 40, 1");
}

TEST_CASE("a pool starts empty and its members are supervised", "[supervision]")
{
    Trace trace;
    Plan plan;
    plan.children = {janus::pool<Worker>("Pool")};
    World world;
    REQUIRE(world.run([&] { return use_pool(&plan, &trace); }) == "0 2 2");
    REQUIRE(trace.events == Events{"start P1", "start P2", "crash P2", "start P2"});
}

TEST_CASE("an inner supervisor that gives up is restarted by the outer one", "[supervision]")
{
    Trace trace;
    Plan inner;
    inner.intensity = {.max_restarts = 0, .period = janus::seconds(10)};
    inner.children = {worker("I", trace), worker("J", trace)};
    Plan outer;
    outer.strategy = janus::Strategy::rest_for_one;
    outer.children = {worker("A", trace), janus::child<Planned>("Inner", &inner),
                      worker("Z", trace)};
    World world;
    world.run([&]() -> janus::Task<> {
        return [](Plan const* plan, Trace* seen) -> janus::Task<> {
            auto starting = janus::start<Planned>(plan);
            janus::SupervisorRef supervisor = co_await starting;
            janus::Option<janus::ActorRef<WorkerMsg>> found = janus::whereis<WorkerMsg>("I");
            seen->events.push_back(found.is_some() ? "found" : "not found");
            auto stopping = supervisor.stop();
            co_await stopping;
        }(&outer, &trace);
    });
    REQUIRE(trace.events == Events{"start A", "start I", "start J", "start Z", "not found",
                                   "stop Z shutdown", "stop J shutdown", "stop I shutdown",
                                   "stop A shutdown"});
}

TEST_CASE("a significant child that ends by itself ends the supervisor", "[supervision]")
{
    Trace trace;
    Plan plan;
    plan.auto_shutdown = janus::AutoShutdown::any_significant;
    plan.children = {worker("A", trace),
                     worker("B", trace).restart(janus::Restart::transient).significant()};
    World world;
    bool const alive = world.run([&]() -> janus::Task<bool> {
        return [](Plan const* described) -> janus::Task<bool> {
            auto starting = janus::start<Planned>(described);
            janus::SupervisorRef supervisor = co_await starting;
            supervisor.child<WorkerMsg>("B").send(WorkerMsg::Leave{});
            janus::Task<> idle = wait_idle();
            co_await idle;
            co_return supervisor.is_alive();
        }(&plan);
    });
    REQUIRE_FALSE(alive);
    REQUIRE(trace.events == Events{"start A", "start B", "stop B normal", "stop A shutdown"});
    REQUIRE(world.system.exit_code() == 0);
}
