//! What the user typed, understood. Pure: nothing is printed or read here.
#pragma once

#include "driver/options.hpp"

#include <string>
#include <variant>
#include <vector>

namespace janus::driver {

enum class Command { compile, check, emit, run, test, fmt, explain, dump };

struct CommandLine {
    Command command{};
    Options options;
    bool json = false;         // --diagnostics=json
    bool side_by_side = false; // emit
    bool check_only = false;   // fmt --check
    std::string out_folder;    // compile --out-dir
    std::string depfile;
    std::string depfile_target;
    std::string store;                          // run and test: --store
    std::string code;                           // explain
    std::string phase;                          // dump
    std::vector<std::string> program_arguments; // run and test: behind `--`
    std::vector<std::string> test_arguments;    // test: options that the program reads
    bool simulates = false;                     // test --sim
};

/// janusc has said what there was to say and ends with this code.
struct Finished {
    int exit_code = 0;
    std::string output; // for standard output
    std::string error;  // for standard error
};

/// `arguments` without the program's own name.
[[nodiscard]] std::variant<CommandLine, Finished> parse_command_line(
    std::vector<std::string> arguments);

} // namespace janus::driver
