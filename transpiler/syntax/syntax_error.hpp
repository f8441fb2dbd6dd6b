#pragma once

#include "diagnostics/diagnostic.hpp"
#include "source/source_file.hpp"
#include "syntax/node.hpp"

namespace janus::syntax {

/// Words for a syntax error of the grammar: what was expected, what was found, and where.
/// Pure; may be called from any thread.
[[nodiscard]] diagnostics::Diagnostic describe(SyntaxError const& error,
                                               source::SourceFile const& file,
                                               TokenList const& list);

/// `if p == Point { x: 1 } do`: the error is at a brace (or a colon behind it) that opened the
/// block though it was meant to open a literal. The token of the literal's name, else 0.
[[nodiscard]] std::uint32_t literal_before_block(std::uint32_t token, TokenList const& list);

} // namespace janus::syntax
