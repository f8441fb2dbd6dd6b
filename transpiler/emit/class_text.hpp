//! Actors and supervisors as text: class, traits, and what the source defines of them beside their
//! functions. Pure.
#pragma once

#include "lowering/cpp_unit.hpp"

#include <string>

namespace janus::emit {

std::string actor_class_text(lowering::cpp::Actor const& actor);
std::string actor_traits_text(lowering::cpp::Actor const& actor);
/// The definition of `run`.
std::string actor_run_text(lowering::cpp::Actor const& actor);

std::string supervisor_class_text(lowering::cpp::Supervisor const& supervisor);
std::string supervisor_traits_text(lowering::cpp::Supervisor const& supervisor);
/// The definition of `children`.
std::string supervisor_children_text(lowering::cpp::Supervisor const& supervisor);

} // namespace janus::emit
