#pragma once
// The command line of a built program, with room for options that only some programs have. Used
// before any thread starts.

#include <functional>
#include <string>

#include <janus/options.hpp>

namespace CLI {
class App;
}

namespace janus::detail {

// The last part of the path it was started by.
std::string program_name(int argc, char const* const* argv);

// As Options::from_command_line; `describe_more` adds options of its own.
Options read_command_line(int argc, char const* const* argv, std::string program,
                          std::function<void(CLI::App&)> const& describe_more);

} // namespace janus::detail
