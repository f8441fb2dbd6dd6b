/// The name somebody may have meant.
#pragma once

#include "diagnostics/diagnostic.hpp"

#include <cstddef>
#include <string_view>
#include <vector>

namespace janus::diagnostics {

/// The candidate nearest to `wanted`: one change in a short word, two in a long one; or what other
/// languages call so. Empty if there is none.
std::string_view nearest_name(std::string_view wanted,
                              std::vector<std::string_view> const& candidates);

/// As `nearest_name`; one of `preferred` wins unless another is nearer.
std::string_view nearest_name(std::string_view wanted,
                              std::vector<std::string_view> const& preferred,
                              std::vector<std::string_view> const& others);

/// "did you mean `name`?" for the nearest candidate. False, and nothing is said, if there is none.
bool suggest_nearest(Diagnostic& problem, std::string_view wanted,
                     std::vector<std::string_view> const& candidates);

/// Letters inserted, removed, changed or exchanged with their neighbour.
std::size_t edit_distance(std::string_view left, std::string_view right);

} // namespace janus::diagnostics
