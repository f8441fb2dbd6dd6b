//! What one compilation is asked to do. A plain value.
#pragma once

#include "diagnostics/diagnostics.hpp"
#include "driver/loader.hpp"
#include "semantics/analyze.hpp"

namespace janus::driver {

enum class Goal {
    check,    // find the problems of the program
    generate, // and write C++
};

/// How #line spells the source.
enum class LinePaths { as_given, absolute, relative };

struct Options {
    LoadOptions load;
    semantics::AnalyzeOptions analyze;
    diagnostics::Policy policy;
    Goal goal = Goal::check;
    std::string out_folder;      // where the texts will lie; empty: nowhere yet
    bool line_directives = true; // --no-line
    bool test_main = false;      // the program runs its tests
    LinePaths line_paths = LinePaths::as_given;
};

} // namespace janus::driver
