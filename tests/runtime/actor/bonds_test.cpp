// Monitors, links, names and delayed messages.

#include <catch2/catch.hpp>

#include "probe.hpp"
#include "virtual_world.hpp"

using namespace probe;
using virtual_world::World;
using Notes = std::vector<std::string>;

namespace {

janus::Task<> idle_now()
{
    auto idle = janus::cluster::idle();
    co_await idle;
}

janus::Task<> watch_ends(Notes* notes)
{
    janus::ActorRef<ProbeMsg> watcher = janus::spawn<Probe>(notes);
    janus::ActorRef<ProbeMsg> crashing = janus::spawn<Probe>();
    janus::ActorRef<ProbeMsg> stopping = janus::spawn<Probe>();
    for (janus::ActorRef<ProbeMsg> const& actor : {crashing, stopping}) {
        watcher.send(ProbeMsg::Watch{actor});
    }
    janus::Task<> first = idle_now();
    co_await first;
    crashing.send(ProbeMsg::Die{});
    stopping.stop();
    janus::Task<> second = idle_now();
    co_await second;
    watcher.send(ProbeMsg::Watch{crashing});
    janus::Task<> third = idle_now();
    co_await third;
}

janus::Task<std::string> crash_linked()
{
    janus::ActorRef<ProbeMsg> a = janus::spawn<Probe>();
    janus::ActorRef<ProbeMsg> b = janus::spawn<Probe>();
    janus::ActorRef<ProbeMsg> c = janus::spawn<Probe>();
    a.send(ProbeMsg::Bind{b});
    b.send(ProbeMsg::Bind{c});
    janus::Task<> bound = idle_now();
    co_await bound;
    a.send(ProbeMsg::Die{});
    janus::Task<> ended = idle_now();
    co_await ended;
    std::string text;
    for (janus::ActorRef<ProbeMsg> const& actor : {a, b, c}) {
        text += actor.is_alive() ? "alive " : "dead ";
    }
    co_return text;
}

janus::Task<std::string> use_names()
{
    janus::ActorRef<ProbeMsg> a = janus::spawn<Probe>();
    janus::ActorRef<ProbeMsg> b = janus::spawn<Probe>();
    std::string text = janus::register_name("x", a).is_ok() ? "ok" : "taken";
    text += janus::register_name("x", b).is_ok() ? " ok" : " taken";
    janus::Option<janus::ActorRef<ProbeMsg>> found = janus::whereis<ProbeMsg>("x");
    text += found.is_some() && *found == a ? " found" : " lost";
    text += janus::whereis<std::int64_t>("x").is_none() ? " typed" : " untyped";
    a.stop();
    janus::Task<> ended = idle_now();
    co_await ended;
    text += janus::whereis<ProbeMsg>("x").is_none() ? " free" : " kept";
    text += janus::register_name("x", b).is_ok() ? " ok" : " taken";
    co_return text;
}

janus::Task<> send_later(Notes* notes)
{
    janus::ActorRef<ProbeMsg> actor = janus::spawn<Probe>(notes);
    janus::send_after(janus::milliseconds(200), actor, ProbeMsg::Put{2});
    janus::send_after(janus::milliseconds(100), actor, ProbeMsg::Put{1});
    janus::DelayedMessage cancelled =
        janus::send_after(janus::milliseconds(150), actor, ProbeMsg::Put{9});
    cancelled.cancel();
    auto sleeping = janus::sleep(janus::milliseconds(300));
    co_await sleeping;
    cancelled.cancel();
}

} // namespace

TEST_CASE("a monitor tells once, with the reason", "[bonds]")
{
    Notes notes;
    {
        World world;
        world.run([&] { return watch_ends(&notes); });
        REQUIRE(notes == Notes{"down <3> panic(P005)", "down <4> normal", "down <3> noproc"});
    }
    REQUIRE(notes.back() == "stop shutdown");
}

TEST_CASE("an abnormal end ends those linked, and theirs", "[bonds]")
{
    World world;
    REQUIRE(world.run(&crash_linked) == "dead dead dead ");
}

TEST_CASE("names find their actor while it lives", "[bonds]")
{
    World world;
    REQUIRE(world.run(&use_names) == "ok taken found typed free ok");
}

TEST_CASE("a delayed message comes in time unless it is cancelled", "[bonds]")
{
    Notes notes;
    World world;
    world.run([&] { return send_later(&notes); });
    REQUIRE(notes == Notes{"1", "2"});
}
