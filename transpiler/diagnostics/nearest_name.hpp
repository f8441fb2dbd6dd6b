/// The name somebody may have meant.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace janus::diagnostics {

/// The declared name nearest to `wanted` (edit distance at most 2 and less than half its length),
/// or empty.
std::string_view nearest_name(std::string_view wanted,
                              std::vector<std::string_view> const& candidates);
std::size_t edit_distance(std::string_view left, std::string_view right);

} // namespace janus::diagnostics
