// Simulated runs: equal seeds give equal runs, unequal ones different orders, and what goes wrong
// is found.

#include <catch2/catch.hpp>

#include <algorithm>
#include <set>

#include <janus/os_process.hpp>
#include <janus/supervisor.hpp>
#include <janus/system.hpp>

#include "../actor/probe.hpp"
#include "program/simulate.hpp"
#include "sim/sim_executor.hpp"

using namespace probe;

namespace {

using Notes = std::vector<std::string>;

// Two actors send one message each to a third, which notes them in the order they come.
janus::Task<> two_senders(Notes* notes)
{
    janus::ActorRef<ProbeMsg> target = janus::spawn<Probe>(notes);
    for (std::int64_t value : {1, 2}) {
        janus::ActorRef<ProbeMsg> sender = janus::spawn<Probe>();
        sender.send(ProbeMsg::Flood{target, value});
    }
    auto idle = janus::cluster::idle();
    co_await idle;
}

janus::Task<> wait_in_vain()
{
    janus::Reply<void> never = janus::Reply<void>::create();
    auto waiting = never.wait(janus::seconds(1'000'000));
    janus::Result<void> const answer = co_await waiting;
    (void)answer;
}

janus::Task<> wait_for_the_end()
{
    auto running = janus::cluster::run();
    co_await running;
}

// No program runs in a simulation, so this one does not start.
class Unstarted final : public janus::Supervisor {
public:
    janus::List<janus::ChildSpec> children() const override
    {
        return {janus::os_process("tool", "/bin/true", {})};
    }
};

janus::Task<> start_in_vain(Notes*)
{
    auto starting = janus::start<Unstarted>();
    janus::SupervisorRef supervisor = co_await starting;
    (void)supervisor;
}

} // namespace

template <> struct janus::actor_traits<Unstarted> {
    static constexpr std::string_view name = "test.Unstarted";
};

namespace {

struct Run {
    Notes notes;
    std::uint64_t digest = 0;
    std::uint64_t turns = 0;
    std::vector<std::string> last;
};

Run run_with(std::uint64_t seed, janus::Task<> (*program)(Notes*) = two_senders)
{
    janus::detail::ManualClock clock;
    janus::detail::SimEvents events;
    janus::detail::SimFaults faults(clock, seed, janus::detail::FaultKinds::named("all"));
    janus::detail::SimExecutor executor(clock, events, seed, faults, {60'000, 10'000});
    janus::detail::SeededRandom random(seed);
    janus::Options options;
    options.store = "memory";
    Run run;
    {
        janus::ActorSystem system(
            options, janus::Seams{&clock, &random, nullptr, &executor, nullptr, &faults});
        system.run([&] { return program(&run.notes); });
    }
    run.last = events.last(100);
    run.digest = events.digest();
    run.turns = events.turns();
    return run;
}

int simulate(std::function<std::int64_t(janus::ActorSystem&)> program)
{
    janus::detail::SimSettings settings;
    settings.seeds = 20;
    return janus::detail::simulate(settings, {}, {janus::detail::main_job(std::move(program))});
}

} // namespace

TEST_CASE("equal seeds give equal runs", "[sim]")
{
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        Run const first = run_with(seed);
        Run const second = run_with(seed);
        REQUIRE(first.notes == second.notes);
        REQUIRE(first.digest == second.digest);
        REQUIRE(first.turns == second.turns);
    }
}

TEST_CASE("different seeds give different orders", "[sim]")
{
    std::set<Notes> orders;
    for (std::uint64_t seed = 1; seed <= 40; ++seed) {
        orders.insert(run_with(seed).notes);
    }
    // The first sender notes 0, the second 0 and 1: 0 0 1, or 0 1 0.
    REQUIRE(orders.size() == 2);
}

TEST_CASE("events name a supervisor that is gone", "[sim]")
{
    std::vector<std::string> const last = run_with(1, start_in_vain).last;
    auto const named = [](std::string const& line) {
        return line.find("Unstarted <") != std::string::npos;
    };
    CHECK(std::any_of(last.begin(), last.end(), named));
}

TEST_CASE("a simulation says whether a seed failed", "[sim]")
{
    REQUIRE(simulate([](janus::ActorSystem&) { return 0; }) == 0);
    REQUIRE(simulate([](janus::ActorSystem&) { return 3; }) == 1);
    int const code = simulate([](janus::ActorSystem& system) -> std::int64_t {
        Notes notes;
        system.run([&] { return two_senders(&notes); });
        return notes[1] == "0" ? 1 : 0;
    });
    REQUIRE(code == 1);
}

TEST_CASE("waiting for what never comes fails a simulation", "[sim]")
{
    int const code = simulate([](janus::ActorSystem& system) -> std::int64_t {
        system.run(&wait_in_vain);
        return 0;
    });
    REQUIRE(code == 1);
}

TEST_CASE("a program that waits for its end is ended", "[sim]")
{
    int const code = simulate([](janus::ActorSystem& system) -> std::int64_t {
        system.run(&wait_for_the_end);
        return 0;
    });
    REQUIRE(code == 0);
}
