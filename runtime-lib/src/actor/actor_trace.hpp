#pragma once
// Tells the tracer, if there is one, what an actor does.

#include <string_view>

#include <janus/detail/cell.hpp>
#include <janus/tracing.hpp>

#include "scheduler/runtime.hpp"

namespace janus::detail {

void write_trace(Tracer& tracer, Cell& cell, TraceEvent::Kind kind, ExitReason const* reason,
                 std::string_view text) noexcept;

inline void trace_actor(Cell& cell, TraceEvent::Kind kind, ExitReason const* reason,
                        std::string_view text = {}) noexcept
{
    if (Tracer* const tracer = cell.runtime->tracer()) [[unlikely]] {
        write_trace(*tracer, cell, kind, reason, text);
    }
}

} // namespace janus::detail
