#pragma once
// DeterministicExecutor and ManualClock: a system on one thread in virtual time. The same seed
// gives the same run. Time moves only when nothing can run, and then to the next timer. Only the
// thread that drives it may use it.

#include <cstdint>
#include <vector>

#include <janus/seams.hpp>

namespace janus::detail {

class ManualClock final : public Clock {
public:
    std::int64_t boot_nanoseconds() noexcept override { return now_; }
    std::int64_t wall_nanoseconds() noexcept override { return wall_start_ + now_; }
    void advance_to(std::int64_t nanoseconds) noexcept
    {
        now_ = nanoseconds > now_ ? nanoseconds : now_;
    }

private:
    static constexpr std::int64_t wall_start_ = 1'700'000'000'000'000'000;
    std::int64_t now_ = 0;
};

// xorshift64*; a seed of 0 is replaced.
class SeededRandom final : public Random {
public:
    explicit SeededRandom(std::uint64_t seed) : state_(seed == 0 ? 0x9E3779B97F4A7C15U : seed) {}
    std::uint64_t next() noexcept override
    {
        state_ ^= state_ >> 12;
        state_ ^= state_ << 25;
        state_ ^= state_ >> 27;
        return state_ * 0x2545F4914F6CDD1DU;
    }

private:
    std::uint64_t state_;
};

class DeterministicExecutor final : public Executor {
public:
    // Without a seed actors run in the order they became ready; with one, in any order.
    explicit DeterministicExecutor(ManualClock& clock, std::uint64_t seed = 0)
        : clock_(clock), random_(seed), shuffles_(seed != 0)
    {}

    void ready(Cell& cell) noexcept override { ready_.push_back(&cell); }
    bool run_until(bool (*done)(void*), void* context, std::int64_t due_milliseconds) override;

    // For tests: runs everything that can run now; then moves time on, running what falls due.
    void run_ready();
    void advance(Runtime& runtime, std::int64_t milliseconds);

private:
    bool run_one();
    bool let_time_pass(std::int64_t limit_milliseconds);

    ManualClock& clock_;
    SeededRandom random_;
    bool shuffles_;
    Runtime* runtime_ = nullptr; // of the cell that ran last
    std::vector<Cell*> ready_;
};

} // namespace janus::detail
