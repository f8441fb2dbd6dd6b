//! Which annotation may stand where. What means nothing at its place is reported, so that nothing
//! that was written is ignored. Actors and their fields have readers of their own.
#pragma once

#include "semantics/environment.hpp"

namespace janus::semantics {

void check_annotation_places(Environment& environment, ast::Module const& module);

} // namespace janus::semantics
