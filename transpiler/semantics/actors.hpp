//! Actors, grains and supervisors: what their declarations say, then the bodies inside them.
#pragma once

#include "semantics/declarations.hpp"
#include "semantics/substitute.hpp"

namespace janus::semantics {

/// State, hooks, functions and arms. All signatures must be resolved.
void check_actor(Environment& environment, Actor& actor, ast::Actor const& syntax,
                 ModuleScope& scope);

/// Which children a supervisor has; needs the names of all actors.
void resolve_supervisor(Environment& environment, Supervisor& supervisor,
                        ast::Supervisor const& syntax, ModuleScope& scope);
/// The arguments of its children and the numbers of its options.
/// What stands for the type parameters of a child's actor.
Substitution substitution_of(ChildSpec const& child);
/// Reports supervisors that would start themselves, without end.
void check_supervisor_cycles(Environment& environment);
void check_supervisor(Environment& environment, Supervisor& supervisor,
                      ast::Supervisor const& syntax, ModuleScope& scope);

} // namespace janus::semantics
