#pragma once
// The text that shows all actors of a system: supervisors with their children, then the others.
// Any thread; while actors run, each line is true for some moment of its own.

#include <string>

namespace janus::detail {

class Runtime;

std::string describe_actors(Runtime& runtime);

} // namespace janus::detail
