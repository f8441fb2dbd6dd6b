#include <catch2/catch.hpp>

#include "scheduler/theft_trial.hpp"

using janus::detail::TheftTrial;
using Sample = TheftTrial::Sample;
using Verdict = TheftTrial::Verdict;

namespace {

constexpr std::int64_t millisecond = 1'000'000;

// One worker did a thousand turns in the millisecond before the theft.
TheftTrial begun(std::uint64_t turns = 1'000)
{
    TheftTrial trial;
    trial.begin(Sample{0, 0, 0}, Sample{millisecond, turns, 0});
    return trial;
}

} // namespace

TEST_CASE("a theft that gains little is followed by rests that grow", "[scheduler]")
{
    TheftTrial trial = begun();
    REQUIRE(trial.is_eager(millisecond));
    REQUIRE(trial.judge(Sample{2 * millisecond, 1'500, 0}) == Verdict::open);
    std::int64_t now = millisecond + TheftTrial::duration;
    REQUIRE(trial.judge(Sample{now, 3'300, 0}) == Verdict::lost); // 1,150 a millisecond
    REQUIRE(!trial.runs());
    REQUIRE(!trial.is_eager(now));
    std::int64_t rest = TheftTrial::shortest_rest;
    for (int i = 0; i < 8; ++i) {
        REQUIRE(trial.rests(now + rest - 1));
        REQUIRE(!trial.rests(now + rest));
        std::int64_t const again = now + rest;
        trial.begin(Sample{again - millisecond, 0, 0}, Sample{again, 1'000, 0});
        now = again + TheftTrial::duration;
        REQUIRE(trial.judge(Sample{now, 2'000, 0}) == Verdict::lost);
        rest = std::min(2 * rest, TheftTrial::shortest_rest << TheftTrial::most_doublings);
    }
}

TEST_CASE("a theft that pays makes eager for a while", "[scheduler]")
{
    TheftTrial trial = begun();
    std::int64_t const now = millisecond + TheftTrial::duration;
    // Messages count as turns do.
    REQUIRE(trial.judge(Sample{now, 2'000, 2'000}) == Verdict::paid);
    REQUIRE(!trial.runs());
    REQUIRE(!trial.rests(now));
    REQUIRE(trial.is_eager(now + TheftTrial::eager_time - 1));
    REQUIRE(!trial.is_eager(now + TheftTrial::eager_time));
}

TEST_CASE("turns that take long are always worth another core", "[scheduler]")
{
    TheftTrial trial = begun(10);
    REQUIRE(trial.judge(Sample{millisecond + TheftTrial::duration, 15, 0}) == Verdict::paid);
}

TEST_CASE("few short turns in a queue are not worth the way", "[scheduler]")
{
    TheftTrial const trial = begun(); // turns of a microsecond
    REQUIRE(!trial.is_worth(19));
    REQUIRE(trial.is_worth(20));
}
