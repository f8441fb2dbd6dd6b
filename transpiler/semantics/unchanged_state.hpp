//! Finds the arms of grains that surely leave the stored state as it is, so that it need not be
//! encoded and compared after their messages. What is not understood counts as a change.
#pragma once

#include "semantics/program.hpp"

namespace janus::semantics {

void find_unchanged_state(Program& program);

} // namespace janus::semantics
