#include "syntax/formatter/indentation.hpp"

#include <algorithm>

namespace janus::syntax {

using T = TokenKind;

Indentation::Frame& Indentation::top()
{
    return frames_.empty() ? file_ : frames_.back();
}

void Indentation::open(TokenKind opening, std::uint32_t level, bool list)
{
    bool const branch = opening == T::brace_open && top().flat_ifs > 0;
    frames_.push_back({opening, level, list, 0, false, branch});
}

void Indentation::close(std::uint32_t token)
{
    for (int count = shared_end(token) ? 2 : 1; count > 0 && !frames_.empty(); --count) {
        branch_closed_ = frames_.back().branch;
        frames_.pop_back();
    }
}

bool Indentation::shared_end(std::uint32_t token) const
{
    return std::find(shared_ends_.begin(), shared_ends_.end(), list_.tokens[token].end) !=
           shared_ends_.end();
}

// `end` may also be a name: after something that wants an operand, or among brackets.
bool Indentation::operand_expected(std::uint32_t token) const
{
    if (token == 0) {
        return false;
    }
    auto const before = kind(token - 1);
    return before == T::dot || before == T::equal || before == T::walrus ||
           in_range(before, T::plus_equal, T::ampersand) || before == T::keyword_let ||
           before == T::keyword_var;
}

bool Indentation::closes(std::uint32_t token) const
{
    switch (kind(token)) {
    case T::paren_close:
    case T::square_close:
    case T::brace_close:
        return true;
    case T::keyword_end: {
        bool const block = !frames_.empty() && (frames_.back().opening == T::keyword_do ||
                                                frames_.back().opening == T::word_then);
        return block && !operand_expected(token) && kind(token + 1) != T::colon;
    }
    default:
        return false;
    }
}

// An `else` between the branches of one `do … end`.
bool Indentation::middle_else(std::uint32_t token) const
{
    if (kind(token) != T::keyword_else || frames_.empty() || frames_.back().flat_ifs > 0 ||
        token == 0) {
        return false;
    }
    auto const opening = frames_.back().opening;
    if (opening != T::keyword_do && opening != T::word_then) {
        return false;
    }
    auto const next = kind(token + 1);
    if (next == T::fat_arrow || next == T::arrow) {
        return false; // the last arm of a `match`
    }
    auto const before = kind(token - 1);
    bool const after_brace = before == T::newline && token > 1 && kind(token - 2) == T::brace_close;
    bool const after_branch = before == T::brace_close && branch_closed_;
    return before != T::keyword_end && !after_branch && !(after_brace && braces_follow(token));
}

// `else {` and `else if c {` go with a `}`, the same with `do` goes with the `do` before.
bool Indentation::braces_follow(std::uint32_t token) const
{
    for (;; ++token) {
        switch (kind(token)) {
        case T::brace_open:
            return true;
        case T::keyword_do:
        case T::word_then:
        case T::newline:
        case T::end_of_file:
            return false;
        default:
            break;
        }
    }
}

bool Indentation::heads_block(std::uint32_t token) const
{
    switch (kind(token)) {
    case T::keyword_if:
    case T::keyword_while:
    case T::keyword_for:
    case T::keyword_match:
    case T::keyword_with:
    case T::keyword_using:
    case T::keyword_else:
        return true;
    default:
        return head_open_;
    }
}

// `.Name … =>` begins an arm, whatever stands before it.
bool Indentation::arm(std::uint32_t first) const
{
    for (std::uint32_t at = first; at < list_.size(); ++at) {
        switch (kind(at)) {
        case T::fat_arrow:
        case T::arrow:
            return true;
        case T::newline:
        case T::end_of_file:
        case T::keyword_do:
            return false;
        case T::paren_open:
        case T::square_open:
        case T::brace_open:
            if (list_.tokens[at].partner != no_token && list_.tokens[at].partner > at) {
                at = list_.tokens[at].partner;
            }
            break;
        default:
            break;
        }
    }
    return false;
}

bool Indentation::begins_operator(std::uint32_t first) const
{
    switch (kind(first)) {
    case T::bar_greater:
    case T::keyword_and:
    case T::keyword_or:
    case T::question_question:
    case T::equal_equal:
    case T::not_equal:
    case T::less_equal:
    case T::greater_equal:
    case T::less:
    case T::greater:
    case T::plus:
    case T::plus_plus:
    case T::star:
    case T::slash:
    case T::percent:
    case T::keyword_catch:
    case T::question_dot:
        return true;
    case T::dot:
        return kind(first + 1) != T::brace_open && !arm(first);
    case T::keyword_with:
    case T::keyword_where:
    case T::word_implements:
    case T::word_does:
    case T::word_requires:
    case T::word_ensures:
        return head_open_;
    default:
        return false;
    }
}

// The line before ended where its statement cannot end.
bool Indentation::ends_open(std::uint32_t last) const
{
    switch (kind(last)) {
    case T::comma:
        return !(frames_.empty() ? file_ : frames_.back()).list && kind(last + 1) == T::newline;
    case T::equal:
    case T::walrus:
    case T::fat_arrow:
    case T::arrow:
    case T::colon:
    case T::keyword_and:
    case T::keyword_or:
    case T::keyword_not:
    case T::back_arrow:
    case T::word_implements:
    case T::word_does:
    case T::keyword_with:
        return true;
    case T::star:
        return last == 0 || kind(last - 1) != T::dot;
    default:
        return in_range(kind(last), T::plus_equal, T::bar_greater) && kind(last) != T::greater;
    }
}

bool Indentation::continues(std::uint32_t first) const
{
    if (first < 2) {
        return false;
    }
    return begins_operator(first) || ends_open(first - 2);
}

std::uint32_t Indentation::next_line(std::uint32_t first, std::uint32_t last)
{
    top().flat_ifs = 0;
    top().shared_do = false;
    std::uint32_t level = inside();
    bool const goes_on = continues(first) && kind(first) != T::word_child;
    if (closes(first) || middle_else(first)) {
        bool const both = shared_end(first) && frames_.size() > 1;
        level = both ? frames_[frames_.size() - 2].base : top().base;
    } else if (head_open_ && (kind(first) == T::keyword_do || kind(first) == T::brace_open)) {
        level = line_level_;
    } else if (goes_on) {
        level = line_level_ + 1;
    } else {
        line_level_ = level;
        list_head_ = false;
        head_open_ = false;
    }
    if (!goes_on) {
        head_statement_ = heads_block(first);
    }
    // A block belongs to the `if` or `while` above, wherever its condition was broken.
    bool const headed = head_statement_ || head_open_;
    std::uint32_t const base = goes_on && headed ? line_level_ : level;
    for (std::uint32_t token = first; token < last; ++token) {
        advance(token, base);
    }
    if (!frames_.empty() && frames_.back().base == level && last > first) {
        line_level_ = goes_on ? line_level_ : level;
    }
    return level;
}

void Indentation::advance(std::uint32_t token, std::uint32_t level)
{
    auto const here = kind(token);
    if (closes(token)) {
        close(token);
        return;
    }
    switch (here) {
    case T::paren_open:
    case T::square_open:
        open(here, level, true);
        break;
    case T::brace_open: {
        bool const literal =
            token > 0 && (is_name(kind(token - 1)) || kind(token - 1) == T::dot ||
                          kind(token - 1) == T::equal || kind(token - 1) == T::walrus ||
                          kind(token - 1) == T::square_close || kind(token - 1) == T::colon);
        open(here, level, literal || list_head_);
        list_head_ = false;
        head_open_ = false;
        break;
    }
    case T::keyword_else:
        if (top().flat_ifs > 0) {
            --top().flat_ifs;
        } else if (middle_else(token)) {
            top().shared_do = true;
        }
        break;
    case T::keyword_if:
        ++top().flat_ifs;
        break;
    case T::keyword_do:
    case T::word_then:
        if (here == T::word_then && top().flat_ifs == 0 && !top().shared_do) {
            break;
        }
        if (top().shared_do) {
            top().shared_do = false;
            top().flat_ifs = 0;
            break;
        }
        if (top().flat_ifs > 0) {
            --top().flat_ifs;
        }
        open(here, level, list_head_);
        list_head_ = false;
        head_open_ = false;
        break;
    case T::keyword_match:
    case T::keyword_select:
    case T::keyword_struct:
    case T::keyword_enum:
    case T::keyword_union:
    case T::keyword_trait:
    case T::keyword_impl:
    case T::word_receive:
    case T::word_message:
    case T::word_error:
    case T::word_flags:
        list_head_ = token == 0 || kind(token - 1) != T::dot;
        break;
    case T::keyword_func:
    case T::keyword_fn:
    case T::word_actor:
    case T::word_grain:
    case T::word_supervisor:
        head_open_ = head_open_ || is_name(kind(token + 1));
        break;
    default:
        break;
    }
}

} // namespace janus::syntax
