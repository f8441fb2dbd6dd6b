//! Parameters written without a type, whose values are used as if they had one.
#pragma once

#include "semantics/inference.hpp"
#include "semantics/symbols.hpp"

#include <optional>
#include <vector>

namespace janus::semantics {

/// "`a` and `b` have no type", if some of these types are those of such parameters; each is
/// complained about once.
std::optional<diagnostics::Diagnostic> report_untyped(Inference& inference,
                                                      LocalScopes const& scopes,
                                                      std::vector<TypeRef> const& used,
                                                      TypeRef error);

} // namespace janus::semantics
