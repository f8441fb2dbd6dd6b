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

} // namespace janus::syntax
