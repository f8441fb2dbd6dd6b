#include "supervision/restart_delay.hpp"

#include <algorithm>

namespace janus::detail {

namespace {

constexpr std::int64_t shortest_reset = 10'000;

// Evenly in [0, 1).
double fraction(Random& random)
{
    return static_cast<double>(random.next() >> 11) * 0x1.0p-53;
}

} // namespace

std::int64_t restart_delay(Backoff const& backoff, std::int64_t n, Random& random)
{
    std::int64_t const base = backoff.base().millis();
    if (n <= 1 || base <= 0) {
        return 0;
    }
    std::int64_t const cap = std::max(base, backoff.cap().millis());
    std::int64_t delay = base;
    for (std::int64_t i = 2; i < n && delay < cap; ++i) {
        delay = delay > cap / 2 ? cap : delay * 2;
    }
    double const factor = 1.0 + backoff.jitter() * (2.0 * fraction(random) - 1.0);
    return static_cast<std::int64_t>(static_cast<double>(delay) * factor + 0.5);
}

std::int64_t reset_after(Backoff const& backoff, std::int64_t last_delay)
{
    std::int64_t const given = backoff.reset_after().millis();
    return given > 0 ? given : std::max(shortest_reset, 2 * last_delay);
}

} // namespace janus::detail
