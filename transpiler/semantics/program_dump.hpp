//! A checked program as text, for people and for golden tests (`janusc dump program`). Looks like
//! Janus with everything spelled out: types of all locals, every conversion, what suspends, what
//! closures capture. Depends on nothing but the program, so equal programs print alike. Pure.
#pragma once

#include "semantics/program.hpp"

#include <string>

namespace janus::semantics {

/// The modules to be emitted, in order.
std::string dump(Program const& program);

} // namespace janus::semantics
