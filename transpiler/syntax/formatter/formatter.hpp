#pragma once

#include "source/source_file.hpp"
#include "syntax/ast.hpp"

#include <string>

namespace janus::syntax {

/// `janusc fmt`: the one layout. Line breaks stay where the author put them; indentation,
/// spaces within lines and blank lines are ours. No token and no comment is added, dropped or
/// moved, so the meaning cannot change, and formatting twice changes nothing.
/// A file with syntax errors (`complete` is false) comes back as it was. Pure.
[[nodiscard]] std::string format(source::SourceFile const& file, ast::Module const& module);

} // namespace janus::syntax
