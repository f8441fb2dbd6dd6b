#pragma once
// The process around the program: Janus's `args()`, `env`, `exit` and the clocks of section 7.5.
// All may be called on any thread at any time.

#include <cstdint>

#include <janus/list.hpp>
#include <janus/option.hpp>
#include <janus/string.hpp>
#include <janus/time_values.hpp>

namespace janus {

// What stands on the command line after the runtime's options.
List<String> args();
Option<String> env(String const& name);
// Ends the process at once, after standard output is flushed.
[[noreturn]] void exit(std::int64_t code);

Timestamp now();
std::int64_t time_now_seconds();
std::int64_t time_now_millis();
std::int64_t time_now_micros();
std::int64_t time_now_nanos();
std::int64_t time_monotonic_millis();
std::int64_t time_monotonic_nanos();
std::int64_t time_seconds_to_millis(std::int64_t seconds);
std::int64_t time_millis_to_seconds(std::int64_t millis);
std::int64_t time_minutes_to_seconds(std::int64_t minutes);
std::int64_t time_hours_to_seconds(std::int64_t hours);
std::int64_t time_days_to_seconds(std::int64_t days);
std::int64_t time_elapsed_millis(std::int64_t start, std::int64_t end);
std::int64_t time_elapsed_seconds(std::int64_t start, std::int64_t end);
// The year (UTC) of seconds since 1970.
std::int32_t time_year_from_timestamp(std::int64_t seconds);
std::int32_t time_is_leap_year(std::int32_t year);
std::int32_t time_days_in_month(std::int32_t year, std::int32_t month);

namespace detail {

// Called once, before any actor runs.
void set_arguments(List<String> arguments);

} // namespace detail

} // namespace janus
