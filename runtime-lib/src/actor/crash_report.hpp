#pragma once
// The crash report: one line for the log that says who crashed, why, where, and while handling
// what; a line more once the same message has crashed its actor three times within the
// supervisor's window (poison). In the turn of the actor that crashed.

#include <cstdint>
#include <map>
#include <vector>

#include <janus/detail/cell.hpp>
#include <janus/detail/memory_pool.hpp>

#include "actor/failure.hpp"

namespace janus::detail {

// The instants of crashes, by the number of the message.
struct CrashRecord : Pooled {
    std::map<std::uint8_t, std::vector<std::int64_t>> times;
};

void report_crash(Cell& cell, FailureText const& failure);

} // namespace janus::detail
