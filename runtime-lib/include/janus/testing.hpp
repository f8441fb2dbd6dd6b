#pragma once
// `test` blocks: each module registers its tests before main starts; run_tests, the main of a
// program built by `janusc test`, runs them one after the other. Each test has an actor system of
// its own and fails by a panic or an escaping error, with the place it happened at. The exit code
// is 0 if all passed, else 1; 2 for a wrong command line. Called once, on the first thread.

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <source_location>
#include <string>
#include <string_view>

#include <janus/panic.hpp>
#include <janus/program.hpp>
#include <janus/system.hpp>
#include <janus/text.hpp>

namespace janus {

struct TestCase {
    std::string_view title;
    std::string_view file;
    unsigned line = 0;
    // Runs the test to its end; throws what failed it.
    std::function<void(ActorSystem&)> body;
};

template <class Function>
TestCase test_case(std::string_view title, std::string_view file, unsigned line, Function function)
{
    return {title, file, line,
            [function](ActorSystem& system) { detail::exit_code_of(system.run(function)); }};
}

// The tests of one module, as a variable of its source. Modules with lower numbers run first.
class RegisteredTests {
public:
    RegisteredTests(unsigned number, std::initializer_list<TestCase> tests);
};

namespace detail {

using MainFunction = std::function<std::int64_t(ActorSystem&)>;

// `main` is empty if the program has none.
int run_tests(int argc, char const* const* argv, std::string_view name, MainFunction const& main);

} // namespace detail

inline int run_tests(int argc, char const* const* argv, std::string_view name)
{
    return detail::run_tests(argc, argv, name, {});
}

// For a program that also has a main; a simulation without tests runs that.
template <class Main>
int run_tests(int argc, char const* const* argv, std::string_view name, Main main)
{
    return detail::run_tests(argc, argv, name, detail::main_function(main));
}

// `assert(a == b)` in a test.
template <class Left, class Right>
[[noreturn]] void comparison_failed(std::string_view text, Left const& left, Right const& right,
                                    std::source_location where = std::source_location::current())
{
    std::string shown = "assertion failed: " + std::string(text) + "\n    left:  ";
    detail::write_text(shown, left, true);
    shown += "\n    right: ";
    detail::write_text(shown, right, true);
    panic("P004", shown, where);
}

} // namespace janus
