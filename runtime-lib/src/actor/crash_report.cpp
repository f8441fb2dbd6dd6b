#include "actor/crash_report.hpp"

#include <memory>
#include <string>

#include <janus/actor_traits.hpp>
#include <janus/detail/actor_body.hpp>

#include "actor/actor_trace.hpp"
#include "actor/extras.hpp"
#include "scheduler/runtime.hpp"
#include "values/backtrace.hpp"

namespace janus::detail {

namespace {

constexpr std::size_t poisonous = 3; // crashes

std::string name_of(Cell const& cell)
{
    std::string name;
    if (cell.body != nullptr) {
        name += shown_name(cell.body->name());
        name += ' ';
    }
    return name + '<' + std::to_string(cell.number.load(std::memory_order_relaxed)) + '>';
}

std::string handled_message(Cell const& cell)
{
    ActorKind const& kind = *cell.kind.load(std::memory_order_relaxed);
    std::uint8_t const number = cell.handled.load(std::memory_order_relaxed);
    return kind.message_name == nullptr ? std::string() : kind.message_name(number);
}

// The crashes by this message within the window, this one included. An actor that is not
// restarted crashes only once.
std::size_t count_crash(Cell& cell)
{
    Extras* const extras = cell.extras;
    if (extras == nullptr || (extras->supervisor.cell == nullptr && extras->grain == nullptr)) {
        return 1;
    }
    if (extras->crashes == nullptr) {
        extras->crashes = std::make_unique<CrashRecord>();
    }
    auto& times = extras->crashes->times[cell.handled.load(std::memory_order_relaxed)];
    std::int64_t const now = cell.runtime->elapsed_milliseconds();
    std::erase_if(times, [&](std::int64_t time) { return time < now - extras->crash_window; });
    times.push_back(now);
    return times.size();
}

} // namespace

void report_crash(Cell& cell, FailureText const& failure)
{
    Log& log = cell.runtime->log();
    if (failure.refused) {
        std::string const refusal = "not activated: " + name_of(cell) + ": " + failure.text;
        log.write(LogLevel::info, refusal);
        trace_actor(cell, TraceEvent::Kind::crashed, nullptr, refusal);
        return;
    }
    std::string const message = handled_message(cell);
    std::string line = "crash: " + name_of(cell) + ": " + failure.text;
    if (!message.empty()) {
        line += ", handling " + message;
    }
    log.write(LogLevel::error, line + backtrace_text(failure.addresses));
    trace_actor(cell, TraceEvent::Kind::crashed, nullptr, line);
    std::size_t const crashes = message.empty() ? 1 : count_crash(cell);
    if (crashes >= poisonous) {
        log.write(LogLevel::error, "poison: " + message + " has crashed " + name_of(cell) + ' ' +
                                       std::to_string(crashes) + " times within " +
                                       std::to_string(cell.extras->crash_window) + " ms");
    }
}

} // namespace janus::detail
