//! Whether evaluating an expression may end more than itself: the function around it by `return` or
//! `?`, a loop by `break` or `continue`. No errors; not thread-safe for one program.
#pragma once

#include "semantics/program.hpp"

namespace janus::semantics {

bool leaves(Expr& expression);

} // namespace janus::semantics
