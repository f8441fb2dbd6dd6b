//! The order in which the operands of one expression stand in the source. Pure.
#pragma once

#include "semantics/program_expression.hpp"

#include <span>
#include <vector>

namespace janus::lowering {

/// Indices of the operands; defaults, which stand elsewhere than in `whole`, come last.
std::vector<std::size_t> written_order(std::span<semantics::Expr* const> operands,
                                       source::Span whole);

} // namespace janus::lowering
