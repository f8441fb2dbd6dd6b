#include "syntax/block_repair.hpp"

#include <algorithm>
#include <utility>

namespace janus::syntax {

using diagnostics::Code;
using T = TokenKind;

BlockRepair::BlockRepair(Repaired const& before, std::string_view text,
                         std::vector<SyntaxError> const& errors)
    : before_(before), list_(before.list), text_(text), errors_(errors), in_(before.list, text)
{
    result_.list.kinds.reserve(list_.size() + 8);
    result_.list.tokens.reserve(list_.size() + 8);
}

Repaired BlockRepair::run() &&
{
    for (std::uint32_t token = 0; token < list_.size();) {
        Chunk one = chunk(token);
        measure(one);
        bool const odd = one.surplus != 0 && !(one.surplus == 1 && one.has_receive);
        if (odd || has_error(one)) {
            mend(one);
        } else {
            for (auto at = one.first; at < one.last; ++at)
                copy(at);
        }
        token = one.last;
    }
    for (SyntaxError error : before_.errors) {
        for (auto* const token : {&error.token, &error.opening, &error.after})
            *token = *token == no_token ? no_token : new_index_[*token];
        result_.errors.push_back(error);
    }
    pair_brackets();
    return std::move(result_);
}

// ---------- what there is ----------

bool BlockRepair::opens(std::uint32_t token) const
{
    if (kind(token) == T::brace_open)
        return true;
    bool const word = kind(token) == T::keyword_do || kind(token) == T::word_then;
    if (!word || (token > 0 && kind(token - 1) == T::dot))
        return false;
    for (auto at = token; at-- > 0 && kind(at) != T::newline;) {
        if (kind(at) == T::keyword_do || kind(at) == T::keyword_end)
            break;
        if (kind(at) != T::keyword_else)
            continue;
        // Behind what is closed, `else` opens anew; else it shares the `end` of its `if`.
        bool const closed =
            at > 0 && (kind(at - 1) == T::keyword_end || kind(at - 1) == T::brace_close);
        bool const brace_above = at > 1 && first_on_line(at) && kind(at - 2) == T::brace_close;
        return closed || brace_above;
    }
    return true;
}

bool BlockRepair::closes(std::uint32_t token) const
{
    if (kind(token) == T::brace_close)
        return true;
    if (kind(token) != T::keyword_end || (token > 0 && kind(token - 1) == T::dot))
        return false;
    auto const next = kind(token + 1);
    bool const name = next == T::colon || next == T::equal || next == T::minus || next == T::plus;
    return first_on_line(token) ? next != T::colon : !name;
}

/// An `end` in whose place the `else` of the next line should stand.
bool BlockRepair::belated_else(std::uint32_t token) const
{
    return kind(token) == T::keyword_end && first_on_line(token) && kind(token + 1) == T::newline &&
           kind(token + 2) == T::keyword_else;
}

/// At a line that begins a declaration.
bool BlockRepair::declares(std::uint32_t token) const
{
    if (!first_on_line(token))
        return false;
    bool const async = kind(token) == T::keyword_async && is_word(kind(token + 1));
    return async || grammar::declaration_at(in_, token);
}

Chunk BlockRepair::chunk(std::uint32_t first) const
{
    auto last = first + 1;
    // Annotations on lines of their own belong to what follows them.
    for (bool annotated = kind(first) == T::at; annotated && last < list_.size(); ++last)
        annotated = !(first_on_line(last) && kind(last) != T::at);
    while (last < list_.size() && !(declares(last) && grammar::indentation(in_, last) == 0))
        ++last;
    return {first, last, 0, false};
}

void BlockRepair::measure(Chunk& chunk) const
{
    for (auto at = chunk.first; at < chunk.last; ++at) {
        chunk.has_receive = chunk.has_receive || kind(at) == T::word_receive;
        if (opens(at))
            ++chunk.surplus;
        else if (closes(at) && !belated_else(at))
            --chunk.surplus;
    }
}

bool BlockRepair::has_error(Chunk const& chunk) const
{
    auto const inside = [&](std::uint32_t token) {
        return chunk.first <= token && token < chunk.last;
    };
    return std::any_of(errors_.begin(), errors_.end(), [&](SyntaxError const& error) {
        return inside(error.token) || inside(error.opening);
    });
}

// ---------- what becomes of it ----------

void BlockRepair::copy(std::uint32_t token)
{
    new_index_.resize(token + 1);
    new_index_[token] = result_.list.size();
    result_.list.kinds.push_back(list_.kinds[token]);
    result_.list.tokens.push_back(list_.tokens[token]);
    result_.list.tokens.back().partner = no_token;
}

/// A token without width, behind the last one; a line break before it stands behind it too.
void BlockRepair::add(TokenKind kind)
{
    auto& list = result_.list;
    auto const size = list.size();
    bool const after_break = size > 1 && list.kinds.back() == T::newline;
    auto const end = size == 0 ? 0 : list.tokens[after_break ? size - 2 : size - 1].end;
    list.kinds.push_back(kind);
    list.tokens.push_back({end, end, no_token});
    if (after_break) {
        list.kinds.push_back(T::newline);
        list.tokens.push_back(list.tokens[size - 1]);
    }
}

void BlockRepair::drop(std::uint32_t token)
{
    new_index_.resize(token + 1);
    new_index_[token] = result_.list.size();
}

/// About the next token.
void BlockRepair::report(Code code, char const* expected)
{
    result_.errors.push_back({code, result_.list.size(), no_token, expected});
}

/// Like `add`, but where a line began earlier.
void BlockRepair::insert(std::uint32_t at, TokenKind kind)
{
    auto& list = result_.list;
    std::vector<T> const kinds(list.kinds.begin() + at, list.kinds.end());
    std::vector<Token> const tokens(list.tokens.begin() + at, list.tokens.end());
    list.kinds.resize(at);
    list.tokens.resize(at);
    add(kind);
    auto const shift = list.size() - at;
    list.kinds.insert(list.kinds.end(), kinds.begin(), kinds.end());
    list.tokens.insert(list.tokens.end(), tokens.begin(), tokens.end());
    auto const move = [&](std::uint32_t& token) {
        if (token != no_token && token >= at)
            token += shift;
    };
    for (auto& error : result_.errors) {
        move(error.token);
        move(error.opening);
        move(error.after);
    }
    for (auto& index : new_index_)
        move(index);
    for (auto& block : open_) {
        move(block.opening);
        if (block.dedent != 0)
            move(block.dedent);
    }
}

/// Brackets anew: none reaches beyond the declaration it is in.
void BlockRepair::pair_brackets()
{
    auto& list = result_.list;
    grammar::TokenInput const in(list, text_);
    std::vector<std::uint32_t> open;
    for (std::uint32_t token = 0; token < list.size(); ++token) {
        auto const one = list.kinds[token];
        bool const opening = one == T::paren_open || one == T::square_open ||
                             one == T::brace_open || one == T::interpolation_begin;
        bool const closing = one == T::paren_close || one == T::square_close ||
                             one == T::brace_close || one == T::interpolation_end;
        if (opening) {
            open.push_back(token);
        } else if (closing) {
            auto const wanted = one == T::interpolation_end
                                    ? T::interpolation_begin
                                    : static_cast<T>(static_cast<int>(one) - 1);
            constexpr std::size_t max_given_up = 64;
            auto at = open.size();
            auto const floor = at > max_given_up ? at - max_given_up : 0;
            while (at > floor && list.kinds[open[at - 1]] != wanted &&
                   list.kinds[open[at - 1]] != T::interpolation_begin)
                --at;
            if (at > floor && list.kinds[open[at - 1]] == wanted) {
                if (one != T::interpolation_end) {
                    list.tokens[token].partner = open[at - 1];
                    list.tokens[open[at - 1]].partner = token;
                }
                open.resize(at - 1);
            }
        } else if (!open.empty() && list.first_on_line(token) &&
                   grammar::declaration_at(in, token)) {
            auto const indent = grammar::indentation(in, token);
            while (!open.empty() && grammar::indentation(in, open.back()) >= indent)
                open.pop_back();
        }
    }
}

Repaired repair_blocks(Repaired const& before, std::string_view text,
                       std::vector<SyntaxError> const& errors)
{
    return BlockRepair(before, text, errors).run();
}

} // namespace janus::syntax
