#pragma once
// ActorCounts: what one actor has done. Kept only by a system that was started with `--observe` (or
// with a tracer), over restarts, until the actor is gone. A value.

#include <cstdint>

#include <janus/time_values.hpp>

namespace janus {

struct ActorCounts {
    std::uint64_t messages = 0;
    // About how long it ran; one turn in 16 is measured.
    Duration busy;
};

} // namespace janus
