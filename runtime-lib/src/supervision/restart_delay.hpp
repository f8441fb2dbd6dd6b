#pragma once
// The two numbers of a restart: how long to wait before it, and when a row of restarts is over.

#include <cstdint>

#include <janus/seams.hpp>
#include <janus/supervision_types.hpp>

namespace janus::detail {

// Milliseconds before the n-th restart in a row; n counts from 1.
std::int64_t restart_delay(Backoff const& backoff, std::int64_t n, Random& random);

// After being up for so many milliseconds a child's next restart is the first of a new row.
std::int64_t reset_after(Backoff const& backoff, std::int64_t last_delay);

} // namespace janus::detail
