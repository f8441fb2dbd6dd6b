#include <catch2/catch.hpp>

#include <algorithm>
#include <numeric>
#include <string>
#include <vector>

#include "../actor/two_workers.hpp"
#include "../actor/virtual_world.hpp"

using virtual_world::World;

namespace {

using Numbers = janus::Channel<std::int64_t>;

janus::Task<> produce(Numbers channel, std::int64_t from, std::int64_t until)
{
    for (std::int64_t i = from; i < until; ++i) {
        auto sending = channel.send(i);
        janus::Result<void, janus::ChannelError> sent = co_await sending;
        if (sent.is_error()) {
            co_return;
        }
    }
}

janus::Task<> consume(Numbers channel, std::vector<std::int64_t>* into)
{
    for (;;) {
        auto receiving = channel.recv();
        janus::Result<std::int64_t, janus::ChannelError> received = co_await receiving;
        if (received.is_error()) {
            co_return;
        }
        into->push_back(*received);
    }
}

// Two producers and two consumers; yields all that arrived, sorted.
janus::Task<std::vector<std::int64_t>> two_and_two(std::int64_t capacity, std::int64_t count)
{
    Numbers const channel = Numbers::buffered(capacity);
    std::vector<std::int64_t> first;
    std::vector<std::int64_t> second;
    janus::Nursery const nursery = janus::open_nursery();
    janus::Leaving<> leaving;
    nursery.spawn([channel, into = &first] { return consume(channel, into); });
    nursery.spawn([channel, into = &second] { return consume(channel, into); });
    auto const one = nursery.spawn([channel, count] { return produce(channel, 0, count); });
    auto const two = nursery.spawn([channel, count] { return produce(channel, count, 2 * count); });
    auto joining_one = one.join();
    co_await joining_one;
    auto joining_two = two.join();
    co_await joining_two;
    channel.close();
    auto closing = nursery.close(leaving);
    janus::NurseryOutcome const outcome = co_await closing;
    first.insert(first.end(), second.begin(), second.end());
    std::sort(first.begin(), first.end());
    co_return first;
}

janus::Task<> relay(Numbers left, Numbers right, std::int64_t rounds, std::int64_t* sum)
{
    for (std::int64_t i = 0; i < rounds; ++i) {
        auto from_left = left.receive_case();
        auto to_right = right.send_case(i);
        janus::Selecting selecting{std::source_location::current(), from_left, to_right};
        int const chosen = co_await selecting;
        if (chosen == 0) {
            *sum += from_left.take();
        }
    }
}

// Selects on both ends of two rendezvous channels: each step pairs a send with a receive.
janus::Task<std::int64_t> crossed_selects(std::int64_t rounds)
{
    Numbers const a;
    Numbers const b;
    std::int64_t first = 0;
    std::int64_t second = 0;
    janus::Nursery const nursery = janus::open_nursery();
    janus::Leaving<> leaving;
    nursery.spawn([=, sum = &first] { return relay(a, b, rounds, sum); });
    nursery.spawn([=, sum = &second] { return relay(b, a, rounds, sum); });
    auto closing = nursery.close(leaving);
    janus::NurseryOutcome const outcome = co_await closing;
    co_return first + second;
}

janus::Task<std::string> select_outcomes()
{
    Numbers const empty;
    std::string text;
    {
        auto receiving = empty.receive_case();
        janus::Selecting selecting{std::source_location::current(), receiving};
        selecting.set_timeout(janus::milliseconds(50));
        int const chosen = co_await selecting;
        text += chosen == janus::Selecting::timed_out ? "late " : "? ";
    }
    {
        auto receiving = empty.receive_case();
        janus::Selecting selecting{std::source_location::current(), receiving};
        selecting.set_default();
        int const chosen = co_await selecting;
        text += chosen == janus::Selecting::none_ready ? "none " : "? ";
    }
    empty.close();
    {
        auto receiving = empty.receive_case();
        janus::Selecting selecting{std::source_location::current(), receiving};
        int const chosen = co_await selecting;
        text += chosen == janus::Selecting::all_closed ? "closed" : "?";
    }
    co_return text;
}

janus::Task<std::vector<int>> choose_often(int rounds)
{
    Numbers const one = Numbers::buffered(rounds);
    Numbers const two = Numbers::buffered(rounds);
    for (int i = 0; i < rounds; ++i) {
        one.try_send(1);
        two.try_send(2);
    }
    std::vector<int> counts(2);
    for (int i = 0; i < rounds; ++i) {
        auto first = one.receive_case();
        auto second = two.receive_case();
        janus::Selecting selecting{std::source_location::current(), first, second};
        int const chosen = co_await selecting;
        ++counts[static_cast<std::size_t>(chosen)];
    }
    co_return counts;
}

// A task that waits on a channel nobody uses is cancelled, and leaves nothing behind in it.
janus::Task<bool> cancel_a_receiver()
{
    Numbers const channel;
    std::vector<std::int64_t> received;
    auto const task = janus::spawn_task([=, into = &received] { return consume(channel, into); });
    auto sleeping = janus::sleep(janus::milliseconds(1));
    co_await sleeping;
    task.cancel();
    auto more = janus::sleep(janus::milliseconds(1));
    co_await more;
    co_return task.is_done() && !channel.try_send(1) && received.empty();
}

std::vector<std::int64_t> up_to(std::int64_t count)
{
    std::vector<std::int64_t> numbers(static_cast<std::size_t>(count));
    std::iota(numbers.begin(), numbers.end(), 0);
    return numbers;
}

} // namespace

TEST_CASE("every value arrives once, at any capacity", "[channel]")
{
    for (std::int64_t const capacity : {0, 1, 7}) {
        World world{static_cast<std::uint64_t>(capacity + 1)};
        REQUIRE(world.run([=] { return two_and_two(capacity, 300); }) == up_to(600));
    }
    janus::ActorSystem system{two_workers()};
    for (std::int64_t const capacity : {0, 3}) {
        REQUIRE(system.run([=] { return two_and_two(capacity, 2'000); }) == up_to(4'000));
    }
}

TEST_CASE("selects meet selects", "[channel]")
{
    World world;
    REQUIRE_NOTHROW(world.run([] { return crossed_selects(100); }));
    janus::ActorSystem system{two_workers()};
    REQUIRE_NOTHROW(system.run([] { return crossed_selects(2'000); }));
}

TEST_CASE("what a select can end with", "[channel]")
{
    World world;
    REQUIRE(world.run(&select_outcomes) == "late none closed");
    REQUIRE(world.now() == 50);
}

TEST_CASE("ready cases are chosen fairly", "[channel]")
{
    janus::ActorSystem system{two_workers()};
    std::vector<int> const counts = system.run([] { return choose_often(400); });
    REQUIRE(counts[0] > 100);
    REQUIRE(counts[1] > 100);
}

TEST_CASE("a cancelled receiver leaves its channel", "[channel]")
{
    World world;
    REQUIRE(world.run(&cancel_a_receiver));
}
