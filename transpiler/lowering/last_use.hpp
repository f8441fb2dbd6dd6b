//! Finds the places where a local is read for the last time, so that its content may be moved out.
//! Conservative: a read counts as last only if no other read of the local can run after it or
//! within the same statement, no loop repeats it and no closure or `defer` sees the local. Pure.
#pragma once

#include "semantics/program.hpp"

#include <vector>

namespace janus::lowering {

/// The last reads in one body (of a function, arm, hook or closure), sorted by address.
std::vector<semantics::Expr const*> last_uses(semantics::Expr& body);

} // namespace janus::lowering
