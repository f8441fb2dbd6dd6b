#pragma once

#include "syntax/grammar/combinators.hpp"

/// Decisions the grammar takes by looking at tokens instead of trying a rule. They make the
/// grammar linear: nothing that may hold statements is ever parsed twice.
namespace janus::grammar {

/// The index after the bracket that opens at `index`, or `index + 1` if it is never closed.
inline std::uint32_t past_bracket(TokenInput const& in, std::uint32_t index)
{
    auto const partner = in.partner(index);
    return partner == no_token || partner < index ? index + 1 : partner + 1;
}

/// On the line of `index`, outside brackets, comes an arrow: `=>`, or `arrow`.
inline bool arm_with(TokenInput const& in, std::uint32_t index, TokenKind arrow)
{
    if (in.kind_at(index) == T::fat_arrow) {
        return false; // no pattern
    }
    for (;;) {
        switch (in.kind_at(index)) {
        case T::fat_arrow:
            return true;
        case T::arrow:
            if (arrow == T::arrow) {
                return true;
            }
            break;
        case T::paren_open:
        case T::square_open:
        case T::brace_open:
            index = past_bracket(in, index);
            continue;
        case T::newline:
        case T::end_of_file:
        case T::semicolon:
        case T::comma:
        case T::keyword_do:
        case T::keyword_end:
        case T::paren_close:
        case T::square_close:
        case T::brace_close:
        case T::equal:
        case T::walrus:
            return false;
        default:
            break;
        }
        ++index;
    }
}

/// `index` begins a match or receive arm.
inline bool arm_at(TokenInput const& in, std::uint32_t index)
{
    return arm_with(in, index, T::arrow);
}

/// A line that begins with `|` and is an arm, not a closure: an `end` is missing before it.
inline bool bar_arm_ahead(TokenInput const& in)
{
    return in.kind() == T::bar && in.list().first_on_line(in.token()) && arm_at(in, in.token() + 1);
}

inline bool label_at(TokenInput const& in, std::uint32_t index)
{
    if (!syntax::is_name(in.kind_at(index)) || in.kind_at(index + 1) != T::colon) {
        return false;
    }
    index += 2;
    if (in.kind_at(index) == T::newline) {
        ++index;
    }
    auto const kind = in.kind_at(index);
    return kind == T::keyword_while || kind == T::keyword_for || kind == T::word_loop;
}
inline bool label_ahead(TokenInput const& in)
{
    return label_at(in, in.token());
}

/// At a `{` that holds `key: value` pairs or `..base`: a table, not a block.
inline bool table_ahead(TokenInput const& in)
{
    if (in.kind() != T::brace_open) {
        return false;
    }
    auto index = in.token() + 1;
    if (in.kind_at(index) == T::newline) {
        ++index;
    }
    auto const kind = in.kind_at(index);
    if (kind == T::dot_dot) {
        return true;
    }
    bool const key = syntax::is_word(kind) || syntax::is_string(kind) || kind == T::integer;
    return key && in.kind_at(index + 1) == T::colon && !label_at(in, index);
}

/// At a `{` that opens a block with parameters: `{ |x| …`.
inline bool block_parameters_at(TokenInput const& in, std::uint32_t index)
{
    ++index;
    if (in.kind_at(index) == T::newline) {
        ++index;
    }
    return in.kind_at(index) == T::bar || in.kind_at(index) == T::bar_bar;
}
inline bool closure_brace_ahead(TokenInput const& in)
{
    return in.kind() == T::brace_open && block_parameters_at(in, in.token());
}
inline bool closure_do_ahead(TokenInput const& in)
{
    return in.kind() == T::keyword_do && (in.kind(1) == T::bar || in.kind(1) == T::bar_bar);
}

/// After a name: `{` follows after `.name`s and at most one `[…]`. In head position the brace
/// must touch what stands before it.
inline bool literal_ahead(TokenInput const& in, bool head)
{
    auto index = in.token();
    while (in.kind_at(index) == T::dot && syntax::is_word(in.kind_at(index + 1))) {
        index += 2;
    }
    if (in.kind_at(index) == T::square_open && !in.list().spaced(index)) {
        index = past_bracket(in, index);
    }
    return in.kind_at(index) == T::brace_open && !(head && in.list().spaced(index)) &&
           !block_parameters_at(in, index);
}

/// A name path followed on its line by a literal or a name: `print "x"`.
inline bool command_ahead(TokenInput const& in)
{
    if (!syntax::is_name(in.kind()) || in.kind() == T::word_comptime) {
        return false;
    }
    auto index = in.token() + 1;
    while (in.kind_at(index) == T::dot && syntax::is_word(in.kind_at(index + 1))) {
        index += 2;
    }
    auto const kind = in.kind_at(index);
    return syntax::in_range(kind, T::integer, T::interpolation_begin) ||
           (syntax::is_name(kind) && kind != T::word_as && kind != T::word_then);
}

/// After a line break: `.name` continues the expression unless it begins an arm.
inline bool chain_ahead(TokenInput const& in)
{
    if (in.kind() != T::newline) {
        return false;
    }
    auto const next = in.kind(1);
    return next == T::question_dot || (next == T::dot && !arm_at(in, in.token() + 1));
}

/// What ends a list of statements.
inline bool block_end_ahead(TokenInput const& in)
{
    switch (in.kind()) {
    case T::end_of_file:
    case T::brace_close:
    case T::keyword_end:
    case T::keyword_else:
        return true;
    case T::bar:
        return bar_arm_ahead(in);
    default:
        return false;
    }
}
struct block_end : check<block_end_ahead> {};

} // namespace janus::grammar
