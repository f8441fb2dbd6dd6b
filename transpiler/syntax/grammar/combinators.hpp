#pragma once

#include "syntax/grammar/layout.hpp"

/// The building blocks of the grammar beside PEGTL's own: terminals over token kinds, rules
/// that leave a record, and points of no return with their message.
namespace janus::grammar {

using pegtl::at;
using pegtl::not_at;
using pegtl::opt;
using pegtl::plus;
using pegtl::seq;
using pegtl::sor;
using pegtl::star;
using K = NodeKind;

/// One token of any of the given kinds.
template <TokenKind... Kinds> struct tok {
    using rule_t = tok;
    using subs_t = pegtl::empty_list;
    [[nodiscard]] static bool match(TokenInput& in)
    {
        if (((in.kind() == Kinds) || ...)) {
            in.bump();
            return true;
        }
        return false;
    }
};

/// One token for which `Test` holds.
template <bool (*Test)(TokenKind)> struct tok_if {
    using rule_t = tok_if;
    using subs_t = pegtl::empty_list;
    [[nodiscard]] static bool match(TokenInput& in)
    {
        if (Test(in.kind())) {
            in.bump();
            return true;
        }
        return false;
    }
};

/// Nothing, if `Test` holds for the input as it stands.
template <bool (*Test)(TokenInput const&)> struct check {
    using rule_t = check;
    using subs_t = pegtl::empty_list;
    [[nodiscard]] static bool match(TokenInput& in) { return Test(in); }
};

/// A sequence that leaves a record.
template <NodeKind Kind, class... Rules> struct node : seq<Rules...> {
    static constexpr NodeKind node_kind = Kind;
};

/// Matches, or raises: a point of no return. `Message` has `code` and `text`.
template <class Message, class... Rules> struct need {
    using rule_t = need;
    using subs_t = pegtl::type_list<Rules...>;

    template <pegtl::apply_mode Apply, pegtl::rewind_mode, template <class...> class Action,
              template <class...> class Control>
    [[nodiscard]] static bool match(TokenInput& in)
    {
        auto const start = in.token();
        if (!Control<seq<Rules...>>::template match<Apply, pegtl::rewind_mode::required, Action,
                                                    Control>(in)) {
            raise(in, start);
        }
        return true;
    }

private:
    [[noreturn]] static void raise(TokenInput const& in, std::uint32_t start)
    {
        if (in.missing_operand() > start && in.missing_operand() - start < 3) {
            throw SyntaxError{Code::P0002, in.missing_operand(), no_token, "an expression"};
        }
        throw SyntaxError{Message::code, start, no_token, Message::text};
    }
};

/// `Open Body Close`. Once opened and its body read, the closer must follow; if it does not,
/// the opening is to blame, unless the bracket is closed further on.
template <class Open, class Body, class Close> struct enclosed {
    using rule_t = enclosed;
    using subs_t = pegtl::type_list<Open, Body, Close>;

    template <pegtl::apply_mode Apply, pegtl::rewind_mode Mode, template <class...> class Action,
              template <class...> class Control>
    [[nodiscard]] static bool match(TokenInput& in)
    {
        auto marker = in.template mark<Mode>();
        auto const opening = in.token();
        if (!Control<Open>::template match<Apply, pegtl::rewind_mode::active, Action, Control>(
                in) ||
            !Control<Body>::template match<Apply, pegtl::rewind_mode::active, Action, Control>(
                in)) {
            return marker(false);
        }
        auto const closing = in.token();
        if (!Control<Close>::template match<Apply, pegtl::rewind_mode::required, Action, Control>(
                in)) {
            throw unclosed(in, opening);
        }
        note_layout(in, opening, closing);
        return marker(true);
    }

private:
    static SyntaxError unclosed(TokenInput& in, std::uint32_t opening);
    static void note_layout(TokenInput& in, std::uint32_t opening, std::uint32_t closing)
    {
        bool const closer =
            in.kind_at(closing) == T::keyword_end || in.kind_at(closing) == T::brace_close;
        if (closer && in.list().first_on_line(closing) &&
            indentation(in, opening) > indentation(in, closing)) {
            in.misplaced_opening() = opening;
        }
    }
};

/// Counts nesting, so that no input can exhaust the stack.
constexpr std::uint32_t max_depth = 500;
struct TooDeep {
    std::uint32_t token;
};
template <class... Rules> struct nested {
    using rule_t = nested;
    using subs_t = pegtl::type_list<Rules...>;

    template <pegtl::apply_mode Apply, pegtl::rewind_mode Mode, template <class...> class Action,
              template <class...> class Control>
    [[nodiscard]] static bool match(TokenInput& in)
    {
        struct Guard {
            std::uint32_t& depth;
            ~Guard() { --depth; }
        };
        if (++in.depth() > max_depth) {
            --in.depth();
            throw TooDeep{in.token()};
        }
        Guard const guard{in.depth()};
        return Control<seq<Rules...>>::template match<Apply, Mode, Action, Control>(in);
    }
};

/// A rule that may fail with an error: then `Recovery::skip(in)` moves past the damage and an
/// error record takes the place of what could not be read.
template <NodeKind Kind, class Recovery, class... Rules> struct recovering {
    using rule_t = recovering;
    using subs_t = pegtl::type_list<Rules...>;

    template <pegtl::apply_mode Apply, pegtl::rewind_mode Mode, template <class...> class Action,
              template <class...> class Control>
    [[nodiscard]] static bool match(TokenInput& in)
    {
        auto const start = in.cursor();
        auto const depth = in.depth();
        try {
            return Control<seq<Rules...>>::template match<Apply, Mode, Action, Control>(in);
        } catch (SyntaxError const& error) {
            in.record(error);
            in.restore(start);
            in.depth() = depth;
            if (!Recovery::skip(in, error)) {
                throw;
            }
            in.note_skipped(start.token, Kind == K::error_member);
        }
        auto const node = in.open_node();
        in.close_node(node, Kind, start.token);
        return true;
    }
};

/// Reads `Rules` under another meaning of commas.
template <Commas Meaning, class... Rules> struct with_commas {
    using rule_t = with_commas;
    using subs_t = pegtl::type_list<Rules...>;

    template <pegtl::apply_mode Apply, pegtl::rewind_mode Mode, template <class...> class Action,
              template <class...> class Control>
    [[nodiscard]] static bool match(TokenInput& in)
    {
        struct Guard {
            Commas& place;
            Commas saved;
            ~Guard() { place = saved; }
        };
        Guard const guard{in.commas(), in.commas()};
        in.commas() = Meaning;
        return Control<seq<Rules...>>::template match<Apply, Mode, Action, Control>(in);
    }
};

/// Stands for an opening that is missing where the line ends: complains and goes on.
template <class Message, bool (*Test)(TokenInput const&)> struct missing_opening {
    using rule_t = missing_opening;
    using subs_t = pegtl::empty_list;
    [[nodiscard]] static bool match(TokenInput& in)
    {
        if (!Test(in)) {
            return false;
        }
        in.record({Message::code, in.token(), no_token, Message::text});
        return true;
    }
};

// Frequent terminals. Line breaks come as at most one token in a row.
using nl = opt<tok<T::newline>>;
struct sep : tok<T::newline, T::semicolon> {};
struct seps : star<sep> {};
struct comma : seq<nl, tok<T::comma>, nl> {};
struct name_token : tok_if<syntax::is_name> {};
struct word_token : tok_if<syntax::is_word> {};

template <class Rule> using comma_list = seq<Rule, star<comma, Rule>>;

[[nodiscard]] inline bool next_not_spaced(TokenInput const& in)
{
    return !in.list().spaced(in.token());
}
struct no_space : check<next_not_spaced> {};

/// Names that leave a record. `name`: no keyword; `any_name`: keywords too, as after a dot.
struct name : node<K::name, name_token> {};
struct any_name : node<K::name, word_token> {};

inline bool keyword_before(TokenInput const& in, bool (*follows)(TokenKind))
{
    return syntax::is_keyword(in.kind()) && follows(in.kind(1));
}
inline bool field_name_ahead(TokenInput const& in)
{
    return syntax::is_name(in.kind()) || keyword_before(in, [](TokenKind kind) {
               return kind == T::colon || kind == T::comma || kind == T::equal ||
                      kind == T::brace_close;
           });
}
struct field_name : seq<check<field_name_ahead>, any_name> {};

inline bool greater_twice_ahead(TokenInput const& in)
{
    return in.kind() == T::greater && in.kind(1) == T::greater && !in.list().spaced(in.token() + 1);
}
struct shift_right : seq<check<greater_twice_ahead>, tok<T::greater>, tok<T::greater>> {};

template <class Open, class Body, class Close>
SyntaxError enclosed<Open, Body, Close>::unclosed(TokenInput& in, std::uint32_t opening)
{
    auto const kind = in.list().kinds[opening];
    bool const bracket = kind == T::paren_open || kind == T::square_open;
    bool const closed_later = (bracket || kind == T::brace_open) &&
                              in.partner(opening) != no_token && !foreign_declaration_ahead(in);
    auto const found = in.token();
    bool const stray_brace = in.kind() == T::brace_close && in.partner(found) == no_token;
    if (kind == T::keyword_do && (in.kind() == T::keyword_else || stray_brace)) {
        return {Code::P0001, found, no_token, "`end`"};
    }
    if (closed_later) {
        if (in.missing_operand() > found && in.missing_operand() - found < 3) {
            return {Code::P0002, in.missing_operand(), no_token, "an expression"};
        }
        char const* const expected = kind == T::paren_open    ? "`,` or `)`"
                                     : kind == T::square_open ? "`,` or `]`"
                                                              : "`}`";
        return {Code::P0001, found, no_token, expected};
    }
    if (!bracket && in.misplaced_opening() != no_token && in.misplaced_opening() > opening) {
        opening = in.misplaced_opening();
    }
    auto const code = kind == T::paren_open    ? Code::P0007
                      : kind == T::square_open ? Code::P0009
                                               : Code::P0008;
    return {code, found, opening, ""};
}

} // namespace janus::grammar
