//! Fills the holes of a template. `${name}` inserts a value; alone on its line it inserts every
//! line of the value at that indentation, and the line vanishes if the value is empty; `$$` is a
//! dollar. An unknown, missing or unused field is a bug in janusc and throws std::logic_error.
//! Pure.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace janus::emit {

using Fields = std::vector<std::pair<std::string_view, std::string>>;

std::string render_text(std::string_view text, Fields const& fields);

/// An embedded template by its file name, such as "actor.hpp.in".
std::string render(std::string_view name, Fields const& fields);

} // namespace janus::emit
