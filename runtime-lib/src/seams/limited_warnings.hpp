#pragma once
// LimitedWarnings: warnings that a flood of messages can cause, at most a few in each second. How
// many were left out is said with the next one. Any thread.

#include <atomic>
#include <cstdint>
#include <string_view>

#include <janus/seams.hpp>

namespace janus::detail {

class LimitedWarnings {
public:
    explicit LimitedWarnings(Log& log) : log_(log) {}
    void write(std::int64_t second, std::string_view line) noexcept;

private:
    static constexpr std::uint32_t each_second = 10;

    Log& log_;
    std::atomic<std::int64_t> second_{-1};
    std::atomic<std::uint32_t> count_{0};
};

} // namespace janus::detail
