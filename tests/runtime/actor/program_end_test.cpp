// How a program ends: in order, and when it is told to.

#include <catch2/catch.hpp>

#include <csignal>

#include "../supervision/traced_worker.hpp"
#include "two_workers.hpp"
#include "virtual_world.hpp"

using virtual_world::World;

namespace {

janus::Task<> raise_and_run()
{
    std::raise(SIGTERM);
    auto running = janus::cluster::run();
    co_await running;
}

janus::Task<> raise_and_sleep()
{
    std::raise(SIGTERM);
    auto sleeping = janus::sleep(janus::seconds(1'000));
    co_await sleeping;
}

} // namespace

TEST_CASE("actors stop in reverse order, each after what it has", "[program]")
{
    traced::Trace trace;
    {
        World world;
        world.run([&]() -> janus::Task<> {
            janus::spawn<traced::Worker>("A", &trace);
            auto b = janus::spawn<traced::Worker>("B", &trace);
            janus::spawn<traced::Worker>("C", &trace);
            b.send(traced::WorkerMsg::Crash{});
            co_return;
        });
    }
    REQUIRE(trace.events == std::vector<std::string>{"start A", "start B", "crash B", "start C",
                                                     "stop C shutdown", "stop A shutdown"});
}

TEST_CASE("a signal ends cluster.run()", "[program]")
{
    janus::ActorSystem system{two_workers()};
    system.end_on_signals();
    bool cancelled = false;
    try {
        system.run(&raise_and_run);
    } catch (janus::EscapedError const& error) {
        // The signal may be noticed before main has begun to wait for it.
        cancelled = error.error().name() == "Cancelled";
        REQUIRE(cancelled);
    }
    SUCCEED();
}

TEST_CASE("a signal cancels a main that does not listen", "[program]")
{
    janus::ActorSystem system{two_workers()};
    system.end_on_signals();
    REQUIRE_THROWS_AS(system.run(&raise_and_sleep), janus::EscapedError);
}
