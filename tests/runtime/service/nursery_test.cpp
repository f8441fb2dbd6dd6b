#include <catch2/catch.hpp>

#include <atomic>
#include <string>
#include <vector>

#include "../actor/two_workers.hpp"
#include "../actor/virtual_world.hpp"

using virtual_world::World;

namespace {

using Notes = std::vector<std::string>;

janus::Task<std::int64_t> after(std::int64_t milliseconds, std::int64_t value)
{
    auto sleeping = janus::sleep(janus::milliseconds(milliseconds));
    co_await sleeping;
    co_return value;
}

janus::Task<janus::Result<std::int64_t, janus::Error>> fails_after(std::int64_t milliseconds)
{
    auto sleeping = janus::sleep(janus::milliseconds(milliseconds));
    co_await sleeping;
    co_return janus::Error{janus::String("bad")};
}

janus::Task<> noted(std::int64_t milliseconds, Notes* notes, std::string text)
{
    janus::Deferred const deferred{[=] { notes->push_back("left " + text); }};
    auto sleeping = janus::sleep(janus::milliseconds(milliseconds));
    co_await sleeping;
    notes->push_back(text);
}

// A block with two tasks; yields how it ended and when.
template <class Spawn> janus::Task<std::string> block(Spawn spawn)
{
    janus::Nursery const nursery = janus::open_nursery();
    janus::Leaving<> leaving;
    try {
        janus::Task<> body = spawn(nursery);
        co_await body;
    } catch (...) {
        leaving.fail();
    }
    auto closing = nursery.close(leaving);
    janus::NurseryOutcome const outcome = co_await closing;
    leaving.rethrow();
    co_return janus::to_text(outcome.result()).to_std();
}

janus::Task<std::string> sum_of_tasks()
{
    janus::Nursery const nursery = janus::open_nursery();
    janus::Leaving<> leaving;
    auto const one = nursery.spawn([] { return after(20, 1); });
    auto const two = nursery.spawn([] { return std::int64_t{2}; });
    auto joining = one.join();
    std::int64_t const first = co_await joining;
    auto again = one.join();
    std::int64_t const second = co_await again;
    auto other = two.join();
    std::int64_t const third = co_await other;
    auto closing = nursery.close(leaving);
    janus::NurseryOutcome const outcome = co_await closing;
    co_return std::to_string(first + second + third) + janus::to_text(outcome.result()).to_std();
}

janus::Task<std::int64_t> count_in_turns(std::int64_t tasks)
{
    auto total = std::make_shared<std::int64_t>(0);
    janus::Nursery const nursery = janus::open_nursery();
    janus::Leaving<> leaving;
    for (std::int64_t i = 0; i < tasks; ++i) {
        nursery.spawn_sharing([total]() -> janus::Task<> {
            return [](std::shared_ptr<std::int64_t> sum) -> janus::Task<> {
                for (int round = 0; round < 10; ++round) {
                    *sum = *sum + 1;
                    auto yielding = janus::yield();
                    co_await yielding;
                }
            }(total);
        });
    }
    auto closing = nursery.close(leaving);
    janus::NurseryOutcome const outcome = co_await closing;
    co_return *total;
}

janus::Task<std::int64_t> many_tasks(std::int64_t tasks)
{
    auto total = std::make_shared<std::atomic<std::int64_t>>(0);
    janus::Nursery const nursery = janus::open_nursery(8);
    janus::Leaving<> leaving;
    for (std::int64_t i = 0; i < tasks; ++i) {
        nursery.spawn([total, i]() -> janus::Task<> {
            return [](std::shared_ptr<std::atomic<std::int64_t>> sum,
                      std::int64_t mine) -> janus::Task<> {
                auto sleeping = janus::sleep(janus::milliseconds(mine % 3));
                co_await sleeping;
                sum->fetch_add(1);
            }(total, i);
        });
    }
    auto closing = nursery.close(leaving);
    janus::NurseryOutcome const outcome = co_await closing;
    co_return total->load();
}

janus::Task<> fail_many(std::int64_t rounds)
{
    for (std::int64_t round = 0; round < rounds; ++round) {
        janus::Nursery const nursery = janus::open_nursery();
        janus::Leaving<> leaving;
        for (int i = 0; i < 4; ++i) {
            nursery.spawn([] { return after(1'000'000, 1); });
        }
        nursery.spawn([] { return fails_after(0); });
        auto closing = nursery.close(leaving);
        janus::NurseryOutcome const outcome = co_await closing;
        if (!outcome.is_error()) {
            throw janus::EscapedError(janus::Error(janus::String("no_failure")));
        }
    }
}

} // namespace

TEST_CASE("a nursery waits for its tasks, and tasks can be joined twice", "[nursery]")
{
    World world;
    REQUIRE(world.run(&sum_of_tasks) == "4success");
    REQUIRE(world.now() == 20);
}

TEST_CASE("the first failure cancels the other tasks", "[nursery]")
{
    World world;
    Notes notes;
    auto const ended = world.run([&] {
        return block([&notes](janus::Nursery nursery) -> janus::Task<> {
            nursery.spawn([&notes] { return noted(100, &notes, "late"); });
            nursery.spawn([&notes] { return noted(5, &notes, "soon"); });
            nursery.spawn([] { return fails_after(10); });
            co_return;
        });
    });
    REQUIRE(ended == "child_failed(bad)");
    REQUIRE(notes == Notes{"soon", "left soon", "left late"});
    REQUIRE(world.now() == 10);
}

TEST_CASE("a failing task interrupts the block too", "[nursery]")
{
    World world;
    auto const ended = world.run([&] {
        return block([](janus::Nursery nursery) -> janus::Task<> {
            nursery.spawn([] { return fails_after(10); });
            auto sleeping = janus::sleep(janus::milliseconds(1'000));
            co_await sleeping;
        });
    });
    REQUIRE(ended == "child_failed(bad)");
    REQUIRE(world.now() == 10);
}

TEST_CASE("a panic in the block cancels the tasks and goes on", "[nursery]")
{
    World world;
    Notes notes;
    REQUIRE_THROWS_AS(world.run([&] {
        return block([&notes](janus::Nursery nursery) -> janus::Task<> {
            nursery.spawn([&notes] { return noted(100, &notes, "late"); });
            auto sleeping = janus::sleep(janus::milliseconds(1));
            co_await sleeping;
            janus::panic("P004", "block");
        });
    }),
                      janus::Panic);
    REQUIRE(notes == Notes{"left late"});
    REQUIRE(world.now() == 1);
}

TEST_CASE("cancelling a nursery is no failure", "[nursery]")
{
    World world;
    auto const ended = world.run([&] {
        return block([](janus::Nursery nursery) -> janus::Task<> {
            nursery.spawn([] { return after(100, 1); });
            nursery.cancel();
            co_return;
        });
    });
    REQUIRE(ended == "cancelled");
    REQUIRE(world.now() == 0);
}

TEST_CASE("an inner nursery is cancelled with the outer one", "[nursery]")
{
    World world;
    Notes notes;
    auto const ended = world.run([&] {
        return block([&notes](janus::Nursery outer) -> janus::Task<> {
            outer.spawn([&notes] {
                return block([&notes](janus::Nursery inner) -> janus::Task<> {
                    inner.spawn([&notes] { return noted(100, &notes, "inner"); });
                    co_return;
                });
            });
            outer.spawn([] { return fails_after(10); });
            co_return;
        });
    });
    REQUIRE(ended == "child_failed(bad)");
    REQUIRE(notes == Notes{"left inner"});
}

TEST_CASE("tasks that share variables take turns", "[nursery]")
{
    janus::ActorSystem system{two_workers()};
    REQUIRE(system.run([] { return count_in_turns(200); }) == 2'000);
}

TEST_CASE("a limit lets every task run in the end", "[nursery]")
{
    janus::ActorSystem system{two_workers()};
    REQUIRE(system.run([] { return many_tasks(500); }) == 500);
}

TEST_CASE("failing and cancelling on two workers", "[nursery]")
{
    janus::ActorSystem system{two_workers()};
    system.run([] { return fail_many(100); });
}

TEST_CASE("tasks outside of any nursery end with their spawner", "[nursery]")
{
    World world;
    auto notes = std::make_shared<Notes>();
    world.run([notes]() -> janus::Task<> {
        janus::spawn_task([notes] { return noted(100, notes.get(), "late"); });
        auto sleeping = janus::sleep(janus::milliseconds(1));
        co_await sleeping;
    });
    world.system.stop();
    REQUIRE(*notes == Notes{"left late"});
}
