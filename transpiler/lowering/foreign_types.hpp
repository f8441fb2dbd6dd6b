//! What a module's header needs of other modules. An import without a way back is simply included;
//! fellows may use each other, so of those a header declares the types it only refers to and
//! includes only what it holds by value. Where headers would include each other for that, the first
//! of them has the types of all. Pure.
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
    /// Whose types stand in one header, in the order of the program; of most modules it alone.
    std::vector<semantics::Module const*> together;
};

ForeignNeeds foreign_needs(semantics::Program const& program, semantics::Module const& module,
                           EntityNames const& names);

} // namespace janus::lowering
