#include <catch2/catch.hpp>

#include <map>
#include <memory>
#include <vector>

#include "scheduler/timer_wheel.hpp"
#include "sim/deterministic_executor.hpp"

using janus::detail::Timer;
using janus::detail::TimerWheel;

namespace {

// A timer that counts instead of waking anybody.
struct Counting : Timer {
    Counting()
    {
        action = [](Timer& timer) noexcept { static_cast<Counting&>(timer).count++; };
    }
    int count = 0;
};

} // namespace

TEST_CASE("the wheel fires what a sorted list would", "[timers]")
{
    janus::detail::SeededRandom random(GENERATE(1u, 2u, 3u));
    TimerWheel wheel;
    std::vector<std::unique_ptr<Counting>> timers;
    std::int64_t now = 0;
    bool right = true;
    for (int round = 0; round < 2'000; ++round) {
        int const shift = static_cast<int>(random.next() % 36);
        auto const delay = static_cast<std::int64_t>(random.next() % (std::uint64_t{1} << shift));
        timers.push_back(std::make_unique<Counting>());
        wheel.insert(*timers.back(), now + 1 + delay);
        if (random.next() % 4 == 0) {
            Counting& other = *timers[random.next() % timers.size()];
            wheel.remove(other);
            other.count += 100; // fires no more
        }
        if (random.next() % 3 == 0) {
            now += static_cast<std::int64_t>(random.next() % (std::uint64_t{1} << shift));
            std::int64_t const next = wheel.next_due();
            for (auto const& timer : timers) {
                right = right && (timer->count != 0 || next <= timer->due);
            }
            wheel.advance(now);
            for (auto const& timer : timers) {
                bool const is_due = timer->due <= now;
                int const fired = timer->count % 100;
                bool const removed = timer->count >= 100;
                right = right && fired <= 1 && (removed || (fired == 1) == is_due);
            }
        }
    }
    REQUIRE(right);
    wheel.advance(std::int64_t{1} << 41);
    REQUIRE(wheel.next_due() == TimerWheel::never);
}
