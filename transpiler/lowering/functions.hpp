//! Functions, methods and module-level values as C++. Used by one thread.
#pragma once

#include "lowering/body.hpp"

#include <string>

namespace janus::lowering {

/// The names a body of this module must keep away from; those of `actor`'s members too.
LocalNames names_around(ModuleContext const& module, semantics::Entity const* owner = nullptr);

/// "template <class T, class U>", or nothing.
std::string template_head(std::vector<std::string> const& parameters);
/// What a function returns in C++: a task if it suspends.
std::string result_type(ModuleContext const& module, semantics::Function const& function);
/// The type parameters a function depends on, its owner's included.
std::vector<std::string> type_parameters(semantics::Function const& function);

/// Free functions, methods (with `self` in front) and functions of an actor.
cpp::Function lower_function(ModuleContext& module, semantics::Function& function);

/// A trait's function without `self`, as one type has it: found by the tag in front.
cpp::Function lower_static(ModuleContext& module, semantics::Function const& wanted,
                           semantics::Function const& own);

/// `inline` in the header; an initialiser that needs statements becomes a function of the source.
void lower_global(ModuleContext& module, semantics::Global& global, cpp::Unit& unit);

} // namespace janus::lowering
