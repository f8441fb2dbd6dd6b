//! Which methods of a trait can be called on a `&dyn` object: those with `self` that neither have
//! type parameters nor speak of `Self`. Pure functions of the program; any thread.
#pragma once

#include "semantics/program.hpp"

#include <vector>

namespace janus::semantics {

bool is_dynamic(Function const& method);

/// Those of the trait and of its supertraits, each once, supertraits first.
std::vector<Function*> dynamic_methods(Trait const& trait);

/// Whether whoever implements `trait` implements `wanted`.
bool implies(Trait const& trait, Trait const& wanted);

} // namespace janus::semantics
