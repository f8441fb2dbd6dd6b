#include "syntax/formatter/spacing.hpp"

namespace janus::syntax {

using T = TokenKind;

namespace {

bool is_operator(TokenKind kind)
{
    return in_range(kind, T::colon, T::tilde);
}

bool opens(TokenKind kind)
{
    return kind == T::paren_open || kind == T::square_open || kind == T::brace_open;
}

bool closes(TokenKind kind)
{
    return kind == T::paren_close || kind == T::square_close || kind == T::brace_close;
}

} // namespace

Spacing::Spacing(TokenList const& list) : list_(list), roles_(list.size(), Role::other)
{
    classify();
}

bool Spacing::first_on_line(std::uint32_t token) const
{
    return list_.first_on_line(token);
}

// A token after which an operator is binary.
bool Spacing::ends_operand(std::uint32_t token) const
{
    switch (kind(token)) {
    case T::word_case:
    case T::word_then:
    case T::word_yield:
    case T::word_comptime:
    case T::word_after:
        return token > 0 && kind(token - 1) == T::dot;
    case T::keyword_end:
    case T::keyword_nursery:
    case T::keyword_true:
    case T::keyword_false:
    case T::keyword_null:
    case T::interpolation:
    case T::interpolation_end:
    case T::question:
        return true;
    case T::star:
        return token > 0 && kind(token - 1) == T::dot;
    default:
        return is_name(kind(token)) || closes(kind(token)) ||
               in_range(kind(token), T::integer, T::string_regex) ||
               (is_keyword(kind(token)) && token > 0 && kind(token - 1) == T::dot);
    }
}

void Spacing::classify()
{
    std::vector<T> brackets;
    for (std::uint32_t token = 0; token < list_.size(); ++token) {
        auto const here = kind(token);
        if (opens(here)) {
            brackets.push_back(generics(token) ? T::less : here);
        } else if (closes(here) && !brackets.empty()) {
            brackets.pop_back();
        } else if (here == T::bar) {
            classify_bar(token);
        } else if (here == T::colon && !brackets.empty() && brackets.back() == T::square_open) {
            roles_[token] = Role::slice_colon;
        } else if (here == T::dot && token > 0 && bounds_directive(token)) {
            roles_[token] = Role::directive;
        } else if (is_operator(here)) {
            classify_operator(token);
        }
    }
}

// A dot of `{.core.}`; that of `{.Low => 1}` begins a pattern.
bool Spacing::bounds_directive(std::uint32_t token) const
{
    auto const partner_of = [&](std::uint32_t brace) { return list_.tokens[brace].partner; };
    bool const before = kind(token - 1) == T::brace_open && !list_.spaced(token) &&
                        partner_of(token - 1) != no_token &&
                        kind(partner_of(token - 1) - 1) == T::dot;
    bool const after = kind(token + 1) == T::brace_close && !list_.spaced(token + 1) &&
                       partner_of(token + 1) != no_token &&
                       kind(partner_of(token + 1) + 1) == T::dot;
    return before || after;
}

// `func f[T: Show]`: the colons are those of declarations, not of slices.
bool Spacing::generics(std::uint32_t token) const
{
    if (kind(token) != T::square_open || token < 1) {
        return false;
    }
    if (kind(token - 1) == T::keyword_impl) {
        return true;
    }
    if (token < 2 || !is_word(kind(token - 1))) {
        return false;
    }
    switch (kind(token - 2)) {
    case T::keyword_func:
    case T::keyword_fn:
    case T::keyword_struct:
    case T::keyword_enum:
    case T::keyword_union:
    case T::keyword_trait:
    case T::word_message:
    case T::word_actor:
    case T::word_grain:
    case T::word_type:
    case T::word_flags:
    case T::dot:
        return kind(token - 2) != T::dot || declares_method(token);
    default:
        return false;
    }
}

// `func Type.method[T: Show]`.
bool Spacing::declares_method(std::uint32_t token) const
{
    while (token > 1 && is_word(kind(token - 1)) && kind(token - 2) == T::dot) {
        token -= 2;
    }
    return token > 1 && (kind(token - 2) == T::keyword_func || kind(token - 2) == T::keyword_fn);
}

// `|x, y|` against `a | b` against the bar that begins an arm.
void Spacing::classify_bar(std::uint32_t token)
{
    if (roles_[token] != Role::other) {
        return;
    }
    bool const after_operand =
        token > 0 && !first_on_line(token) && ends_operand(token - 1) && !bars_name(token);
    if (after_operand || (first_on_line(token) && arm_line(token))) {
        roles_[token] = Role::infix;
        return;
    }
    for (std::uint32_t at = token + 1; at < list_.size() && kind(at) != T::newline; ++at) {
        if (opens(kind(at)) && list_.tokens[at].partner != no_token &&
            list_.tokens[at].partner > at) {
            at = list_.tokens[at].partner;
        } else if (kind(at) == T::bar) {
            roles_[token] = Role::bar_open;
            roles_[at] = Role::bar_close;
            return;
        }
    }
    roles_[token] = Role::infix;
}

// `nursery(limit: 2) |n| do`: a binary `|` never stands before a block.
bool Spacing::bars_name(std::uint32_t token) const
{
    return token + 3 < list_.size() && is_name(kind(token + 1)) && kind(token + 2) == T::bar &&
           (kind(token + 3) == T::keyword_do || kind(token + 3) == T::brace_open);
}

bool Spacing::arm_line(std::uint32_t token) const
{
    for (++token; token < list_.size(); ++token) {
        switch (kind(token)) {
        case T::fat_arrow:
        case T::arrow:
            return true;
        case T::newline:
        case T::keyword_do:
        case T::end_of_file:
            return false;
        default:
            if (opens(kind(token)) && list_.tokens[token].partner != no_token) {
                token = list_.tokens[token].partner;
            }
            break;
        }
    }
    return false;
}

void Spacing::classify_operator(std::uint32_t token)
{
    bool const operand = token > 0 && !first_on_line(token) && ends_operand(token - 1);
    bool const continues = token > 1 && first_on_line(token);
    bool const before = list_.spaced(token);
    bool const after = list_.spaced(token + 1);
    switch (kind(token)) {
    case T::minus:
    case T::ampersand:
    case T::star_star:
        roles_[token] = operand ? Role::infix : Role::prefix;
        return;
    case T::question_question: // of a value, or of the type `??T`
        roles_[token] = operand || continues ? Role::infix : Role::prefix;
        return;
    case T::star:
        roles_[token] = operand || continues ? Role::infix : Role::prefix;
        if (token > 0 && kind(token - 1) == T::dot) {
            roles_[token] = Role::tight;
        }
        return;
    case T::exclamation:
        roles_[token] = operand && !(before && !after) ? Role::infix : Role::prefix;
        return;
    case T::question:
        roles_[token] = operand && !(before && !after) ? Role::other : Role::prefix;
        return;
    case T::at:
        roles_[token] = operand ? Role::infix : Role::prefix;
        return;
    case T::dot_dot:
    case T::dot_dot_less:
    case T::dot_dot_equal:
        roles_[token] = operand ? Role::tight : Role::prefix;
        return;
    case T::tilde:
    case T::dot_dot_dot:
        roles_[token] = Role::prefix;
        return;
    case T::dot:
        roles_[token] = operand ? Role::tight : Role::prefix;
        return;
    case T::question_dot:
    case T::colon_colon:
        roles_[token] = Role::tight;
        return;
    case T::less:
        roles_[token] = Role::infix;
        classify_type_arguments(token);
        return;
    case T::greater:
        if (roles_[token] == Role::other) {
            roles_[token] = Role::infix;
        }
        return;
    case T::colon:
        return;
    default:
        roles_[token] = Role::infix;
        return;
    }
}

// `Map<K, List<V>>`: only what types are made of, up to the matching `>`.
void Spacing::classify_type_arguments(std::uint32_t token)
{
    if (token == 0 || list_.spaced(token) || list_.spaced(token + 1) || !is_name(kind(token - 1))) {
        return;
    }
    std::uint32_t depth = 1;
    for (std::uint32_t at = token + 1; at < list_.size(); ++at) {
        auto const here = kind(at);
        if (here == T::less) {
            ++depth;
        } else if (here == T::greater && --depth == 0) {
            roles_[token] = Role::tight;
            roles_[at] = Role::type_close;
            return;
        } else if (here == T::greater) {
            roles_[at] = Role::type_close;
        }
        bool const type_token = is_name(here) || opens(here) || closes(here) || here == T::comma ||
                                here == T::dot || here == T::question || here == T::less ||
                                here == T::greater || here == T::ampersand || here == T::star;
        if (!type_token || here == T::brace_open) {
            return;
        }
    }
}

// Two tokens that stood apart and might read as one if they touched.
bool Spacing::might_fuse(std::uint32_t token) const
{
    auto const before = kind(token - 1);
    auto const here = kind(token);
    return list_.spaced(token) && is_operator(before) && is_operator(here);
}

// Where a space, or none, may mean something: before an opening bracket after an operand.
bool Spacing::keeps_choice(std::uint32_t token) const
{
    auto const before = kind(token - 1);
    auto const here = kind(token);
    if (before == T::greater && (here == T::greater || here == T::greater_equal)) {
        return true;
    }
    if (before == T::square_close && (is_word(here) || opens(here) || here == T::question)) {
        return true;
    }
    if (!opens(here)) {
        return false;
    }
    bool const function_type = before == T::keyword_func || before == T::keyword_fn;
    bool const function_name =
        is_keyword(before) && token > 1 &&
        (kind(token - 2) == T::keyword_func || kind(token - 2) == T::keyword_fn);
    return ends_operand(token - 1) || function_type || function_name || before == T::greater;
}

bool Spacing::around_brackets(std::uint32_t token, bool& space) const
{
    auto const before = kind(token - 1);
    auto const here = kind(token);
    if (before == T::paren_open || before == T::square_open || here == T::paren_close ||
        here == T::square_close || here == T::comma || here == T::semicolon) {
        space = false;
        return true;
    }
    if (before == T::brace_open || here == T::brace_close) {
        bool const empty = before == T::brace_open && here == T::brace_close;
        bool const directive =
            roles_[token] == Role::directive || roles_[token - 1] == Role::directive;
        space = !empty && !directive;
        return true;
    }
    if (here == T::interpolation_middle || here == T::interpolation_end ||
        before == T::interpolation_begin || before == T::interpolation_middle) {
        space = false;
        return true;
    }
    return false;
}

bool Spacing::space_before(std::uint32_t token) const
{
    auto const before = kind(token - 1);
    auto const here = kind(token);
    auto const role = roles_[token];
    auto const last = roles_[token - 1];
    bool space = false;
    if (around_brackets(token, space)) {
        return space;
    }
    if (before == T::comma || before == T::semicolon) {
        return true;
    }
    if (keeps_choice(token)) {
        return list_.spaced(token);
    }
    if (here == T::colon || role == Role::slice_colon || last == Role::slice_colon) {
        return here == T::colon && before == T::colon && last != Role::slice_colon;
    }
    if (before == T::colon) {
        // `strategy: :one_for_one`: the second colon belongs to the name.
        return token < 2 || kind(token - 2) != T::colon;
    }
    if (might_fuse(token)) {
        return true;
    }
    if (role == Role::bar_close || last == Role::bar_open || last == Role::prefix ||
        last == Role::tight || role == Role::tight || role == Role::directive ||
        last == Role::directive) {
        return false;
    }
    if ((here == T::question && role == Role::other) || role == Role::type_close) {
        return false;
    }
    return true;
}

} // namespace janus::syntax
