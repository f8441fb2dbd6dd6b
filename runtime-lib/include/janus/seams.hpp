#pragma once
// Seams: the few things the runtime's logic asks of the world. The real ones live in one folder;
// tests and the simulator bring their own. Chosen when a system starts.

#include <cstdint>
#include <functional>
#include <string_view>

namespace janus {

class Clock {
public:
    virtual ~Clock() = default;
    // Never goes back; also counts while the machine sleeps.
    virtual std::int64_t boot_nanoseconds() noexcept = 0;
    // The same, up to `coarse_error` behind, if that is cheaper to get.
    virtual std::int64_t coarse_nanoseconds() noexcept { return boot_nanoseconds(); }
    virtual std::int64_t coarse_error() const noexcept { return 0; }
    // Since 1970, UTC.
    virtual std::int64_t wall_nanoseconds() noexcept = 0;
};

class Random {
public:
    virtual ~Random() = default;
    virtual std::uint64_t next() noexcept = 0;
};

enum class LogLevel : std::uint8_t { debug, info, warning, error, off };

class Log {
public:
    virtual ~Log() = default;
    // One line, without its newline. Any thread.
    virtual void write(LogLevel level, std::string_view line) noexcept = 0;
};

// Legal but rare things: the runtime asks at the places where they may happen, and a simulation
// makes them happen often. Nobody asks in a real run.
class Faults {
public:
    enum class Site : std::uint8_t {
        grain_sleeps,    // though it is not long idle
        commit_is_late,  // a write or a read of the store takes a while
        outcome_unknown, // the store does not say whether it has written
        commit_refused
    };

    virtual ~Faults() = default;
    virtual bool strikes(Site site) noexcept = 0;
    // Calls it after some time.
    virtual void later(std::function<void()> call) = 0;
};

class Tracer; // tracing.hpp

namespace detail {

struct Cell;
class Runtime;

// Calls `Runtime::fire_timers` at or soon after the earliest instant that was set.
class Alarm {
public:
    virtual ~Alarm() = default;
    virtual void set(std::int64_t due_milliseconds) noexcept = 0;
};

// In place of workers: one thread runs everything, in an order of the executor's choice.
class Executor {
public:
    virtual ~Executor() = default;
    virtual void ready(Cell& cell) noexcept = 0;
    // Runs until `done(context)` or the instant; false if it is not done then, or nothing is left
    // that could make it so.
    virtual bool run_until(bool (*done)(void*), void* context, std::int64_t due_milliseconds) = 0;
};

} // namespace detail

// Null members mean the real thing. With an executor the system starts no threads and time stands
// still unless the executor moves the clock. Without a tracer nothing is traced, without faults
// there are none but real ones. All must outlive
// the system.
struct Seams {
    Clock* clock = nullptr;
    Random* random = nullptr;
    Log* log = nullptr;
    detail::Executor* executor = nullptr;
    Tracer* tracer = nullptr;
    Faults* faults = nullptr;
};

} // namespace janus
