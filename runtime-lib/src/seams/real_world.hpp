#pragma once
// The real clock and randomness. Any thread may use them.

#include <atomic>
#include <cstdint>

#include <janus/seams.hpp>

namespace janus::detail {

class RealClock final : public Clock {
public:
    std::int64_t boot_nanoseconds() noexcept override;
    std::int64_t wall_nanoseconds() noexcept override;
    std::int64_t coarse_nanoseconds() noexcept override;
    std::int64_t coarse_error() const noexcept override { return 10'000'000; }

private:
    // How far the boot clock is ahead of the coarse one, and when that was found out. The distance
    // grows only while the machine sleeps.
    std::atomic<std::int64_t> ahead_{0};
    std::atomic<std::int64_t> measured_{INT64_MIN / 2};
};

// A counter-based generator seeded by the operating system; threads may share it.
class RealRandom final : public Random {
public:
    RealRandom();
    std::uint64_t next() noexcept override;

private:
    std::atomic<std::uint64_t> state_;
};

// How many threads the machine runs at once; at least 1.
unsigned processor_count() noexcept;

} // namespace janus::detail
