/// What other languages write, recognised where the grammar gave up.
#pragma once

#include "diagnostics/diagnostic.hpp"
#include "source/source_file.hpp"
#include "syntax/node.hpp"
#include "syntax/token.hpp"

#include <optional>

namespace janus::syntax {

/// What to say about an error because of such a habit; nothing if there is none. Pure.
[[nodiscard]] std::optional<diagnostics::Diagnostic> foreign_syntax(SyntaxError const& error,
                                                                    source::SourceFile const& file,
                                                                    TokenList const& list);

} // namespace janus::syntax
