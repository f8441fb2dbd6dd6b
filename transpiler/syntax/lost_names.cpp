#include "syntax/lost_names.hpp"

#include <algorithm>
#include <utility>

namespace janus::syntax {

using T = TokenKind;

namespace {

/// Words that stand right before the name they declare.
bool declares_next(TokenKind kind)
{
    switch (kind) {
    case T::keyword_func:
    case T::keyword_fn:
    case T::keyword_let:
    case T::keyword_var:
    case T::keyword_const:
    case T::keyword_struct:
    case T::keyword_enum:
    case T::keyword_union:
    case T::keyword_trait:
    case T::word_mut:
    case T::word_actor:
    case T::word_grain:
    case T::word_message:
    case T::word_supervisor:
    case T::word_error:
    case T::word_type:
    case T::word_flags:
        return true;
    default:
        return false;
    }
}

/// Statements that declare all names up to a certain token.
bool declares_several(TokenKind kind)
{
    return kind == T::keyword_let || kind == T::keyword_var || kind == T::keyword_const ||
           kind == T::keyword_for || kind == T::keyword_func || kind == T::keyword_fn;
}

bool ends_names(TokenKind kind)
{
    return kind == T::equal || kind == T::walrus || kind == T::keyword_in ||
           kind == T::keyword_do || kind == T::brace_open || kind == T::newline;
}

bool declares_members(TokenKind kind)
{
    return kind == T::keyword_struct || kind == T::keyword_enum || kind == T::keyword_union ||
           kind == T::keyword_trait || kind == T::word_message || kind == T::word_error ||
           kind == T::word_flags || kind == T::word_type || kind == T::word_actor ||
           kind == T::word_grain;
}

class LostNames {
public:
    LostNames(TokenList const& list, std::string_view text) : list_(list), text_(text) {}

    void member(SkippedTokens const& skipped)
    {
        for (auto token = skipped.first; token < skipped.last; ++token)
            add(token);
        for (auto token = skipped.first; token-- > 0;) {
            if (declares_members(list_.kinds[token]) && is_name(list_.kinds[token + 1])) {
                add(token + 1);
                return;
            }
        }
    }

    /// `let = 3`: whatever the function has no other declaration of may be it.
    void nameless(std::uint32_t token)
    {
        for (; token < list_.size(); ++token) {
            bool const function =
                list_.kinds[token] == T::keyword_func || list_.kinds[token] == T::keyword_fn;
            if (function && list_.first_on_line(token))
                return;
            auto const before = list_.kinds[token - 1];
            bool const plain = before != T::dot && list_.kinds[token + 1] != T::paren_open;
            if (list_.kinds[token] == T::identifier && plain)
                add(token);
        }
    }

    void part(SkippedTokens const& skipped)
    {
        auto const word = list_.kinds[skipped.first];
        bool const binds = word == T::keyword_let || word == T::keyword_var;
        auto const next = list_.kinds[std::min(skipped.first + 1, list_.size() - 1)];
        if (binds &&
            (next == T::equal || next == T::walrus || next == T::colon || next == T::semicolon))
            nameless(skipped.first + 1);
        bool several = false;
        // The name of a function whose head is broken stands before what was skipped.
        auto first = skipped.first;
        while (!list_.first_on_line(first))
            --first;
        for (auto token = first; token < skipped.last && token < list_.size(); ++token) {
            TokenKind const kind = list_.kinds[token];
            several = declares_several(kind) || (several && !ends_names(kind));
            if (token == skipped.first || several ||
                (token > 0 && declares_next(list_.kinds[token - 1])))
                add(token);
        }
    }

    std::unordered_set<std::string_view> names;

private:
    void add(std::uint32_t token)
    {
        auto const& where = list_.tokens[token];
        if (token < list_.size() && is_name(list_.kinds[token]))
            names.insert(text_.substr(where.begin, where.end - where.begin));
    }

    TokenList const& list_;
    std::string_view text_;
};

} // namespace

std::unordered_set<std::string_view> lost_names(TokenList const& list, std::string_view text,
                                                std::vector<SkippedTokens> const& skipped)
{
    LostNames lost(list, text);
    for (auto const& one : skipped) {
        if (one.member)
            lost.member(one);
        else
            lost.part(one);
    }
    return std::move(lost.names);
}

} // namespace janus::syntax
