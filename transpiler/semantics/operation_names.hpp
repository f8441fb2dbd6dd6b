//! The names of operators, conversions and intrinsics in dumps. Constant; any thread.
#pragma once

#include "semantics/program_expression.hpp"

#include <string_view>

namespace janus::semantics {

std::string_view name_of(BinaryOp op); // as written: "+"
std::string_view name_of(Conversion conversion);
std::string_view name_of(Intrinsic intrinsic);

} // namespace janus::semantics
