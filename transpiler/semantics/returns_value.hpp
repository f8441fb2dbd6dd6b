//! Whether a body contains `return e` with a value (not counting closures and nested functions): a
//! function without an arrow has a result only then.
#pragma once

#include "syntax/ast.hpp"

namespace janus::semantics {

bool returns_value(ast::Block const& block);

} // namespace janus::semantics
