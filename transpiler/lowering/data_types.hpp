//! Structs, messages, unions, errors, enums and unique types of a module, each after those it
//! contains. Used by one thread.
#pragma once

#include "lowering/cpp_unit.hpp"
#include "lowering/module_context.hpp"

namespace janus::lowering {

/// Fills `unit.types`, with the types of `together` if this module is the first of them.
void lower_data_types(ModuleContext& module, std::vector<semantics::Module const*> const& together,
                      source::SourceSet const& sources, cpp::Unit& unit);

/// `= 0` and the like for a field without an initialiser of its own.
std::optional<cpp::Expr> zero_value(semantics::TypeRef type);

} // namespace janus::lowering
