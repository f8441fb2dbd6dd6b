//! Whether the arms of a `match` or `receive` cover every value, and which arms can never run.
//!
//! The usefulness algorithm of Luc Maranget, "Warnings for pattern matching", Journal of Functional
//! Programming 17(3), 2007: a row of patterns is useful if some value matches it and no row above
//! it. An arm is unreachable if its pattern is not useful after the unguarded arms before it; a
//! match is exhaustive if a wildcard would not be useful after all its unguarded arms. For
//!
//!     match pair { (true, _) => …, (_, false) => … }
//!
//! the first column splits into `true` and `false`. Under `true` the first row covers all; under
//! `false` only `(_, false)` is left, so `_` is useful there with the witness `true`, and the
//! pattern to report is `(false, true)`.
//!
//! Pure; patterns must carry their final types. Any thread.
#pragma once

#include "semantics/program.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace janus::semantics {

struct ArmPattern {
    Pattern const* pattern = nullptr;
    bool has_guard = false; // it may refuse what its pattern matches
};

struct Coverage {
    /// Patterns of values that no arm takes, as the user would write them: at most five, then "…".
    std::vector<std::string> missing;
    /// Indices of arms that never run.
    std::vector<std::size_t> unreachable;

    bool exhaustive() const { return missing.empty(); }
};

/// The pattern was refused: what it would have matched nobody knows.
bool mistaken(Pattern const& pattern);

/// `scrutinee` is what all patterns are matched against; for a `receive`, the protocol.
Coverage check_coverage(TypeRef scrutinee, std::vector<ArmPattern> const& arms);

} // namespace janus::semantics
