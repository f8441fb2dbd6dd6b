//! What a broken file most likely was meant to be, judged by its layout and its spelling: for a
//! second attempt at reading it. Never asked about a file without errors. Pure; any thread.
#pragma once

#include "syntax/node.hpp"
#include "syntax/token.hpp"

#include <cstddef>
#include <string_view>
#include <vector>

namespace janus::syntax {

/// A file with more is hopeless; each may move all tokens behind it.
constexpr std::size_t max_repairs = 100;

/// Tokens as they should have been, and what was wrong about those that were written. Tokens that
/// are added have no width. The errors count the tokens of `list`.
struct Repaired {
    TokenList list;
    std::vector<SyntaxError> errors;
};

/// Misspelt and foreign keywords at the places of `errors`. Earlier errors of `before` are kept,
/// counted anew.
[[nodiscard]] Repaired repair_words(Repaired const& before, std::string_view text,
                                    std::vector<SyntaxError> const& errors);

/// Openers and closers of blocks that are missing, too many or of the wrong kind, where the
/// indentation says so.
[[nodiscard]] Repaired repair_blocks(Repaired const& before, std::string_view text,
                                     std::vector<SyntaxError> const& errors);

} // namespace janus::syntax
