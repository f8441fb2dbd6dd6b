//! The size of `[N]T`: arithmetic on integers and named constants. What is none is reported.
#pragma once

#include "semantics/type_reader.hpp"

#include <cstdint>
#include <optional>

namespace janus::semantics {

std::optional<std::uint64_t> array_size(Environment& environment, TypeContext const& context,
                                        ast::Expr const& size);

/// What the initialiser of a constant must look like to be used in sizes.
bool may_be_size(ast::Expr const* value);

} // namespace janus::semantics
