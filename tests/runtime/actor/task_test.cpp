#include <catch2/catch.hpp>

#include <stdexcept>

#include "virtual_world.hpp"

using virtual_world::World;

namespace {

janus::Task<std::int64_t> one(bool suspends)
{
    if (suspends) {
        auto yielding = janus::yield();
        co_await yielding;
    }
    co_return 1;
}

janus::Task<std::int64_t> many(std::int64_t n)
{
    std::int64_t sum = 0;
    for (std::int64_t i = 0; i < n; ++i) {
        janus::Task<std::int64_t> next = one(i % 2 == 0);
        std::int64_t const value = co_await next;
        sum += value;
    }
    co_return sum;
}

janus::Task<std::int64_t> nested(std::int64_t depth)
{
    if (depth == 0) {
        auto yielding = janus::yield();
        co_await yielding;
        throw std::runtime_error("at the bottom");
    }
    janus::Task<std::int64_t> inner = nested(depth - 1);
    std::int64_t const value = co_await inner;
    co_return value + 1;
}

janus::Task<std::string> caught()
{
    janus::Task<std::int64_t> failing = nested(100);
    std::string text;
    try {
        std::int64_t const value = co_await failing;
        text = std::to_string(value);
    } catch (std::runtime_error const& error) {
        text = error.what();
    }
    co_return text;
}

} // namespace

TEST_CASE("completions do not grow the stack", "[task]")
{
    World world;
    REQUIRE(world.run([] { return many(200'000); }) == 200'000);
}

TEST_CASE("an exception comes out where the task is awaited", "[task]")
{
    World world;
    REQUIRE(world.run(&caught) == "at the bottom");
    REQUIRE_THROWS_AS(world.run([] { return nested(3); }), std::runtime_error);
}

TEST_CASE("time passes only in virtual time", "[task]")
{
    World world;
    world.run([]() -> janus::Task<> {
        auto sleeping = janus::sleep(janus::seconds(86'400));
        co_await sleeping;
    });
    REQUIRE(world.now() == 86'400'000);
}
