#pragma once

#include "syntax/grammar/lookahead.hpp"
#include "syntax/grammar/patterns.hpp"

/// Expressions: operands with prefixes, suffixes and tails, and the operators between them,
/// as one flat list in an `expression` record. The builder applies the precedence table; here
/// every level would cost a stack frame. `Head` is the position right before a block (after
/// `if`, `while`, `in`, …), where struct literals and trailing blocks need parentheses.
namespace janus::grammar {

struct expect_expression {
    static constexpr Code code = Code::P0002;
    static constexpr char const* text = "an expression";
};

template <bool Head> struct operand;
template <bool Head> struct primary;
struct statements;
struct block;
struct parameters;
struct return_type;

// ---------- operators ----------

/// `or do`, `or |e|` and `or { |e|` handle an error; they are no operators.
inline bool or_handler_at(TokenInput const& in, std::uint32_t index)
{
    ++index;
    if (in.kind_at(index) == T::newline) {
        ++index;
    }
    auto const kind = in.kind_at(index);
    return kind == T::keyword_do || kind == T::bar ||
           (kind == T::brace_open && block_parameters_at(in, index));
}

/// How many tokens the binary operator at `index` has; 0 if there is none. After a line break
/// only some operators go on with the expression.
inline std::uint32_t operator_size(TokenInput const& in, std::uint32_t index, bool after_break)
{
    switch (in.kind_at(index)) {
    case T::keyword_or:
        return or_handler_at(in, index) ? 0 : 1;
    case T::keyword_and:
    case T::bar_greater:
    case T::question_question:
    case T::equal_equal:
    case T::not_equal:
    case T::less_equal:
    case T::greater_equal:
    case T::less:
    case T::plus:
    case T::plus_plus:
    case T::star:
    case T::slash:
    case T::percent:
        return 1;
    case T::greater: {
        auto const next = in.kind_at(index + 1);
        bool const touches = !in.list().spaced(index + 1);
        if (touches && next == T::greater_equal) {
            return 0; // `>>=`
        }
        bool const shift = touches && next == T::greater;
        return shift ? (after_break ? 0 : 2) : 1;
    }
    case T::minus:
    case T::bar:
    case T::caret:
    case T::ampersand:
    case T::less_less:
    case T::star_star:
    case T::ampersand_ampersand:
    case T::bar_bar:
        return after_break ? 0 : 1;
    default:
        return 0;
    }
}

struct binary_operator_tokens {
    using rule_t = binary_operator_tokens;
    using subs_t = pegtl::empty_list;
    [[nodiscard]] static bool match(TokenInput& in)
    {
        bool const after_break = in.kind() == T::newline;
        auto const index = in.after_newline();
        auto const size = operator_size(in, index, after_break);
        if (size == 0) {
            return false;
        }
        in.move_to(index + size);
        in.move_to(in.after_newline());
        return true;
    }
};
struct binary_operator : node<K::binary_operator, binary_operator_tokens> {};
struct range_operator
    : node<K::range_operator, tok<T::dot_dot, T::dot_dot_less, T::dot_dot_equal>> {};

/// An operator that may also end something else (`f(Vec<i32>)`, `|n|`): no operand, no error.
inline bool operand_may_miss(TokenKind kind)
{
    return kind == T::less || kind == T::greater || kind == T::bar || kind == T::ampersand ||
           kind == T::star;
}

/// The operand after a binary operator; its absence is usually an error worth naming.
template <bool Head> struct right_operand {
    using rule_t = right_operand;
    using subs_t = pegtl::type_list<operand<Head>>;

    template <pegtl::apply_mode Apply, pegtl::rewind_mode, template <class...> class Action,
              template <class...> class Control>
    [[nodiscard]] static bool match(TokenInput& in)
    {
        auto const start = in.token();
        using rule = seq<opt<range_operator>, operand<Head>>;
        if (Control<rule>::template match<Apply, pegtl::rewind_mode::required, Action, Control>(
                in)) {
            return true;
        }
        auto before = start - 1;
        if (in.kind_at(before) == T::newline) {
            --before;
        }
        if (!operand_may_miss(in.kind_at(before))) {
            throw SyntaxError{Code::P0002, start, no_token, expect_expression::text};
        }
        in.note_missing_operand(start);
        return false;
    }
};

template <bool Head>
struct expression_in
    : node<K::expression, nested<opt<range_operator>, operand<Head>,
                                 star<sor<seq<binary_operator, right_operand<Head>>,
                                          seq<range_operator, opt<operand<Head>>>>>>> {};
using expression = expression_in<false>;
using head_expression = expression_in<true>;
struct need_expression : need<expect_expression, expression> {};
struct need_head_expression : need<expect_expression, head_expression> {};

// ---------- lists in brackets ----------

struct paren_open : seq<tok<T::paren_open>, nl> {};
struct paren_close : seq<nl, tok<T::paren_close>> {};
struct square_open : seq<tok<T::square_open>, nl> {};
struct square_close : seq<nl, tok<T::square_close>> {};
struct brace_open : seq<tok<T::brace_open>, nl> {};
struct brace_close : seq<nl, tok<T::brace_close>> {};

template <class Open, class Element, class Close>
using bracketed =
    with_commas<Commas::in_list,
                enclosed<Open, opt<comma_list<Element>, opt<nl, tok<T::comma>>>, Close>>;

inline bool argument_end_ahead(TokenInput const& in)
{
    switch (in.kind_at(in.after_newline())) {
    case T::comma:
    case T::paren_close:
    case T::square_close:
    case T::colon:
        return true;
    default:
        return in.commas() != Commas::in_list;
    }
}
struct argument_end : check<argument_end_ahead> {};

/// An expression if it is all there is up to the next comma or bracket, else a type.
/// Long expressions are not read twice: what follows them is reported by the list around.
struct value_or_type {
    using rule_t = value_or_type;
    using subs_t = pegtl::type_list<expression, type>;
    static constexpr std::uint32_t longest_type = 64;

    template <pegtl::apply_mode Apply, pegtl::rewind_mode Mode, template <class...> class Action,
              template <class...> class Control>
    [[nodiscard]] static bool match(TokenInput& in)
    {
        constexpr auto required = pegtl::rewind_mode::required;
        auto const start = in.cursor();
        bool const value =
            Control<expression>::template match<Apply, required, Action, Control>(in);
        bool const longer = in.token() - start.token > longest_type;
        if (value && (longer || argument_end_ahead(in))) {
            return true;
        }
        in.restore(start);
        using whole_type = seq<type, argument_end>;
        if (Control<whole_type>::template match<Apply, required, Action, Control>(in)) {
            return true;
        }
        return value && Control<expression>::template match<Apply, Mode, Action, Control>(in);
    }
};

inline bool operator_token(TokenKind kind)
{
    return kind == T::plus || kind == T::minus || kind == T::star || kind == T::slash ||
           kind == T::caret || kind == T::ampersand || kind == T::bar;
}
inline bool operator_reference_ahead(TokenInput const& in)
{
    return in.kind() == T::paren_open && operator_token(in.kind(1)) && in.kind(2) == T::paren_close;
}
struct any_operator : tok_if<operator_token> {};
struct operator_reference
    : node<K::operator_reference, sor<seq<check<operator_reference_ahead>, tok<T::paren_open>,
                                          any_operator, tok<T::paren_close>>,
                                      seq<any_operator, argument_end>>> {};

struct argument_name : seq<any_name, tok<T::colon>, nl> {};
struct named_argument : seq<at<word_token, tok<T::colon>>, argument_name, need_expression> {};
struct argument : node<K::argument, sor<seq<tok<T::star_star>, need_expression>,
                                        seq<check<operator_reference_ahead>, operator_reference>,
                                        named_argument, value_or_type, operator_reference>> {};
struct call_arguments : bracketed<paren_open, argument, paren_close> {};

// ---------- suffixes ----------

inline bool chain_dot_ahead(TokenInput const& in)
{
    if (in.kind() == T::newline) {
        return chain_ahead(in) && (syntax::is_word(in.kind(2)) || in.kind(2) == T::integer);
    }
    return (in.kind() == T::dot || in.kind() == T::question_dot) &&
           (syntax::is_word(in.kind(1)) || in.kind(1) == T::integer);
}
struct member : node<K::member, check<chain_dot_ahead>, nl, tok<T::dot, T::question_dot>,
                     sor<word_token, tok<T::integer>>> {};
struct path_member : node<K::member, tok<T::colon_colon>, word_token> {};

struct slice_part : node<K::slice, tok<T::colon>, opt<node<K::slice_end, expression>>,
                         opt<tok<T::colon>, opt<node<K::slice_step, expression>>>> {};
struct index_argument
    : node<K::index_argument, sor<seq<value_or_type, opt<slice_part>>, slice_part>> {};
struct index_suffix
    : node<K::index, no_space, bracketed<square_open, index_argument, square_close>> {};
struct optional_index
    : node<K::optional_index, tok<T::question_dot>,
           bracketed<square_open, node<K::index_argument, expression>, square_close>> {};

struct expect_member_name {
    static constexpr Code code = Code::P0004;
    static constexpr char const* text = "a name after `.`";
};
inline bool line_or_bracket_ends(TokenInput const& in)
{
    switch (in.kind()) {
    case T::newline:
    case T::end_of_file:
    case T::paren_close:
    case T::square_close:
    case T::comma:
        return true;
    default:
        return false;
    }
}
struct plain_suffix
    : sor<member, index_suffix, node<K::dereference, tok<T::dot>, tok<T::star>>,
          node<K::unwrap_member, tok<T::dot>, tok<T::question_dot>, word_token>,
          node<K::unwrap, tok<T::dot>, tok<T::question>>, optional_index, path_member,
          seq<tok<T::dot>, at<check<line_or_bracket_ends>>, need<expect_member_name, name>>> {};

struct block_parameters;
struct closure_do;
struct closure_brace;

struct trailing_do
    : node<K::trailing_block, at<tok<T::keyword_do>>, not_at<check<closure_do_ahead>>, block> {};
struct call_suffix : node<K::call, call_arguments> {};
struct trailing_closure
    : node<K::trailing_block, sor<seq<check<closure_brace_ahead>, closure_brace>,
                                  seq<check<closure_do_ahead>, closure_do>>> {};

/// Most operands have no suffix; one look saves trying them all.
inline bool suffix_ahead(TokenInput const& in)
{
    switch (in.kind()) {
    case T::dot:
    case T::question_dot:
    case T::newline:
    case T::square_open:
    case T::paren_open:
    case T::colon_colon:
    case T::brace_open:
    case T::keyword_do:
        return true;
    default:
        return false;
    }
}

template <bool Head> struct suffix;
template <>
struct suffix<false>
    : seq<check<suffix_ahead>,
          sor<seq<call_suffix, opt<trailing_do>>, plain_suffix, trailing_closure>> {};
template <> struct suffix<true> : seq<check<suffix_ahead>, sor<call_suffix, plain_suffix>> {};

// ---------- tails ----------

struct simple;
struct braces;
struct need_block;

inline bool or_tail_ahead(TokenInput const& in)
{
    auto const index = in.after_newline();
    return in.kind_at(index) == T::keyword_or && or_handler_at(in, index);
}
struct error_name : seq<tok<T::bar>, name, tok<T::bar>> {};
struct or_tail : node<K::or_handler, check<or_tail_ahead>, nl, tok<T::keyword_or>, nl,
                      sor<seq<error_name, need_block>, block>> {};

inline bool named_block_ahead(TokenInput const& in)
{
    return syntax::is_name(in.kind()) &&
           (in.kind(1) == T::keyword_do ||
            (in.kind(1) == T::brace_open && in.list().spaced(in.token() + 1)));
}
inline bool block_ahead(TokenInput const& in)
{
    return in.kind() == T::keyword_do || (in.kind() == T::brace_open && !table_ahead(in));
}
template <bool Head>
struct catch_tail
    : node<K::catch_handler, at<nl, tok<T::keyword_catch>>, nl, tok<T::keyword_catch>,
           need<expect_expression,
                sor<seq<error_name, sor<seq<check<block_ahead>, block>,
                                        seq<not_at<tok<T::keyword_do>>, simple>>>,
                    seq<check<named_block_ahead>, name, not_at<check<table_ahead>>, block>,
                    seq<check<block_ahead>, block>, expression_in<Head>>>> {};

struct context_operand : node<K::expression, nested<primary<true>, star<suffix<true>>>> {};
struct need_context : need<expect_expression, context_operand> {};
struct with_tail : node<K::with_context, tok<T::keyword_with>, need_context,
                        opt<tok<T::keyword_where>, need_context>> {};
struct cast_tail : node<K::cast, tok<T::word_as>, need_type> {};

inline bool tail_ahead(TokenInput const& in)
{
    switch (in.kind()) {
    case T::newline:
        return in.kind(1) == T::keyword_or || in.kind(1) == T::keyword_catch;
    case T::keyword_or:
    case T::keyword_catch:
    case T::keyword_with:
    case T::word_as:
    case T::question:
        return true;
    default:
        return false;
    }
}
template <bool Head>
struct tail : seq<check<tail_ahead>, sor<or_tail, catch_tail<Head>, with_tail, cast_tail,
                                         node<K::propagate, tok<T::question>>>> {};

// ---------- prefixes and operands ----------

inline bool comptime_ahead(TokenInput const& in)
{
    auto const next = in.kind(1);
    return in.kind() == T::word_comptime &&
           (syntax::is_name(next) || syntax::in_range(next, T::integer, T::paren_open) ||
            next == T::keyword_if || next == T::keyword_match || next == T::keyword_do ||
            next == T::at);
}
struct prefix_operator
    : node<K::prefix_operator, sor<tok<T::minus, T::exclamation, T::tilde, T::keyword_not,
                                       T::keyword_try, T::keyword_await>,
                                   seq<tok<T::ampersand>, opt<tok<T::word_mut>>>,
                                   seq<check<comptime_ahead>, tok<T::word_comptime>>>> {};

/// A comma goes on with `spawn X, a` or `print a, b` unless a list or the next arm owns it.
inline bool free_comma_ahead(TokenInput const& in)
{
    if (in.commas() == Commas::in_list) {
        return false;
    }
    auto index = in.after_newline();
    if (in.kind_at(index) != T::comma) {
        return false;
    }
    ++index;
    if (in.kind_at(index) == T::newline) {
        ++index;
    }
    return in.commas() == Commas::free || !arm_at(in, index);
}
struct free_comma : seq<check<free_comma_ahead>, comma> {};

struct spawn_body
    : sor<seq<check<block_ahead>, block>, seq<need_expression, star<free_comma, need_expression>>> {
};
struct spawn
    : node<K::spawn, sor<seq<tok<T::keyword_spawn>, opt<tok<T::keyword_async>>, spawn_body>,
                         seq<tok<T::keyword_async>, not_at<tok<T::keyword_func, T::keyword_fn>>,
                             spawn_body>>> {};

/// `try`, `await` and `not` can be nothing but the beginning of an operand.
struct prefix_word
    : node<K::prefix_operator, tok<T::keyword_try, T::keyword_await, T::keyword_not>> {};
template <bool Head>
struct operand : sor<seq<check<comptime_ahead>, prefix_operator, nested<operand<Head>>>,
                     seq<primary<Head>, star<suffix<Head>>, star<tail<Head>>>, spawn,
                     seq<prefix_word, need<expect_expression, nested<operand<Head>>>>,
                     seq<prefix_operator, nested<operand<Head>>>> {};

} // namespace janus::grammar
