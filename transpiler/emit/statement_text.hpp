//! C++ statements as lines. Pure; any thread.
#pragma once

#include "emit/layout.hpp"
#include "lowering/cpp_statement.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace janus::emit {

/// `indent` is the number of columns the lines will be moved to the right; the lines themselves
/// start at column 0.
void add_statements(std::vector<lowering::cpp::Stmt> const& statements, std::size_t indent,
                    Lines& lines);

/// A body without line numbers, such as a lambda's.
Lines body_lines(std::vector<lowering::cpp::Stmt> const& statements);
/// The same as text; each line is ended.
std::string body_text(std::vector<lowering::cpp::Stmt> const& statements);

} // namespace janus::emit
