//! Literals as C++ spells them. Pure; any thread.
#pragma once

#include "lowering/cpp_expression.hpp"
#include "lowering/module_context.hpp"

#include <string_view>

namespace janus::lowering {

/// `typed`: the expression itself must have the type; otherwise the place it stands in gives it.
cpp::Expr integer_literal(ModuleContext const& module, semantics::Integer const& literal,
                          bool typed);
cpp::Expr floating_literal(double value, semantics::TypeRef type);
cpp::Expr text_literal(std::string_view text, bool bytes, bool typed);

/// "…" with escapes.
std::string quoted(std::string_view text);

} // namespace janus::lowering
