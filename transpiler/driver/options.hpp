//! What one compilation is asked to do. A plain value.
#pragma once

#include "diagnostics/diagnostics.hpp"
#include "driver/loader.hpp"
#include "semantics/analyze.hpp"

namespace janus::driver {

enum class Goal {
    check,      // find the problems
    generate,   // and write C++
};

struct Options {
    LoadOptions load;
    semantics::AnalyzeOptions analyze;
    diagnostics::Policy policy;
    Goal goal = Goal::check;
    bool line_directives = true;          // --no-line
    bool absolute_line_paths = false;     // --line-path=absolute
};

} // namespace janus::driver
