#include <janus/detail/current.hpp>
#include <janus/mathematics.hpp>

#include "scheduler/runtime.hpp"

namespace janus {

std::uint64_t random_bits()
{
    if (detail::Cell const* const cell = detail::current().cell) {
        return cell->runtime->random().next();
    }
    static detail::RealRandom outside;
    return outside.next();
}

std::int64_t random_int(std::int64_t low, std::int64_t high)
{
    if (high < low) {
        panic("P004", "random_int: the upper bound lies below the lower one");
    }
    auto const span = static_cast<std::uint64_t>(high) - static_cast<std::uint64_t>(low) + 1;
    if (span == 0) {
        return static_cast<std::int64_t>(random_bits());
    }
    // Bits that would favour the smaller results are thrown away.
    std::uint64_t const unfair = (~std::uint64_t{0} - span + 1) % span;
    std::uint64_t bits = random_bits();
    while (bits < unfair) {
        bits = random_bits();
    }
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(low) + bits % span);
}

double random_float()
{
    constexpr double step = 1.0 / 9007199254740992.0; // 2 to the power of -53
    return static_cast<double>(random_bits() >> 11) * step;
}

bool random_bool()
{
    return (random_bits() & 1) != 0;
}

} // namespace janus
