#pragma once
// TheftTrial: whether taking actors from another worker's queue pays. Actors that mostly talk to
// each other get less done on two cores than on one, because each message then crosses between
// them; how much the actors compute for a message cannot be seen from outside. So a thief compares
// what the system got done before and after. If much was gained, it steals eagerly for a while; if
// little, it gives the actors back and rests, each time twice as long. Only the thief's thread.

#include <algorithm>
#include <cstdint>

namespace janus::detail {

class TheftTrial {
public:
    // What all workers have got done up to an instant.
    struct Sample {
        std::int64_t nanoseconds = 0;
        std::uint64_t turns = 0;
        std::uint64_t messages = 0; // beyond the first of a turn
    };
    enum class Verdict : std::uint8_t { open, paid, lost };

    // The first theft, at `now`; work had been waiting since `before`.
    void begin(Sample before, Sample now) noexcept
    {
        rate_before_ = rate(before, now);
        turn_time_ = (now.nanoseconds - before.nanoseconds) /
                     std::max<std::int64_t>(static_cast<std::int64_t>(now.turns - before.turns), 1);
        begun_ = now;
        runs_ = true;
    }
    bool runs() const noexcept { return runs_; }

    Verdict judge(Sample now) noexcept
    {
        if (!runs_ || now.nanoseconds - begun_.nanoseconds < duration) {
            return Verdict::open;
        }
        runs_ = false;
        // What takes long is worth a core of its own, and says little about rates.
        if (rate_before_ < cheap || rate(begun_, now) >= rate_before_ * least_gain) {
            losses_ = 0;
            eager_until_ = now.nanoseconds + eager_time;
            return Verdict::paid;
        }
        rests_until_ = now.nanoseconds + (shortest_rest << losses_);
        losses_ = std::min(losses_ + 1, most_doublings);
        return Verdict::lost;
    }

    bool rests(std::int64_t nanoseconds) const noexcept { return nanoseconds < rests_until_; }
    bool is_eager(std::int64_t nanoseconds) const noexcept
    {
        return runs_ || nanoseconds < eager_until_;
    }
    // Whether so many waiting actors are worth the way to another core.
    bool is_worth(std::uint32_t queued) const noexcept { return queued * turn_time_ >= worth; }

    static constexpr std::int64_t duration = 2'000'000; // nanoseconds, as all times here
    static constexpr std::int64_t eager_time = 50'000'000;
    static constexpr std::int64_t shortest_rest = 20'000'000;
    static constexpr int most_doublings = 5;
    static constexpr double least_gain = 1.2;
    static constexpr double cheap = 500; // turns and messages in a millisecond
    static constexpr std::int64_t worth = 20'000;

private:
    // In a millisecond.
    static double rate(Sample from, Sample to) noexcept
    {
        std::uint64_t const done = to.turns - from.turns + to.messages - from.messages;
        std::int64_t const time = to.nanoseconds - from.nanoseconds;
        return static_cast<double>(done) * 1e6 /
               static_cast<double>(std::max<std::int64_t>(time, 1));
    }

    bool runs_ = false;
    int losses_ = 0;
    double rate_before_ = 0;
    std::int64_t turn_time_ = 0; // before the first theft
    Sample begun_;
    std::int64_t rests_until_ = 0;
    std::int64_t eager_until_ = 0;
};

} // namespace janus::detail
