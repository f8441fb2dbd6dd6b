//! Rebuilding types: the same type with other arguments, and a generic type with its parameters
//! replaced.
#pragma once

#include "semantics/type.hpp"

#include <functional>
#include <unordered_map>

namespace janus::semantics {

/// From the identity of a type parameter to what stands for it.
using Substitution = std::unordered_map<std::uint64_t, TypeRef>;

TypeRef rebuild_arguments(TypeTable& types, TypeRef type,
                          std::function<TypeRef(TypeRef)> const& rebuild);
TypeRef substitute(TypeTable& types, TypeRef type, Substitution const& substitution);

} // namespace janus::semantics
