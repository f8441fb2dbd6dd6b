//! What each command of janusc does. Each prints its diagnostics on standard error and gives the
//! exit code.
#pragma once

#include "driver/command_line.hpp"
#include "driver/compile.hpp"

namespace janus::driver {

int compile_command(CommandLine const& line);
int check_command(CommandLine const& line);
int emit_command(CommandLine const& line);
/// Rewrites the files in the one layout, or (--check) names those that have another.
int fmt_command(CommandLine const& line);
int explain_command(CommandLine const& line);
int dump_command(CommandLine const& line);
/// Comes back only if the program could not be started.
int run_command(CommandLine const& line);

/// Prints what is wrong with the named files and the sources; 0, 1 or 2.
int report(Result const& result, bool json);
/// The same as one text, for printing now or later.
[[nodiscard]] std::string report_text(Result const& result, bool json);

} // namespace janus::driver
