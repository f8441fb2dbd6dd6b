#include "seams/real_world.hpp"

#include <chrono>
#include <ctime>
#include <thread>

#include <sys/random.h>

namespace janus::detail {

namespace {

std::int64_t read_clock(clockid_t which) noexcept
{
    timespec now{};
    ::clock_gettime(which, &now);
    return std::int64_t{now.tv_sec} * 1'000'000'000 + now.tv_nsec;
}

} // namespace

std::int64_t RealClock::boot_nanoseconds() noexcept
{
    return read_clock(CLOCK_BOOTTIME);
}

std::int64_t RealClock::coarse_nanoseconds() noexcept
{
    constexpr std::int64_t interval = 100'000'000;
    std::int64_t const coarse = read_clock(CLOCK_MONOTONIC_COARSE);
    if (coarse - measured_.load(std::memory_order_acquire) > interval) [[unlikely]] {
        ahead_.store(read_clock(CLOCK_BOOTTIME) - read_clock(CLOCK_MONOTONIC),
                     std::memory_order_relaxed);
        measured_.store(coarse, std::memory_order_release);
    }
    return coarse + ahead_.load(std::memory_order_relaxed);
}

std::int64_t RealClock::wall_nanoseconds() noexcept
{
    return read_clock(CLOCK_REALTIME);
}

RealRandom::RealRandom()
{
    std::uint64_t seed = 0;
    if (::getrandom(&seed, sizeof seed, 0) != static_cast<ssize_t>(sizeof seed)) {
        seed = static_cast<std::uint64_t>(read_clock(CLOCK_REALTIME));
    }
    state_.store(seed, std::memory_order_relaxed);
}

std::uint64_t RealRandom::next() noexcept
{
    // SplitMix64: each state is used once, so sharing the counter is enough.
    std::uint64_t const step = 0x9E3779B97F4A7C15U;
    std::uint64_t mixed = state_.fetch_add(step, std::memory_order_relaxed) + step;
    mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9U;
    mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBU;
    return mixed ^ (mixed >> 31);
}

unsigned processor_count() noexcept
{
    unsigned const count = std::thread::hardware_concurrency();
    return count == 0 ? 1 : count;
}

} // namespace janus::detail
