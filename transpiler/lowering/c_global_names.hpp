//! The global names of the C headers that generated code sees through <janus/actor.hpp>. A
//! namespace cannot share a name with one of them, and nothing can share a name with a macro. Both
//! lists are sorted; a test compares them with what the compiler's preprocessor says. Pure; any
//! thread.
#pragma once

#include <span>
#include <string_view>

namespace janus::lowering {

std::span<std::string_view const> c_global_names();
std::span<std::string_view const> c_macro_names();

} // namespace janus::lowering
