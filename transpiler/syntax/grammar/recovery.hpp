#pragma once

#include "syntax/grammar/lookahead.hpp"

#include <algorithm>

/// Where reading goes on after an error: at the end of the statement, at the next arm or
/// member, or at the next declaration.
namespace janus::grammar {

/// How an opening or closing word changes the number of open blocks.
inline int block_change(TokenInput const& in, std::uint32_t index)
{
    switch (in.kind_at(index)) {
    case T::keyword_do:
    case T::word_then: {
        if (in.kind_at(index) == T::word_then && in.kind_at(index - 1) == T::dot) {
            return 0;
        }
        // `else do` and `else if c do` share the `end` of their `if`.
        for (auto at = index; at-- > 0 && in.kind_at(at) != T::newline;) {
            if (in.kind_at(at) == T::keyword_else) {
                return 0;
            }
            if (in.kind_at(at) == T::keyword_do || in.kind_at(at) == T::keyword_end) {
                break;
            }
        }
        return 1;
    }
    case T::keyword_end:
        return in.kind_at(index - 1) == T::dot ? 0 : -1;
    default:
        return 0;
    }
}

/// Moves from `index` to the end of its line, over brackets and blocks that open on the way.
/// Stops before what closes a block that was open already.
inline std::uint32_t skip_statement(TokenInput const& in, std::uint32_t index)
{
    int depth = 0;
    auto const start = index;
    for (;; ++index) {
        auto const kind = in.kind_at(index);
        if (kind == T::end_of_file) {
            return index;
        }
        bool const outside = depth > 0 && kind != T::at && in.list().first_on_line(index) &&
                             declaration_at(in, index);
        if (outside && indentation(in, index) <= indentation(in, start)) {
            return index;
        }
        if (kind == T::paren_open || kind == T::square_open || kind == T::brace_open) {
            auto const partner = in.partner(index);
            if (partner != no_token && partner > index) {
                index = partner;
            }
            continue;
        }
        if (depth == 0 && (kind == T::newline || kind == T::semicolon || kind == T::brace_close ||
                           kind == T::keyword_else)) {
            return index;
        }
        int const change = block_change(in, index);
        if (depth + change < 0) {
            return index;
        }
        depth += change;
    }
}

/// The start of the line's statement up to where the error was found may already hold open
/// blocks, so skipping starts at the beginning unless the error is on a later line.
struct statement_recovery {
    static bool skip(TokenInput& in, SyntaxError const& error)
    {
        auto const start = in.token();
        if (error.token > start && in.list().first_on_line(error.token) &&
            declaration_at(in, error.token)) {
            in.move_to(error.token - 1);
            return true;
        }
        auto index = skip_statement(in, start);
        if (index < error.token) {
            index = in.list().first_on_line(error.token) ? error.token
                                                         : skip_statement(in, error.token);
        }
        if (index == start) {
            // A stray closer: step over it, or nothing would ever move.
            if (in.kind_at(index) == T::end_of_file || in.kind_at(index) == T::keyword_end ||
                in.kind_at(index) == T::brace_close) {
                return false;
            }
            ++index;
        }
        if (index > start && in.list().first_on_line(index)) {
            --index; // leave the line break that separates the next statement
        }
        in.move_to(index > start ? index : start + 1);
        return true;
    }
};

/// Within the head of a block: goes on at the `do` or `{` of the same line.
struct head_recovery {
    static bool skip(TokenInput& in, SyntaxError const& error)
    {
        auto const start = in.token();
        for (auto index = std::max(start, error.token);; ++index) {
            switch (in.kind_at(index)) {
            case T::keyword_do:
            case T::word_then:
            case T::brace_open:
                in.move_to(index);
                return true;
            case T::newline:
            case T::end_of_file:
            case T::keyword_end:
                return false;
            default:
                break;
            }
        }
    }
};

/// What was found instead begins a declaration: nothing is lost by going on there.
inline bool goes_on_at_declaration(TokenInput& in, SyntaxError const& error)
{
    bool const found = error.token > in.token() && in.list().first_on_line(error.token) &&
                       declaration_at(in, error.token);
    if (found)
        in.move_to(error.token);
    return found;
}

/// Skips to the next arm, member or option: a line that begins one, or the end of the list.
template <bool (*Begins)(TokenInput const&, std::uint32_t)> struct member_recovery {
    static bool skip(TokenInput& in, SyntaxError const& error)
    {
        auto const start = in.token();
        auto index = start;
        if (goes_on_at_declaration(in, error))
            return true;
        while (in.kind_at(index) != T::end_of_file) {
            index = skip_statement(in, index);
            bool const closer = in.kind_at(index) == T::keyword_end ||
                                in.kind_at(index) == T::brace_close ||
                                in.kind_at(index) == T::end_of_file;
            if (closer) {
                break;
            }
            ++index;
            if (index >= error.token && in.list().first_on_line(index) && Begins(in, index)) {
                break;
            }
        }
        if (index == start) {
            return false;
        }
        in.move_to(index);
        return true;
    }
};

/// Skips to the comma behind the damage if that stands on the same line, else like `Lines`.
template <class Lines> struct listed_recovery {
    static bool skip(TokenInput& in, SyntaxError const& error)
    {
        auto const start = in.token();
        for (auto index = start;; ++index) {
            switch (in.kind_at(index)) {
            case T::paren_open:
            case T::square_open:
            case T::brace_open:
                index = past_bracket(in, index) - 1;
                break;
            case T::comma:
                if (index < error.token) {
                    break; // within what was read
                }
                if (index == start) {
                    return Lines::skip(in, error);
                }
                in.move_to(index);
                return true;
            case T::newline:
            case T::semicolon:
            case T::end_of_file:
            case T::keyword_end:
            case T::keyword_do:
            case T::paren_close:
            case T::square_close:
            case T::brace_close:
                return Lines::skip(in, error);
            default:
                break;
            }
        }
    }
};

inline bool arm_begins(TokenInput const& in, std::uint32_t index)
{
    auto const kind = in.kind_at(index);
    return kind == T::bar || kind == T::word_case || kind == T::word_default ||
           kind == T::word_timeout || kind == T::word_after || kind == T::at || arm_at(in, index) ||
           declaration_at(in, index);
}
struct arm_recovery : member_recovery<arm_begins> {};

} // namespace janus::grammar
