//! Data types of a module as text: the declarations, and what the runtime is told about them. Pure.
#pragma once

#include "lowering/cpp_unit.hpp"

#include <string>

namespace janus::emit {

/// The declaration, inside the module's namespace.
std::string type_text(lowering::cpp::DataType const& type);

/// `type_info` and `reply_field`, outside of it; empty if there is nothing to say.
std::string type_facts_text(lowering::cpp::DataType const& type);

/// The body of `serialize`: one line for each stored field.
std::string stored_text(std::vector<lowering::cpp::Field> const& fields);

} // namespace janus::emit
