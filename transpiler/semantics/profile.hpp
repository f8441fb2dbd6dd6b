//! Profiles: which parts of the language a module may use. Language reference §8.
#pragma once

#include "semantics/environment.hpp"

namespace janus::semantics {

/// Reports declarations the module's profile does not have. The command line wins over the module's
/// directive; without either the profile is `:cluster`.
void check_profile(Environment& environment, ast::Module const& module);

} // namespace janus::semantics
