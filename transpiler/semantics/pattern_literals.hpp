//! What literal and range patterns say, in a form that compares: integers and characters as
//! stretches of one number line, strings, bytes and floats as keys. Internal to the exhaustiveness
//! check. Pure; any thread.
#pragma once

#include "semantics/program.hpp"

#include <optional>
#include <string>

namespace janus::semantics {

/// Integers of every type, moved so that they sort as unsigned numbers.
__extension__ typedef unsigned __int128 SortableInteger;

/// References and `unique` types are matched as what is inside.
TypeRef matched_type(TypeRef type);

bool is_ordinal(TypeRef type);
SortableInteger smallest(TypeRef ordinal_type);
SortableInteger largest(TypeRef ordinal_type);

/// Integers, characters and booleans; null for others.
std::optional<SortableInteger> ordinal(TypeRef type, Expr const* value);
/// Equal for equal strings, bytes and floats; null for others.
std::optional<std::string> text_key(Expr const* value);
bool is_null(Expr const* value);

struct Interval {
    SortableInteger low;
    SortableInteger high;
    bool empty;
};

/// What a literal or range pattern mentions of an integer type.
std::optional<Interval> interval_of(TypeRef type, Pattern const& pattern);

/// A literal or range that is not known when compiling, or not worth modelling.
bool is_opaque_leaf(Pattern const& pattern);

} // namespace janus::semantics
