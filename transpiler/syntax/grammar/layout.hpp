#pragma once

#include "syntax/grammar/input.hpp"

/// What the layout of the text says about where things begin. Used only to place errors and
/// to go on after them: a correct program never depends on its indentation.
namespace janus::grammar {

using T = TokenKind;

inline bool declaration_word(TokenKind kind)
{
    switch (kind) {
    case T::keyword_func:
    case T::keyword_fn:
    case T::keyword_struct:
    case T::keyword_enum:
    case T::keyword_union:
    case T::keyword_trait:
    case T::keyword_impl:
    case T::keyword_extern:
    case T::keyword_pub:
    case T::keyword_import:
    case T::at:
    case T::word_actor:
    case T::word_grain:
    case T::word_message:
    case T::word_supervisor:
    case T::word_error:
    case T::word_type:
    case T::word_test:
    case T::word_use:
    case T::word_module:
    case T::word_namespace:
    case T::word_export:
        return true;
    default:
        return false;
    }
}

/// A line that begins a declaration: its word and then a name, a string or another such word.
inline bool declaration_at(TokenInput const& in, std::uint32_t index)
{
    if (!declaration_word(in.kind_at(index))) {
        return false;
    }
    auto const next = in.kind_at(index + 1);
    return syntax::is_word(next) || next == T::string;
}

/// A line that begins with a declaration that is no member of anything: what is open around
/// it was never closed.
inline bool foreign_declaration_ahead(TokenInput const& in)
{
    switch (in.kind()) {
    case T::at:
    case T::keyword_func:
    case T::keyword_fn:
    case T::keyword_pub:
    case T::word_export:
        return false;
    default:
        return in.list().first_on_line(in.token()) && declaration_at(in, in.token());
    }
}

/// The width of the white space that begins the line of a token.
inline std::uint32_t indentation(TokenInput const& in, std::uint32_t token)
{
    auto const text = in.text();
    std::size_t const begin = in.list().tokens[token].begin;
    auto const line_break = begin == 0 ? std::string_view::npos : text.rfind('\n', begin - 1);
    std::size_t const line = line_break == std::string_view::npos ? 0 : line_break + 1;
    std::size_t at = line;
    while (at < begin && (text[at] == ' ' || text[at] == '\t')) {
        ++at;
    }
    return static_cast<std::uint32_t>(at - line);
}

/// At the end of a head line without `do`, and the next line is indented like its body.
inline bool indented_line_ahead(TokenInput const& in)
{
    return in.kind() == T::newline && in.token() > 0 &&
           indentation(in, in.token() + 1) > indentation(in, in.token() - 1);
}

} // namespace janus::grammar
