#include "scheduler/runtime.hpp"
#include "supervision/supervisor_body.hpp"

namespace janus::detail {

void SupervisorBody::trace(TraceEvent::Kind kind, ChildRecord const* child,
                           ExitReason const* reason, std::string_view text) const noexcept
{
    Tracer* const tracer = cell().runtime->tracer();
    if (tracer == nullptr) {
        return;
    }
    TraceEvent event;
    event.kind = kind;
    event.milliseconds = now();
    event.actor = pid_of(address_of(cell()));
    event.name = name_;
    event.reason = reason;
    event.text = text;
    if (child != nullptr) {
        event.child = pid_of(child->address);
        event.id = child->spec.id().view();
        event.delay = child->last_delay;
        event.row = child->row;
    }
    tracer->event(event);
}

} // namespace janus::detail
