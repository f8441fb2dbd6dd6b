#pragma once
// Running single tests, for the ways of running all of them.

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include <janus/options.hpp>
#include <janus/seams.hpp>
#include <janus/testing.hpp>

namespace janus::detail {

struct TestFailure {
    std::string text;
    std::string place; // file:line
};

// All tests of the program, in the order of the files and of the lines in them.
std::vector<TestCase> registered_tests();

// What `body` threw; `start` is the place if the exception names none.
std::optional<TestFailure> failure_of(std::function<void()> const& body, std::string const& start);

// Runs it on a system of its own behind these seams.
std::optional<TestFailure> run_test(TestCase const& test, Options const& options, Seams seams);

} // namespace janus::detail
