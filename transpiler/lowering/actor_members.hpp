//! How the body of a function of an actor or supervisor reaches what that has. Used by one thread.
#pragma once

#include "lowering/body.hpp"

namespace janus::lowering {

/// Binds state and constructor parameters to the members of the class.
inline void bind_members(ModuleContext const& module, semantics::Actor const& actor, Body& body)
{
    for (semantics::Local const* parameter : actor.parameters)
        body.bind(parameter, cpp::name(module.names.member(parameter)));
    for (semantics::Local const* state : actor.state_locals)
        body.bind(state, cpp::name(module.names.member(state)));
}

/// A supervisor has no state, only its parameters.
inline void bind_members(ModuleContext const& module, semantics::Supervisor const& supervisor,
                         Body& body)
{
    for (semantics::Local const* parameter : supervisor.parameters)
        body.bind(parameter, cpp::name(module.names.member(parameter)));
}

} // namespace janus::lowering
