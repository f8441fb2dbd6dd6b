#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace janus::syntax {

/// What the lexer yields and the grammar reads. Kinds live in their own array, one byte each,
/// because the grammar looks at nothing else most of the time. Plain data; read-only after
/// lexing, so any thread may look.

enum class TokenKind : std::uint8_t {
#define JANUS_TOKEN(kind, spelling) kind,
#include "syntax/tokens.def"
#undef JANUS_TOKEN
};

constexpr std::uint32_t no_token = 0xFFFFFFFFU;

struct Token {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    /// For a bracket, the index of the bracket it pairs with.
    std::uint32_t partner = no_token;
};

/// The tokens of one file. A run of line breaks is one `newline`; the last token is always
/// `end_of_file`, so looking one ahead needs no check.
struct TokenList {
    std::vector<TokenKind> kinds;
    std::vector<Token> tokens;

    [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(kinds.size()); }

    /// True if white space, a comment or a line break comes right before the token.
    [[nodiscard]] bool spaced(std::uint32_t index) const
    {
        return index == 0 || tokens[index - 1].end != tokens[index].begin ||
               kinds[index - 1] == TokenKind::newline;
    }
    [[nodiscard]] bool first_on_line(std::uint32_t index) const
    {
        return index == 0 || kinds[index - 1] == TokenKind::newline;
    }
};

[[nodiscard]] constexpr bool in_range(TokenKind kind, TokenKind first, TokenKind last)
{
    return first <= kind && kind <= last;
}
/// An identifier or a contextual word.
[[nodiscard]] constexpr bool is_name(TokenKind kind)
{
    return in_range(kind, TokenKind::identifier, TokenKind::word_yield);
}
[[nodiscard]] constexpr bool is_keyword(TokenKind kind)
{
    return in_range(kind, TokenKind::keyword_and, TokenKind::keyword_with);
}
/// What may follow a dot: any name or keyword.
[[nodiscard]] constexpr bool is_word(TokenKind kind)
{
    return in_range(kind, TokenKind::identifier, TokenKind::keyword_with);
}
[[nodiscard]] constexpr bool is_string(TokenKind kind)
{
    return in_range(kind, TokenKind::string, TokenKind::string_regex);
}

/// How a kind is written, for messages.
[[nodiscard]] std::string_view spelling(TokenKind kind);

/// The kind of a word: a keyword, a contextual word, or `identifier`.
[[nodiscard]] TokenKind word_kind(std::string_view word);

} // namespace janus::syntax
