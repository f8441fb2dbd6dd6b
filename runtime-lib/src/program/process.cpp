#include <janus/process.hpp>

#include <cstdlib>
#include <ctime>
#include <string>

#include <janus/checked.hpp>
#include <janus/detail/current.hpp>
#include <janus/print.hpp>

#include "actor/pledge.hpp"
#include "scheduler/runtime.hpp"

namespace janus {

namespace {

List<String>& stored_arguments()
{
    static List<String> arguments;
    return arguments;
}

// The clock of the running system, which may be a simulated one; else the machine's.
std::int64_t read_clock(bool wall)
{
    if (detail::Cell const* const cell = detail::current().cell) {
        Clock& clock = cell->runtime->clock();
        return wall ? clock.wall_nanoseconds() : clock.boot_nanoseconds();
    }
    detail::RealClock clock;
    return wall ? clock.wall_nanoseconds() : clock.boot_nanoseconds();
}

} // namespace

List<String> args()
{
    detail::require(Pledge::sys_args);
    return stored_arguments();
}

Option<String> env(String const& name)
{
    detail::require(Pledge::sys_env);
    char const* const value = std::getenv(name.to_std().c_str());
    return value ? Option<String>(value) : Option<String>();
}

// Other threads still run, so nothing is destroyed.
void exit(std::int64_t code)
{
    output().flush();
    std::_Exit(static_cast<int>(code));
}

Timestamp now()
{
    return Timestamp::from_milliseconds(time_now_millis());
}

std::int64_t time_now_seconds()
{
    return time_now_nanos() / 1'000'000'000;
}

std::int64_t time_now_millis()
{
    return time_now_nanos() / 1'000'000;
}

std::int64_t time_now_micros()
{
    return time_now_nanos() / 1'000;
}

std::int64_t time_now_nanos()
{
    return read_clock(true);
}

std::int64_t time_monotonic_millis()
{
    return time_monotonic_nanos() / 1'000'000;
}

std::int64_t time_monotonic_nanos()
{
    return read_clock(false);
}

std::int64_t time_seconds_to_millis(std::int64_t seconds)
{
    return multiply(seconds, 1'000);
}

std::int64_t time_millis_to_seconds(std::int64_t millis)
{
    return millis / 1'000;
}

std::int64_t time_minutes_to_seconds(std::int64_t minutes)
{
    return multiply(minutes, 60);
}

std::int64_t time_hours_to_seconds(std::int64_t hours)
{
    return multiply(hours, 3'600);
}

std::int64_t time_days_to_seconds(std::int64_t days)
{
    return multiply(days, 86'400);
}

std::int64_t time_elapsed_millis(std::int64_t start, std::int64_t end)
{
    return subtract(end, start);
}

std::int64_t time_elapsed_seconds(std::int64_t start, std::int64_t end)
{
    return subtract(end, start);
}

std::int32_t time_year_from_timestamp(std::int64_t seconds)
{
    std::time_t const time = seconds;
    std::tm parts{};
    if (::gmtime_r(&time, &parts) == nullptr) {
        detail::panic_overflow("year of a timestamp", std::source_location::current());
    }
    return parts.tm_year + 1900;
}

std::int32_t time_is_leap_year(std::int32_t year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 1 : 0;
}

std::int32_t time_days_in_month(std::int32_t year, std::int32_t month)
{
    switch (month) {
    case 2:
        return 28 + time_is_leap_year(year);
    case 4:
    case 6:
    case 9:
    case 11:
        return 30;
    default:
        return month >= 1 && month <= 12 ? 31 : 0;
    }
}

namespace detail {

void set_arguments(List<String> arguments)
{
    stored_arguments() = std::move(arguments);
}

} // namespace detail

} // namespace janus
