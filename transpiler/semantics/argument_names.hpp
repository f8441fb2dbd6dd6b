//! The names that the arguments of a call are given by. Pure; any thread.
#pragma once

#include "semantics/candidates.hpp"

#include <optional>

namespace janus::semantics {

/// What is wrong with them, if anything is: one of no parameter, one given twice, one without a
/// name after one that has a name. `parameters`: those a caller may give, in order; `callee` as a
/// message names it.
std::optional<Diagnostic> wrongly_named(std::string const& callee, Names const& parameters,
                                        ast::List<ast::Argument> arguments);

} // namespace janus::semantics
