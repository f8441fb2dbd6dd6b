#pragma once
// Tracer: is told of what the actors and supervisors of a system do, one event at a time, in the
// order it happens to each of them. Given to a system as one of its seams; without one nothing is
// collected. Called on the thread and within the turn of the actor concerned, so it must be quick,
// must not throw, and must not wait. The texts of an event are valid during the call only.

#include <cstdint>
#include <string>
#include <string_view>

#include <janus/exit_reason.hpp>
#include <janus/pid.hpp>

namespace janus {

struct TraceEvent {
    enum class Kind : std::uint8_t {
        // Of a supervisor and one of its children.
        supervisor_begins,  // makes its children
        supervisor_started, // all have started
        child_starting,     // is told to start
        child_started,      // its on_start has returned
        child_stopping,     // is told to stop
        child_killed,       // took too long, or is to be killed at once
        child_ended,        // with `reason`
        restart_planned,    // after `delay` milliseconds, as the `row`-th in a row
        child_ordered,      // stop_child was called
        stop_ordered,       // the supervisor was told to stop
        gave_up,            // the supervisor ends because of `text`
        supervisor_ended,   // with `reason`
        // Of any actor.
        message, // takes one; `text` is its type and case
        crashed, // `text` is the line of the crash report
        ended    // one incarnation, with `reason`
    };

    Kind kind = Kind::message;
    std::int64_t milliseconds = 0; // since the start of the system
    Pid actor;                     // the actor or supervisor itself
    std::string_view name;         // of its class
    Pid child;
    std::string_view id; // of the child
    ExitReason const* reason = nullptr;
    std::int64_t delay = 0;
    std::int64_t row = 0;
    std::string_view text;
};

// One line: `   1.250 s  Shop <3> restart_planned Till <5> after 50 ms`.
std::string to_line(TraceEvent const& event);

class Tracer {
public:
    virtual ~Tracer() = default;
    virtual void event(TraceEvent const& event) noexcept = 0;
};

} // namespace janus
