//! The prelude: what every Janus program sees without an import, written in Janus itself. Structs
//! are runtime classes, functions are runtime functions; `@cpp` and `= "…"` say which. `@waits`
//! marks what suspends, `@changes` what needs a `var` place, `@property` what may be read without
//! parentheses, `@waitable` what janus/waiting.hpp has for functions that wait.
#pragma once

#include <string_view>

namespace janus::semantics {

std::string_view prelude_types();
std::string_view prelude_values();
std::string_view prelude_c_style();
std::string_view prelude_numbers();
std::string_view prelude_files();
std::string_view prelude_net();
std::string_view prelude_functions();
std::string_view prelude_actors();

} // namespace janus::semantics
