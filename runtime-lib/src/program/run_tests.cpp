#include <janus/testing.hpp>

#include <algorithm>
#include <exception>
#include <optional>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>
#include <janus/error.hpp>
#include <janus/log.hpp>
#include <janus/print.hpp>
#include <janus/process.hpp>

#include "program/command_line.hpp"
#include "program/simulate.hpp"
#include "program/test_run.hpp"
#include "values/exception_text.hpp"

namespace janus {

namespace {

struct ModuleTests {
    unsigned number = 0;
    std::vector<TestCase> tests;
};

std::vector<ModuleTests>& registry()
{
    static std::vector<ModuleTests> modules;
    return modules;
}

} // namespace

RegisteredTests::RegisteredTests(unsigned number, std::initializer_list<TestCase> tests)
{
    registry().push_back({number, tests});
}

namespace detail {

namespace {

std::string place_of(std::source_location where)
{
    return std::string(where.file_name()) + ':' + std::to_string(where.line());
}

int run_all(std::vector<TestCase> const& tests, Options const& options, std::size_t left_out)
{
    std::size_t failed = 0;
    for (TestCase const& test : tests) {
        std::optional<TestFailure> const failure = run_test(test, options, {});
        if (!failure) {
            println("ok    ", test.title);
            continue;
        }
        ++failed;
        println("FAIL  ", test.title, " (", test.file, ":", test.line, ")\n    ", failure->text,
                "\n    at ", failure->place);
    }
    std::string summary =
        std::to_string(tests.size() - failed) + " passed, " + std::to_string(failed) + " failed";
    if (left_out > 0) {
        summary += ", " + std::to_string(left_out) + " left out";
    }
    println(summary);
    output().flush();
    return failed == 0 ? 0 : 1;
}

// The tests, or main if there is one to run in their place.
std::vector<SimJob> jobs_of(std::vector<TestCase> const& tests, MainFunction const& main)
{
    std::vector<SimJob> jobs;
    for (TestCase const& test : tests) {
        std::string const place = std::string(test.file) + ':' + std::to_string(test.line);
        jobs.push_back({std::string(test.title), place, test.body});
    }
    if (main) {
        jobs.push_back(main_job(main));
    }
    return jobs;
}

} // namespace

std::vector<TestCase> registered_tests()
{
    std::vector<ModuleTests> modules = registry();
    std::stable_sort(
        modules.begin(), modules.end(),
        [](ModuleTests const& a, ModuleTests const& b) { return a.number < b.number; });
    std::vector<TestCase> tests;
    for (ModuleTests const& module : modules) {
        tests.insert(tests.end(), module.tests.begin(), module.tests.end());
    }
    return tests;
}

std::optional<TestFailure> failure_of(std::function<void()> const& body, std::string const& start)
{
    try {
        body();
        return std::nullopt;
    } catch (EscapedError const& escaped) {
        return TestFailure{"error '" + escaped.error().name().to_std() + "'",
                           place_of(escaped.where())};
    } catch (Panic const& panic) {
        return TestFailure{panic.text(), place_of(panic.where())};
    } catch (...) {
        return TestFailure{"C++ exception " + detail::text_of_foreign_exception(), start};
    }
}

std::optional<TestFailure> run_test(TestCase const& test, Options const& options, Seams seams)
{
    std::string const start = std::string(test.file) + ':' + std::to_string(test.line);
    return failure_of(
        [&] {
            ActorSystem system(options, seams);
            test.body(system);
            system.stop();
        },
        start);
}

int run_tests(int argc, char const* const* argv, std::string_view name, MainFunction const& main)
{
    std::string filter;
    SimSettings simulation;
    Options const options = read_command_line(argc, argv, std::string(name), [&](CLI::App& app) {
        app.add_option("--filter", filter, "only the tests whose name contains this")
            ->type_name("TEXT");
        describe_simulation(app, simulation);
    });
    set_arguments(options.arguments);
    log::set_level(options.log_level);
    std::vector<TestCase> tests = registered_tests();
    std::size_t const all = tests.size();
    std::erase_if(tests, [&filter](TestCase const& test) {
        return test.title.find(filter) == std::string_view::npos;
    });
    if (simulation.on) {
        return simulate(simulation, options, jobs_of(tests, all == 0 ? main : nullptr));
    }
    return run_all(tests, options, all - tests.size());
}

} // namespace detail

} // namespace janus
