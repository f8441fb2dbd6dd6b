//! Which expressions of the checked program have the same value whenever they are evaluated, and do
//! nothing else: what `comptime` may be about. Pure.
#pragma once

#include "semantics/environment.hpp"

namespace janus::semantics {

/// The first part that is not constant; null if the whole expression is.
Expr const* not_constant(Environment const& environment, Expr& expression);

} // namespace janus::semantics
