//! The names that a broken part of a file would have declared: that they are unknown later is an
//! echo of the mistake, not another one. Pure; any thread.
#pragma once

#include "syntax/token.hpp"

#include <cstdint>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

namespace janus::syntax {

/// From the first token that was skipped to the one behind the last.
using SkippedTokens = std::pair<std::uint32_t, std::uint32_t>;

[[nodiscard]] std::unordered_set<std::string_view> lost_names(
    TokenList const& list, std::string_view text, std::vector<SkippedTokens> const& skipped);

} // namespace janus::syntax
