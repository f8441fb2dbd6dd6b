//! C++ statements as lines. Pure; any thread.
#pragma once

#include "lowering/cpp_statement.hpp"
#include "source/span.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace janus::emit {

/// One printed line. `begins` is set on the first line of a statement the user wrote.
struct Line {
    std::string text;
    source::Span begins;
};

/// `indent` is the number of columns the lines will be moved to the right; the lines themselves
/// start at column 0.
void statement_lines(lowering::cpp::Stmt const& statement, std::size_t indent,
                     std::vector<Line>& lines);

/// A body without line numbers, such as a lambda's.
std::vector<std::string> statement_lines(std::vector<lowering::cpp::Stmt> const& statements);

} // namespace janus::emit
