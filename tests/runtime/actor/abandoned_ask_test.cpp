#include <catch2/catch.hpp>

#include "probe.hpp"
#include "virtual_world.hpp"

using namespace probe;
using virtual_world::World;
using Notes = std::vector<std::string>;

namespace {

janus::Task<> ask_a_busy_one(Notes* notes)
{
    janus::ActorRef<ProbeMsg> actor = janus::spawn<Probe>(notes);
    auto keeping_busy = actor.ask(ProbeMsg::Wait{100, {}});
    auto impatient = actor.ask(ProbeMsg::Put{1}, janus::milliseconds(10));
    janus::Result<void> put = co_await impatient;
    notes->push_back(put.is_ok() ? "put" : put.error().name().to_std());
    auto patient = actor.ask(ProbeMsg::Put{2});
    janus::Result<void> put_again = co_await patient;
    notes->push_back(put_again.is_ok() ? "put" : put_again.error().name().to_std());
    janus::Result<std::int64_t> waited = co_await keeping_busy;
    notes->push_back(waited.is_ok() ? "waited" : waited.error().name().to_std());
}

janus::Task<> give_up_on_one_that_asks(Notes* notes)
{
    janus::ActorRef<ProbeMsg> last = janus::spawn<Probe>();
    janus::ActorRef<ProbeMsg> first = janus::spawn<Probe>(notes);
    {
        auto given_up = first.ask(ProbeMsg::Pass{last, 3'000, {}});
        auto moment = janus::sleep(janus::milliseconds(10));
        co_await moment;
        notes->push_back("giving up");
    }
    auto moment = janus::sleep(janus::milliseconds(1));
    co_await moment;
    notes->push_back("later");
    auto asking = first.ask(ProbeMsg::Take{});
    janus::Result<std::int64_t> answer = co_await asking;
    notes->push_back(answer.is_ok() ? "alive" : answer.error().name().to_std());
}

} // namespace

TEST_CASE("a request that nobody waits for any more is not begun", "[ask]")
{
    Notes notes;
    World world;
    world.run([&] { return ask_a_busy_one(&notes); });
    REQUIRE(notes == Notes{"Timeout", "2", "put", "waited"});
}

TEST_CASE("who gives up cancels what the handler of the request asks others", "[ask]")
{
    Notes notes;
    World world;
    world.run([&] { return give_up_on_one_that_asks(&notes); });
    REQUIRE(notes == Notes{"giving up", "Cancelled", "later", "alive"});
    REQUIRE_FALSE(world.log.has("second answer"));
}
