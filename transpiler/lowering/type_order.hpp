//! The order in which C++ can see a module's types: each after the types it holds by value, and
//! after a forward declaration of those it only refers to. Pure.
#pragma once

#include "semantics/program.hpp"

#include <vector>

namespace janus::lowering {

struct OrderedType {
    semantics::Declaration const* declaration = nullptr;
    bool forward = false;
    /// Where it stands, C++ cannot yet see all that a comparison of its fields needs.
    bool compares_late = false;
};

std::vector<OrderedType> ordered_types(semantics::Module const& module);

} // namespace janus::lowering
