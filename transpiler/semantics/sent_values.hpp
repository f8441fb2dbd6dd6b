//! What may leave an actor in expressions: state tagged Local.Exclusive may not, and a generic
//! actor may only be started for types that can be sent. Both are S3002.
#pragma once

#include "diagnostics/diagnostics.hpp"
#include "semantics/program.hpp"

namespace janus::semantics {

void check_sent_values(Program& program, diagnostics::Diagnostics& diagnostics);

} // namespace janus::semantics
