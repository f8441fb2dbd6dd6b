//! How the body of an actor's function reaches what the actor has. Used by one thread.
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

} // namespace janus::lowering
