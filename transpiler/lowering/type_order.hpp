//! The order in which C++ can see the types of one module, or of some together: each after the
//! types it holds by value, and after a forward declaration of those it only refers to. Pure.
#pragma once

#include "semantics/program.hpp"

#include <vector>

namespace janus::lowering {

struct OrderedType {
    semantics::Declaration const* declaration = nullptr;
    semantics::Module const* module = nullptr; // that declares it
    bool forward = false;
    /// Where it stands, C++ cannot yet see all that a comparison of its fields needs.
    bool compares_late = false;
};

std::vector<OrderedType> ordered_types(std::vector<semantics::Module const*> const& modules);

} // namespace janus::lowering
