//! C++ expressions as text: parentheses where precedence asks for them, lines broken at 100
//! columns. Pure functions; any thread.
#pragma once

#include "emit/layout.hpp"
#include "lowering/cpp_statement.hpp"

#include <string>

namespace janus::emit {

void add_expression(Layout& layout, lowering::cpp::Expr const& expression);
/// On one line, whatever its length.
std::string expression_text(lowering::cpp::Expr const& expression);

std::string parameter_text(lowering::cpp::Parameter const& parameter);
/// `may_be_unused`: a parameter that is unused says so, which only a definition needs.
void add_parameter(Layout& layout, lowering::cpp::Parameter const& parameter, bool may_be_unused);

} // namespace janus::emit
