//! Actors and grains as classes: a member function for each arm, `handle` to choose one, `run` to
//! receive. Used by one thread.
#pragma once

#include "lowering/cpp_unit.hpp"
#include "lowering/module_context.hpp"

namespace janus::lowering {

cpp::Actor lower_actor(ModuleContext& module, semantics::Actor& actor);

/// Constructor parameters as constant members with the same names.
void lower_parameters(ModuleContext const& module, std::vector<semantics::Local*> const& declared,
                      NameSet taken, std::vector<cpp::Parameter>& parameters,
                      std::vector<cpp::Field>& members);

/// "chat.room.Room": how logs and stores call it.
std::string stored_name(ModuleContext const& module, std::string_view name);

} // namespace janus::lowering
