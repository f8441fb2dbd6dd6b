#include <catch2/catch.hpp>

#include "probe.hpp"
#include "virtual_world.hpp"

using namespace probe;
using virtual_world::World;
using Notes = std::vector<std::string>;

namespace {

std::string text_of(janus::Result<std::int64_t> const& answer)
{
    return answer.is_ok() ? std::to_string(*answer) : answer.error().name().to_std();
}

template <class Case> janus::Task<std::string> ask_one(Case request)
{
    janus::ActorRef<ProbeMsg> actor = janus::spawn<Probe>();
    auto asking = actor.ask(std::move(request));
    janus::Result<std::int64_t> answer = co_await asking;
    co_return text_of(answer);
}

janus::Task<std::string> inherit_deadline(Notes* notes)
{
    janus::ActorRef<ProbeMsg> last = janus::spawn<Probe>(notes);
    janus::ActorRef<ProbeMsg> first = janus::spawn<Probe>(notes);
    auto asking = first.ask(ProbeMsg::Pass{last, 10'000, {}}, janus::milliseconds(300));
    janus::Result<std::int64_t> answer = co_await asking;
    auto idle = janus::cluster::idle();
    co_await idle;
    co_return text_of(answer);
}

janus::Task<std::string> ask_with_distant_deadline()
{
    janus::ActorRef<ProbeMsg> actor = janus::spawn<Probe>();
    auto asking = actor.ask(ProbeMsg::Wait{60'000, {}}, janus::milliseconds(1'050));
    janus::Result<std::int64_t> answer = co_await asking;
    actor.kill();
    co_return text_of(answer);
}

janus::Task<std::string> wait_by_hand()
{
    janus::ActorRef<ProbeMsg> actor = janus::spawn<Probe>();
    janus::Reply<std::int64_t> reply = janus::Reply<std::int64_t>::create();
    actor.send(ProbeMsg::Wait{50, reply});
    auto early = reply.wait(janus::milliseconds(10));
    janus::Result<std::int64_t> too_early = co_await early;
    auto late = reply.wait(janus::milliseconds(100));
    janus::Result<std::int64_t> in_time = co_await late;
    co_return text_of(too_early) + " " + text_of(in_time);
}

janus::Task<std::string> ask_a_dead_one()
{
    janus::ActorRef<ProbeMsg> actor = janus::spawn<Probe>();
    actor.kill();
    auto idle = janus::cluster::idle();
    co_await idle;
    auto asking = actor.ask(ProbeMsg::Take{});
    janus::Result<std::int64_t> answer = co_await asking;
    actor.send(ProbeMsg::Put{1});
    co_return text_of(answer) + (actor.is_alive() ? " alive" : " dead");
}

janus::Task<std::string> acknowledge()
{
    janus::ActorRef<ProbeMsg> actor = janus::spawn<Probe>();
    auto first = actor.ask(ProbeMsg::Put{7});
    janus::Result<void> noted = co_await first;
    co_return noted.is_ok() ? "ok" : noted.error().name().to_std();
}

} // namespace

TEST_CASE("what an ask can end with", "[ask]")
{
    World world;
    REQUIRE(world.run([] { return ask_one(ProbeMsg::Take{}); }) == "0");
    REQUIRE(world.run([] { return ask_one(ProbeMsg::Forget{}); }) == "NoReply");
    REQUIRE(world.run([] { return ask_one(ProbeMsg::Die{}); }) == "ActorCrashed");
    REQUIRE(world.run([] { return ask_one(ProbeMsg::Twice{}); }) == "1");
    REQUIRE(world.log.has("a second answer"));
    REQUIRE(world.run(&ask_a_dead_one) == "ActorDead dead");
    REQUIRE(world.log.has("dead letter: ProbeMsg.Put"));
    REQUIRE(world.run(&acknowledge) == "ok");
}

TEST_CASE("an ask waits five seconds", "[ask]")
{
    World world;
    REQUIRE(world.run([] { return ask_one(ProbeMsg::Wait{60'000, {}}); }) == "Timeout");
    REQUIRE(world.now() == 5'000);
}

TEST_CASE("a nested ask inherits the deadline, and a late answer finds nobody", "[ask]")
{
    Notes notes;
    World world;
    REQUIRE(world.run([&] { return inherit_deadline(&notes); }) == "Timeout");
    REQUIRE(notes == Notes{"Timeout"});
    REQUIRE(world.now() == 10'000);
}

TEST_CASE("a reply made by hand can be waited for again", "[ask]")
{
    World world;
    REQUIRE(world.run(&wait_by_hand) == "Timeout 0");
    REQUIRE(world.now() == 50);
}

// In real time: only a worker puts timers off.
TEST_CASE("a distant deadline passes although its timer was put off", "[actor]")
{
    janus::Options options;
    options.workers = 1;
    janus::ActorSystem system{options};
    REQUIRE(system.run(&ask_with_distant_deadline) == "Timeout");
}
