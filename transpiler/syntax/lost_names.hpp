//! The names that a broken part of a file would have declared: that they are unknown later is an
//! echo of the mistake, not another one. Pure; any thread.
#pragma once

#include "syntax/token.hpp"

#include <cstdint>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace janus::syntax {

/// What was skipped: `last` is the token behind it. `member`: it belongs to a declaration that was
/// read otherwise.
struct SkippedTokens {
    std::uint32_t first = 0;
    std::uint32_t last = 0;
    bool member = false;
};

/// Also the names of types of which a field or a case could not be read: what they seem to lack is
/// an echo as well.
[[nodiscard]] std::unordered_set<std::string_view> lost_names(
    TokenList const& list, std::string_view text, std::vector<SkippedTokens> const& skipped);

} // namespace janus::syntax
