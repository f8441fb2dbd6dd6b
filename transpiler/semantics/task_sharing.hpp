//! Warns where a task and its spawner share a `var` (W0009): they never run at the same time, but
//! which of them changes it first is not settled. After captures are known. Not thread-safe for one
//! program.
#pragma once

#include "diagnostics/diagnostics.hpp"
#include "semantics/program.hpp"

namespace janus::semantics {

void warn_of_shared_variables(Program& program, diagnostics::Diagnostics& diagnostics);

} // namespace janus::semantics
