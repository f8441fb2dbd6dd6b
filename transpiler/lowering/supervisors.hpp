//! Supervisors as classes that say what their children are. Used by one thread.
#pragma once

#include "lowering/cpp_unit.hpp"
#include "lowering/module_context.hpp"

namespace janus::lowering {

cpp::Supervisor lower_supervisor(ModuleContext& module, semantics::Supervisor& supervisor);

} // namespace janus::lowering
