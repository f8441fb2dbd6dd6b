//! Which locals a body speaks of: for captures, unused parameters and self-made names. Pure.
#pragma once

#include "semantics/program.hpp"

#include <unordered_set>
#include <vector>

namespace janus::lowering {

struct Mentions {
    std::vector<semantics::Local const*> used;         // in order of first mention
    std::unordered_set<semantics::Local const*> bound; // that begin in the body
    bool actor_functions = false;                      // or its cache

    bool uses(semantics::Local const* local) const;
};

Mentions mentions_in(semantics::Expr& body);

} // namespace janus::lowering
