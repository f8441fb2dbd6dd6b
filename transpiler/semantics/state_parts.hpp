//! The state of an actor: its fields and the locals its code sees them as. `let (a, b) = pair`
//! becomes a field for the pair and one for each name. Reports patterns that may not match.
#pragma once

#include "semantics/environment.hpp"

namespace janus::semantics {

Local* add_state(Environment& environment, Actor& actor, Field const& field);

/// Fields for the names of a pattern; `value` is what it takes apart.
void add_state_parts(Environment& environment, Actor& actor, Pattern& pattern, Expr* value);

} // namespace janus::semantics
