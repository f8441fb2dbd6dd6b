#pragma once

#include "syntax/ast.hpp"

#include <string>

namespace janus::syntax {

/// The syntax tree as stable text, for tests and `janusc dump ast`: expressions as nested
/// lists, one statement or declaration a line, blocks indented. Spans and comments are left
/// out, so two trees with the same meaning give the same text. Pure.
[[nodiscard]] std::string dump(ast::Module const& module);

/// One expression, as it appears in the dump of a module.
[[nodiscard]] std::string dump(ast::Expr const& expression);

} // namespace janus::syntax
