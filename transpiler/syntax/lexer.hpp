#pragma once

#include "diagnostics/diagnostics.hpp"
#include "source/source_file.hpp"
#include "syntax/ast.hpp"
#include "syntax/token.hpp"

#include <vector>

namespace janus::syntax {

/// Text to tokens. Comments and white space yield no tokens, only gaps between them; comments
/// are kept beside. Any input terminates with a token list that ends in `end_of_file`;
/// problems (L codes) go to the sink. May be called from any thread with its own sink.

struct Lexed {
    TokenList list;
    std::vector<ast::Comment> comments;
    /// Where problems were reported: what the parser finds on those lines is their echo.
    std::vector<std::uint32_t> damaged;
    /// False if the text is not UTF-8 text at all; then there are no tokens to speak of.
    bool readable = true;
};

[[nodiscard]] Lexed lex(source::SourceFile const& file, diagnostics::Diagnostics& diagnostics);

} // namespace janus::syntax
