#include "seams/limited_warnings.hpp"

#include <string>

namespace janus::detail {

void LimitedWarnings::write(std::int64_t second, std::string_view line) noexcept
{
    if (second_.exchange(second, std::memory_order_relaxed) != second) {
        std::uint32_t const before = count_.exchange(0, std::memory_order_relaxed);
        if (before > each_second) {
            log_.write(LogLevel::warning,
                       std::to_string(before - each_second) + " warnings were left out");
        }
    }
    if (count_.fetch_add(1, std::memory_order_relaxed) < each_second) {
        log_.write(LogLevel::warning, line);
    }
}

} // namespace janus::detail
