//! What a module's header needs of other modules. An import without a way back is simply included;
//! fellows may use each other, so of those a header declares the types it only refers to and
//! includes only what it holds by value. Pure.
#pragma once

#include "lowering/cpp_unit.hpp"
#include "lowering/entity_names.hpp"
#include "semantics/program.hpp"

#include <string>
#include <vector>

namespace janus::lowering {

struct ForeignNeeds {
    std::vector<std::string> header_includes; // module paths, in the order of the imports
    std::vector<std::string> source_includes; // everything that can be reached
    std::vector<std::string> declarations;    // "namespace chat { struct ChatMsg; }"
};

ForeignNeeds foreign_needs(semantics::Module const& module, EntityNames const& names);

} // namespace janus::lowering
