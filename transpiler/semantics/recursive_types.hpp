//! Types that contain themselves by value, directly or through others. A payload that leads back to
//! its own type is held in a box (`Field::boxed`, `Variants::recursive`); a struct cannot be, and
//! neither can types of two modules, whose headers would include each other: S4003. Lists, maps and
//! references hold their elements elsewhere and break every cycle. Not thread-safe for one program.
#pragma once

#include "diagnostics/diagnostics.hpp"
#include "semantics/program.hpp"

namespace janus::semantics {

void find_recursive_types(Program& program, diagnostics::Diagnostics& diagnostics);

} // namespace janus::semantics
