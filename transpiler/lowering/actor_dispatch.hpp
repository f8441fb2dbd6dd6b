//! The body of an actor's `handle`: which arm a message goes to. Used by one thread.
#pragma once

#include "lowering/cpp_unit.hpp"
#include "lowering/module_context.hpp"
#include "lowering/names.hpp"

#include <string>
#include <vector>

namespace janus::lowering {

/// One arm with the member function made of it.
struct LoweredArm {
    semantics::Arm* arm = nullptr;
    std::string function;
    /// What the pattern binds, in the function's order.
    std::vector<semantics::Local const*> parameters;
};

/// What the parameters of `handle` are called.
struct HandlerNames {
    std::string message;
    std::string acknowledgement; // empty: there is none
    bool waits = false;          // `handle` is a coroutine
};

std::vector<cpp::Stmt> dispatch_message(ModuleContext& module, semantics::Actor const& actor,
                                        std::vector<LoweredArm> const& arms,
                                        HandlerNames const& names, LocalNames& locals);

} // namespace janus::lowering
