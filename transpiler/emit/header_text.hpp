//! The header of a module: types, prototypes, classes, and bodies of templates. Its text depends on
//! the interface alone. Pure.
#pragma once

#include "lowering/cpp_unit.hpp"
#include "source/source_file.hpp"

#include <string>
#include <string_view>

namespace janus::emit {

std::string header_text(lowering::cpp::Unit const& unit, source::SourceSet const& sources,
                        std::string_view version);

} // namespace janus::emit
