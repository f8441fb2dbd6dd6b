//! A trait as C++: the abstract class behind `&dyn Trait`, with one virtual function for every
//! method that can be called so. Any thread, one module at a time.
#pragma once

#include "lowering/cpp_unit.hpp"
#include "lowering/module_context.hpp"

namespace janus::lowering {

cpp::DataType lower_trait(ModuleContext& module, semantics::Trait const& trait);

} // namespace janus::lowering
