#include "syntax/lost_names.hpp"

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

} // namespace

std::unordered_set<std::string_view> lost_names(TokenList const& list, std::string_view text,
                                                std::vector<SkippedTokens> const& skipped)
{
    std::unordered_set<std::string_view> names;
    for (auto const& [first, last] : skipped) {
        bool several = false;
        for (std::uint32_t token = first; token < last && token < list.size(); ++token) {
            TokenKind const kind = list.kinds[token];
            several = declares_several(kind) || (several && !ends_names(kind));
            // The first name of a broken field or variant is its own.
            bool const declared =
                token == first || several || (token > 0 && declares_next(list.kinds[token - 1]));
            if (declared && is_name(kind))
                names.insert(text.substr(list.tokens[token].begin,
                                         list.tokens[token].end - list.tokens[token].begin));
        }
    }
    return names;
}

} // namespace janus::syntax
