#include "actor/actor_trace.hpp"

#include <janus/detail/actor_body.hpp>
#include <janus/detail/address.hpp>

namespace janus::detail {

void write_trace(Tracer& tracer, Cell& cell, TraceEvent::Kind kind, ExitReason const* reason,
                 std::string_view text) noexcept
{
    TraceEvent event;
    event.kind = kind;
    event.milliseconds = cell.runtime->elapsed_milliseconds();
    event.actor = pid_of(address_of(cell));
    event.name = cell.body == nullptr ? std::string_view() : cell.body->name();
    event.reason = reason;
    event.text = text;
    tracer.event(event);
}

} // namespace janus::detail
