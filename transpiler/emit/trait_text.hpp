//! The C++ text of traits: the class behind `&dyn Trait`, and the template that makes an object of
//! it from any type with the trait's functions. Pure functions.
#pragma once

#include "lowering/cpp_unit.hpp"

#include <string>

namespace janus::emit {

/// The class, and its methods as functions of the object.
std::string trait_text(lowering::cpp::DataType const& trait);
/// Stands after the functions of the module, which it calls.
std::string trait_object_text(lowering::cpp::DataType const& trait);

} // namespace janus::emit
