#include <catch2/catch.hpp>

#include <array>
#include <memory>

#include "scheduler/runtime.hpp"
#include "scheduler/theft_trial.hpp"
#include "sim/deterministic_executor.hpp"
#include "virtual_world.hpp"

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

TEST_CASE("what a theft without gain brought is left to the others", "[scheduler]")
{
    using namespace janus::detail;
    ManualClock clock;
    DeterministicExecutor executor{clock};
    virtual_world::KeptLog log;
    Runtime::Settings settings;
    settings.seams = janus::Seams{&clock, nullptr, &log, &executor};
    Runtime runtime{settings};
    auto const worker = std::make_unique<Worker>(runtime, 0);
    std::array<Cell, 20> cells;
    for (Cell& cell : cells) {
        worker->push_back(cell);
    }
    // A thousand turns in the millisecond before the theft, none after it.
    worker->trial.begin(Sample{-millisecond, std::uint64_t{0} - 1'000, 0}, Sample{0, 0, 0});
    clock.advance_to(TheftTrial::duration);
    std::size_t taken = 0;
    while (worker->pick() != nullptr) {
        ++taken;
    }
    REQUIRE(taken < cells.size());
    REQUIRE(worker->trial.rests(TheftTrial::duration));
    REQUIRE(worker->pick_own() == nullptr);
    std::size_t shared = 0;
    while (runtime.pop_shared() != nullptr) {
        ++shared;
    }
    REQUIRE(taken + shared == cells.size());
}
