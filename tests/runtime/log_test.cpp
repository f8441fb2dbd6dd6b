#include <catch2/catch.hpp>

#include <cstdlib>
#include <string>
#include <vector>

#include <janus/log.hpp>
#include <janus/numbers.hpp>
#include <janus/options.hpp>
#include <janus/print.hpp>
#include <janus/process.hpp>

#include "values/panic_code.hpp"

namespace {

class Errors final : public janus::Output {
public:
    Errors() { janus::set_output(this); }
    ~Errors() override
    {
        janus::set_output(nullptr);
        janus::log::set_level(janus::LogLevel::info);
    }
    void standard(std::string_view) override {}
    void error(std::string_view text) override { written += text; }
    void flush() override {}

    std::string written;
};

janus::Options options_of(std::vector<char const*> arguments)
{
    arguments.insert(arguments.begin(), "/bin/program");
    return janus::Options::from_command_line(static_cast<int>(arguments.size()), arguments.data());
}

} // namespace

TEST_CASE("a log line has its level, message and fields", "[log]")
{
    Errors errors;
    janus::log::info("started");
    janus::log::warn("slow", {{"took", 12}, {"what", "a \"query\""}, {"none", ""}});
    janus::log::debug("not shown");
    janus::log::set_level(janus::LogLevel::debug);
    janus::log::debug("shown", {{"flag", true}});
    janus::log::set_level(janus::LogLevel::error);
    janus::log::warn("not shown");
    janus::log::error("broken");
    CHECK(errors.written ==
          "[INFO] started\n[WARN] slow took=12 what=\"a \\\"query\\\"\" none=\"\"\n"
          "[DEBUG] shown flag=true\n[ERROR] broken\n");
}

TEST_CASE("the environment gives options, the command line outranks it", "[options]")
{
    ::setenv("JANUS_WORKERS", "3", 1);
    ::setenv("JANUS_STUCK_AFTER", "2s", 1);
    CHECK(options_of({}).workers == 3);
    CHECK(options_of({"--workers", "5"}).workers == 5);
    CHECK(options_of({}).stuck_after == janus::seconds(2));
    ::unsetenv("JANUS_WORKERS");
    ::unsetenv("JANUS_STUCK_AFTER");
    janus::Options const plain = options_of({"--shutdown", "1m", "--store", "memory", "x"});
    CHECK(plain.workers == 0);
    CHECK(plain.program == "program");
    CHECK(plain.shutdown == janus::seconds(60));
    CHECK(plain.store == "memory");
    CHECK(plain.arguments == janus::List<janus::String>{"x"});
}

TEST_CASE("the calendar functions", "[time]")
{
    CHECK(janus::time_year_from_timestamp(0) == 1970);
    CHECK(janus::time_year_from_timestamp(1'700'000'000) == 2023);
    CHECK(janus::time_is_leap_year(2000) == 1);
    CHECK(janus::time_is_leap_year(1900) == 0);
    CHECK(janus::time_days_in_month(2024, 2) == 29);
    CHECK(janus::time_days_in_month(2023, 13) == 0);
    CHECK(panic_code([] { janus::time_days_to_seconds(janus::max_of<std::int64_t>); }) == "P002");
    std::int64_t const before = janus::time_monotonic_nanos();
    CHECK(janus::time_monotonic_nanos() >= before);
    CHECK(janus::now().millis() > 1'600'000'000'000);
}

TEST_CASE("the number functions", "[values]")
{
    CHECK(janus::abs(-3) == 3);
    CHECK(janus::abs(-2.5) == 2.5);
    CHECK(panic_code([] { janus::abs(janus::min_of<std::int32_t>); }) == "P002");
    CHECK(janus::min(2, 1) == 1);
    CHECK(janus::max(janus::String("a"), "b") == "b");
    CHECK(janus::hash(janus::String("a")) == janus::hash(janus::String("a")));
    CHECK(janus::filled<std::array<int, 3>>(7) == std::array<int, 3>{7, 7, 7});
}
