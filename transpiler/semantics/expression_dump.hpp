//! The texts of expressions, statements and patterns in a program's dump. Internal to the dump.
//! `depth` is the indentation of the line the text begins on; later lines are indented absolutely.
#pragma once

#include "semantics/program.hpp"

#include <string>
#include <string_view>

namespace janus::semantics {

std::string dump_expression(Expr const* expression, int depth);
std::string dump_statement(Stmt const& statement, int depth);
std::string dump_pattern(Pattern const* pattern);

/// `name: T`, `var name: T`, `shared var name: T`
std::string dump_local(Local const& local);
std::string dump_function_name(Function const& function);
/// `(a: i64, b: String = "x")`
std::string dump_parameters(Function const& function, int depth);
std::string dump_indentation(int depth);

} // namespace janus::semantics
