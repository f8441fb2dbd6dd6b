// Loops that let others have their turn.

#include <catch2/catch.hpp>

#include "looping.hpp"
#include "virtual_world.hpp"

using looping::Looper;
using looping::LoopMsg;
using virtual_world::World;
using Notes = std::vector<std::string>;

namespace {

Notes run_two(LoopMsg const& message)
{
    Notes notes;
    World world;
    world.run([&]() -> janus::Task<> {
        auto a = janus::spawn<Looper>("a", &notes);
        auto b = janus::spawn<Looper>("b", &notes);
        a.send(LoopMsg(message));
        b.send(LoopMsg(message));
        auto idle = janus::cluster::idle();
        co_await idle;
    });
    return notes;
}

} // namespace

TEST_CASE("a loop with a limit of its own gives way after that many rounds", "[fairness]")
{
    REQUIRE(run_two(LoopMsg{LoopMsg::Limited{5}}) ==
            Notes{"a0", "b0", "a1", "a2", "b1", "b2", "a3", "a4", "b3", "b4"});
}

TEST_CASE("the limit of the actor's class holds where none is given", "[fairness]")
{
    // Making the turn counts as well, and the round that ends a turn is the first of the next.
    REQUIRE(run_two(LoopMsg{LoopMsg::Plain{7}}) == Notes{"a0", "a1", "b0", "b1", "a2", "a3", "a4",
                                                         "a5", "b2", "b3", "b4", "b5", "a6", "b6"});
}

TEST_CASE("an endless loop holds up nobody and can be killed", "[fairness]")
{
    World world;
    std::int64_t answer = 0;
    bool alive = true;
    world.run([&]() -> janus::Task<> {
        auto spinner = janus::spawn<Looper>("spinner", nullptr);
        auto other = janus::spawn<Looper>("other", nullptr);
        spinner.send(LoopMsg::Forever{});
        auto asking = other.ask(LoopMsg::Ping{}, janus::seconds(1));
        janus::Result<std::int64_t> answered = co_await asking;
        answer = answered.unwrap_or(0);
        spinner.kill();
        auto idle = janus::cluster::idle();
        co_await idle;
        alive = spinner.is_alive();
    });
    REQUIRE(answer == 1);
    REQUIRE_FALSE(alive);
}
