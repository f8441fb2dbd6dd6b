#pragma once

#include "syntax/grammar/declarations.hpp"

/// Actors, grains, `receive` and supervisors.
namespace janus::grammar {

struct expect_arm {
    static constexpr Code code = Code::P0001;
    static constexpr char const* text = "a `receive` arm";
};
struct expect_receive_end {
    static constexpr Code code = Code::P0008;
    static constexpr char const* text = "`end` of the `receive`";
};
struct expect_member {
    static constexpr Code code = Code::P0010;
    static constexpr char const* text = "a field, a hook, a function or `receive`";
};
struct expect_child {
    static constexpr Code code = Code::P0010;
    static constexpr char const* text = "a child, an option or a function";
};

// ---------- receive ----------

struct receive_arm
    : node<K::receive_arm, star<annotation>,
           sor<seq<tok<T::bar>, need<expect_pattern, pattern>, opt<guard_clause>, need_arrow_body>,
               seq<pattern, opt<guard_clause>, tok<T::fat_arrow, T::arrow>, nl,
                   need<expect_arm_body, arm_body>>>> {};
inline bool after_ahead(TokenInput const& in)
{
    auto const next = in.kind(1);
    return in.kind() == T::word_after && next != T::fat_arrow && next != T::arrow &&
           next != T::bar && next != T::brace_open && next != T::dot;
}
struct receive_end : sor<arms_end, check<after_ahead>> {};
struct receive_arms
    : star<not_at<receive_end>,
           recovering<K::error_arm, arm_recovery, need<expect_arm, receive_arm>>, arm_end> {};
struct after_clause : node<K::after, check<after_ahead>, tok<T::word_after>, need_head_expression,
                           sor<arrow_body, block, need_arrow_body>, seps> {};

/// Statements that may be followed by `after`.
struct receive_body {
    using rule_t = receive_body;
    using subs_t = pegtl::type_list<statements>;

    template <pegtl::apply_mode Apply, pegtl::rewind_mode Mode, template <class...> class Action,
              template <class...> class Control>
    [[nodiscard]] static bool match(TokenInput& in)
    {
        struct Guard {
            bool& place;
            bool saved;
            ~Guard() { place = saved; }
        };
        Guard const guard{in.in_receive_body(), in.in_receive_body()};
        in.in_receive_body() = true;
        using rule = node<K::block, statements>;
        return Control<rule>::template match<Apply, Mode, Action, Control>(in);
    }
};

inline bool receive_arms_ahead(TokenInput const& in)
{
    auto index = in.token() + 1;
    while (in.kind_at(index) == T::newline || in.kind_at(index) == T::semicolon) {
        ++index;
    }
    auto const kind = in.kind_at(index);
    return in.kind() == T::keyword_do && (kind == T::bar || kind == T::at || arm_at(in, index));
}
struct receive_with_arms
    : seq<check<receive_arms_ahead>,
          enclosed<do_open, seq<seps, receive_arms, opt<after_clause>>, keyword_end>> {};
struct receive_with_body
    : seq<opt<name>, enclosed<do_open, seq<receive_body, opt<after_clause>>, keyword_end>> {};
inline bool receive_ahead(TokenInput const& in)
{
    auto const next = in.kind(1);
    return in.kind() == T::word_receive &&
           (next == T::keyword_do || (syntax::is_name(next) && in.kind(2) == T::keyword_do));
}
struct receive : node<K::receive, check<receive_ahead>, tok<T::word_receive>,
                      sor<receive_with_arms, receive_with_body>> {};

// ---------- actors ----------

inline bool hook_kind(TokenKind kind)
{
    return kind == T::word_init || (T::word_on_activate <= kind && kind <= T::word_on_stop);
}
inline bool hook_ahead(TokenInput const& in)
{
    auto const next = in.kind(1);
    return hook_kind(in.kind()) &&
           (next == T::keyword_do || next == T::brace_open || next == T::paren_open);
}
struct hook : node<K::hook, check<hook_ahead>, tok_if<hook_kind>, opt<parameters>, need_block> {};
struct migrate : node<K::migrate, tok<T::word_migrate>, tok<T::word_from>, tok<T::integer>,
                      tok<T::word_to>, tok<T::integer>, need_block> {};
struct actor_function : node<K::declaration, opt<visibility>, async_function> {};
struct actor_member
    : sor<receive, node<K::actor_member, star<annotation>,
                        sor<hook, migrate, actor_function, var_statement, let_statement>>> {};

inline bool member_begins(TokenInput const& in, std::uint32_t index)
{
    switch (in.kind_at(index)) {
    case T::keyword_var:
    case T::keyword_let:
    case T::keyword_func:
    case T::keyword_fn:
    case T::keyword_async:
    case T::keyword_pub:
    case T::word_receive:
    case T::word_migrate:
    case T::word_child:
    case T::at:
        return true;
    default:
        return hook_kind(in.kind_at(index)) || declaration_at(in, index) ||
               in.kind_at(index + 1) == T::colon;
    }
}
struct actor_recovery : member_recovery<member_begins> {};

/// The members of an actor up to its end. The `end` of a `receive` may close the actor too
/// (`shared_end`), so behind a `receive` whatever is no member ends the actor quietly.
struct actor_members {
    using member_or_error =
        recovering<K::error_member, actor_recovery, need<expect_member, actor_member>,
                   need<expect_statement_end, statement_end>>;
    using rule_t = actor_members;
    using subs_t = pegtl::type_list<actor_member, member_or_error, seps>;

    template <pegtl::apply_mode Apply, pegtl::rewind_mode, template <class...> class Action,
              template <class...> class Control>
    [[nodiscard]] static bool match(TokenInput& in)
    {
        constexpr auto required = pegtl::rewind_mode::required;
        auto last = in.cursor();
        in.receive_seen() = false;
        for (bool seen = false;; last = in.cursor()) {
            if (!Control<seps>::template match<Apply, required, Action, Control>(in) ||
                at_end(in)) {
                break;
            }
            bool const receive_here = receive_ahead(in);
            bool const go_on =
                seen
                    ? Control<actor_member>::template match<Apply, required, Action, Control>(in)
                    : !foreign(in) && Control<member_or_error>::template match<Apply, required,
                                                                               Action, Control>(in);
            if (!go_on) {
                in.restore(last);
                break;
            }
            seen = seen || receive_here;
            in.receive_seen() = seen;
        }
        return true;
    }

private:
    static bool at_end(TokenInput const& in)
    {
        return in.kind() == T::keyword_end || in.kind() == T::brace_close ||
               in.kind() == T::end_of_file;
    }
    /// A declaration that cannot be a member: the actor's `end` is missing before it.
    static bool foreign(TokenInput const& in)
    {
        switch (in.kind()) {
        case T::word_actor:
        case T::word_grain:
        case T::word_supervisor:
        case T::word_message:
            return declaration_at(in, in.token());
        default:
            return false;
        }
    }
};

inline bool receive_was_seen(TokenInput const& in)
{
    return in.receive_seen();
}
struct shared_end : node<K::shared_end, check<receive_was_seen>> {};
/// `do … end`, where the `end` may be that of the `receive`.
struct actor_do_body : enclosed<do_open, actor_members, sor<seq<seps, keyword_end>, shared_end>> {};
struct actor_brace_body : enclosed<brace_begin, actor_members, seq<seps, brace_end>> {};

struct actor_clause
    : node<K::actor_clause, nl, tok<T::word_implements, T::word_does, T::keyword_with>, nl,
           need_type, star<comma, need_type>> {};
struct actor_declaration
    : node<K::actor, tok<T::word_actor, T::word_grain>, name, opt<generics>, opt<parameters>,
           star<actor_clause>, nl, need<expect_body, sor<actor_brace_body, actor_do_body>>> {};

// ---------- supervisors ----------

struct option_value : sor<seq<tok<T::colon>, any_name>, head_expression> {};
struct option
    : node<K::option, any_name, tok<T::colon>, nl, need<expect_expression, option_value>> {};
/// `max_restarts 5`, `strategy = one_for_one`: the name of an option and what it shall be.
struct option_without_colon {
    using rule_t = option_without_colon;
    using subs_t = pegtl::empty_list;
    [[nodiscard]] static bool match(TokenInput& in)
    {
        auto const next = in.kind(1);
        bool const valued = syntax::is_name(next) || next == T::integer || next == T::equal;
        if (!syntax::is_name(in.kind()) || !valued || declaration_at(in, in.token())) {
            return false;
        }
        throw SyntaxError{Code::P0006, in.token() + 1, no_token, "`:`", in.token()};
    }
};
inline bool rfc_child_ahead(TokenInput const& in)
{
    return in.kind() == T::word_child && in.kind(1) == T::paren_open;
}
struct rfc_child_arguments
    : with_commas<Commas::in_list,
                  enclosed<paren_open, seq<type, star<comma, expression>>, paren_close>> {};
struct child
    : node<K::child, tok<T::word_child>,
           sor<rfc_child_arguments, seq<node<K::path, name_token, star<tok<T::dot>, word_token>>,
                                        opt<node<K::generic_arguments, generic_arguments>>,
                                        opt<node<K::call, call_arguments>>>>,
           star<tok<T::comma>, nl, option>, opt<block>> {};
inline bool child_ahead(TokenInput const& in)
{
    return in.kind() == T::word_child && in.kind(1) != T::colon;
}
struct supervisor_member
    : sor<seq<check<child_ahead>, child>, option,
          node<K::declaration, star<annotation>, opt<visibility>, async_function>,
          option_without_colon> {};
/// Every line is a member.
struct supervisor_recovery : member_recovery<field_begins> {};
inline bool after_supervisor_member(TokenInput const& in)
{
    return in.kind() == T::comma || statement_end_ahead(in);
}
struct supervisor_member_end : check<after_supervisor_member> {};
struct supervisor_members
    : star<not_at<arms_end>,
           recovering<K::error_member, supervisor_recovery, need<expect_child, supervisor_member>,
                      need<expect_statement_end, supervisor_member_end>>,
           member_end> {};
struct supervisor_declaration
    : node<
          K::supervisor, tok<T::word_supervisor>, name, opt<parameters>,
          star<tok<T::comma>, nl, option>, nl,
          need<expect_body, sor<enclosed<do_open, seq<seps, supervisor_members>, keyword_end>,
                                enclosed<brace_begin, seq<seps, supervisor_members>, brace_end>>>> {
};

} // namespace janus::grammar
