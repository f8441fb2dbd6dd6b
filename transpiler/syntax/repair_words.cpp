#include "diagnostics/nearest_name.hpp"
#include "syntax/repair.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace janus::syntax {

using T = TokenKind;

namespace {

/// What other languages call it.
constexpr auto foreign_words = std::to_array<std::pair<std::string_view, TokenKind>>({
    {"def", T::keyword_func},
    {"defp", T::keyword_func},
    {"fun", T::keyword_func},
    {"function", T::keyword_func},
    {"proc", T::keyword_func},
    {"sub", T::keyword_func},
    {"class", T::keyword_struct},
    {"record", T::keyword_struct},
    {"interface", T::keyword_trait},
    {"protocol", T::keyword_trait},
    {"implement", T::keyword_impl},
    {"throw", T::keyword_fail},
    {"raise", T::keyword_fail},
    {"val", T::keyword_let},
    {"foreach", T::keyword_for},
});

/// Contextual words that begin a declaration or a statement.
constexpr auto first_words = std::to_array<TokenKind>(
    {T::word_actor, T::word_grain, T::word_message, T::word_supervisor, T::word_error, T::word_type,
     T::word_test, T::word_use, T::word_module, T::word_receive, T::word_child, T::word_loop,
     T::word_on_start, T::word_on_stop, T::word_on_crash, T::word_on_down, T::word_init});

constexpr auto first_keywords = std::to_array<TokenKind>(
    {T::keyword_func,   T::keyword_struct,  T::keyword_enum,   T::keyword_union, T::keyword_trait,
     T::keyword_impl,   T::keyword_extern,  T::keyword_import, T::keyword_let,   T::keyword_var,
     T::keyword_const,  T::keyword_if,      T::keyword_while,  T::keyword_for,   T::keyword_match,
     T::keyword_return, T::keyword_select,  T::keyword_defer,  T::keyword_fail,  T::keyword_spawn,
     T::keyword_using,  T::keyword_nursery, T::keyword_else,   T::keyword_async, T::keyword_pub,
     T::keyword_with});

class WordRepair {
public:
    WordRepair(Repaired before, std::string_view text) : text_(text), result_(std::move(before))
    {
        for (auto const kind : first_words)
            starters_.push_back(spelling(kind));
        for (auto const kind : first_keywords)
            starters_.push_back(spelling(kind));
    }

    Repaired run(std::vector<SyntaxError> const& errors) &&
    {
        bool unclosed = false;
        for (auto const& error : errors) {
            unclosed = unclosed || error.opening != no_token;
            mend_line(error.token);
            if (error.token > 0)
                mend_line(error.token - 1); // what is missing there is missed on the next line
        }
        if (unclosed)
            mend_ends();
        mend_else_if();
        return std::move(result_);
    }

private:
    [[nodiscard]] T kind(std::uint32_t token) const
    {
        return token < result_.list.size() ? result_.list.kinds[token] : T::end_of_file;
    }
    [[nodiscard]] std::string_view written(std::uint32_t token) const
    {
        auto const& where = result_.list.tokens[token];
        return text_.substr(where.begin, where.end - where.begin);
    }

    void mend_line(std::uint32_t token)
    {
        constexpr std::uint32_t longest_line = 200;
        auto first = token;
        while (first > 0 && kind(first - 1) != T::newline && token - first < longest_line)
            --first;
        for (auto at = first; at <= token; ++at) {
            auto const before = at == first ? T::newline : kind(at - 1);
            bool const begins = before == T::newline || before == T::keyword_pub ||
                                before == T::keyword_async || before == T::semicolon ||
                                before == T::fat_arrow || before == T::keyword_do ||
                                before == T::equal || before == T::keyword_else;
            if (begins && kind(at) == T::identifier)
                mend(at);
            if (kind(at) == T::word_receive && kind(at + 1) == T::brace_open)
                mend_receive(at + 1);
        }
    }

    void mend(std::uint32_t token)
    {
        // A call or an assignment may have such a name.
        auto const next = kind(token + 1);
        bool const starts = is_word(next) || is_string(next) || next == T::paren_open ||
                            in_range(next, T::integer, T::interpolation_begin) ||
                            next == T::keyword_do || next == T::square_open || next == T::newline ||
                            next == T::minus;
        auto const word = written(token);
        if (!starts)
            return;
        for (auto const& [foreign, meant] : foreign_words)
            if (word == foreign && next != T::paren_open && next != T::newline)
                return replace(token, meant);
        if (word.size() < 3)
            return;
        auto const near = diagnostics::nearest_name(word, starters_);
        if (!near.empty())
            replace(token, word_kind(near));
    }

    // `receive { … }`
    void mend_receive(std::uint32_t brace)
    {
        auto& list = result_.list;
        auto const partner = list.tokens[brace].partner;
        if (partner == no_token)
            return;
        list.kinds[brace] = T::keyword_do;
        list.kinds[partner] = T::keyword_end;
        result_.errors.push_back({diagnostics::Code::P0006, brace, no_token, "`do`", brace - 1});
    }

    // An `edn` on a line of its own is a name; only a block that is never closed tells.
    void mend_ends()
    {
        for (std::uint32_t token = 1; token < result_.list.size(); ++token) {
            bool const alone = kind(token) == T::identifier && kind(token - 1) == T::newline &&
                               (kind(token + 1) == T::newline || kind(token + 1) == T::end_of_file);
            if (alone && written(token).size() > 2 &&
                !diagnostics::nearest_name(written(token), {"end"}).empty())
                replace(token, T::keyword_end);
        }
    }

    void replace(std::uint32_t token, T meant)
    {
        result_.list.kinds[token] = meant;
        result_.errors.push_back(
            {diagnostics::Code::P0018, token, no_token, spelling(meant).data()});
    }

    // `elif` and its like, anywhere: they are two words here.
    void mend_else_if()
    {
        auto& list = result_.list;
        for (std::uint32_t token = 1; token < list.size(); ++token) {
            bool const first = kind(token) == T::identifier && list.first_on_line(token) &&
                               kind(token + 1) != T::equal && kind(token + 1) != T::walrus;
            if (!first || result_.errors.size() >= max_repairs)
                continue;
            auto const word = written(token);
            if (word == "elif" || word == "elsif" || word == "elseif")
                split_else_if(token);
        }
    }

    void split_else_if(std::uint32_t token)
    {
        auto& list = result_.list;
        auto const end = list.tokens[token].end;
        list.kinds[token] = T::keyword_else;
        list.kinds.insert(list.kinds.begin() + token + 1, T::keyword_if);
        list.tokens.insert(list.tokens.begin() + token + 1, Token{end, end, no_token});
        for (auto& where : list.tokens)
            where.partner += where.partner != no_token && where.partner > token ? 1 : 0;
        for (auto& error : result_.errors)
            error.token += error.token > token ? 1 : 0;
        result_.errors.push_back({diagnostics::Code::P0018, token, no_token, "else if"});
    }

    std::string_view text_;
    Repaired result_;
    std::vector<std::string_view> starters_;
};

} // namespace

Repaired repair_words(Repaired const& before, std::string_view text,
                      std::vector<SyntaxError> const& errors)
{
    return WordRepair(before, text).run(errors);
}

} // namespace janus::syntax
