/// The format behind a `:` in an interpolated string: `[fill][<|>|^][0][width][.digits][letter]`,
/// as the runtime's janus::format_text reads it.
#pragma once

#include "semantics/type.hpp"

#include <string>
#include <string_view>

namespace janus::semantics {

/// What is wrong with it for values of the type; empty: nothing.
std::string wrong_format(std::string_view format, TypeRef type);

} // namespace janus::semantics
