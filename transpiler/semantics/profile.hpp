//! Profiles: which parts of the language a module may use. Language reference §8.
#pragma once

#include "semantics/environment.hpp"

namespace janus::semantics {

/// "cluster"
std::string_view name_of(Profile profile);

/// Gives the scope its profile and reports declarations that profile does not have. The command
/// line wins over the module's directive; without either the profile is `:cluster`.
void check_profile(Environment& environment, ModuleScope& scope, ast::Module const& module);

/// Reports a feature that the module's profile does not have: "nursery blocks".
void need_profile(Environment& environment, ModuleScope const& scope, Profile wanted, Span span,
                  std::string_view feature);

} // namespace janus::semantics
