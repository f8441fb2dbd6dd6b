//! Random programs that Janus must accept: every expression is made for the type it is needed at.
//! One seed always gives the same
//! program. All names begin with a prefix, so that many programs fit
//! into one module.
#pragma once

#include "type_family.hpp"

#include <cstdint>
#include <string>

namespace janus::oracle {

/// Declarations, and a function `PREFIX_main` without parameters.
std::string random_program(std::uint64_t seed, TypeFamily const& types, std::string const& prefix);

} // namespace janus::oracle
