//! `run`, `handle` and the arms of an actor. Used by one thread.
#pragma once

#include "lowering/cpp_unit.hpp"
#include "lowering/module_context.hpp"

namespace janus::lowering {

/// Adds the loop, `handle`, the arms and the `after` clause to the class.
void lower_handler(ModuleContext& module, semantics::Actor& actor, cpp::Actor& made);

} // namespace janus::lowering
