#pragma once

#include "syntax/grammar/expressions.hpp"
#include "syntax/grammar/recovery.hpp"

/// What expressions are made of: literals, closures, `if`, `match`, brackets, blocks.
namespace janus::grammar {

struct expect_end {
    static constexpr Code code = Code::P0008;
    static constexpr char const* text = "`end`";
};
struct expect_block {
    static constexpr Code code = Code::P0006;
    static constexpr char const* text = "`do` or `{`";
};
struct expect_arrow {
    static constexpr Code code = Code::P0006;
    static constexpr char const* text = "`=>`";
};
struct expect_name {
    static constexpr Code code = Code::P0004;
    static constexpr char const* text = "a name";
};
struct expect_branch {
    static constexpr Code code = Code::P0006;
    static constexpr char const* text = "`do`, `then` or `{` after the condition";
};
struct expect_arm_body {
    static constexpr Code code = Code::P0002;
    static constexpr char const* text = "what this arm does";
};

struct simple_post;
struct statements;
struct arm_recovery;

using keyword_end = tok<T::keyword_end>;
using do_open = tok<T::keyword_do>;
using brace_begin = tok<T::brace_open>;
using brace_end = tok<T::brace_close>;

// ---------- blocks ----------

struct block_parameter
    : node<K::closure_parameter, single_pattern, opt<tok<T::colon>, simple_type>> {};
struct block_parameters
    : node<K::closure_parameters,
           sor<tok<T::bar_bar>, seq<tok<T::bar>, opt<comma_list<block_parameter>>,
                                    need<struct expect_bar, tok<T::bar>>>>> {};
struct expect_bar {
    static constexpr Code code = Code::P0006;
    static constexpr char const* text = "`|` after the parameters";
};

inline bool parameters_ahead(TokenInput const& in)
{
    auto const kind = in.kind_at(in.after_newline());
    return kind == T::bar || kind == T::bar_bar;
}
/// A line that begins with `|` after `do` may be the first arm of something, never parameters.
inline bool block_parameters_ahead(TokenInput const& in)
{
    return parameters_ahead(in) && !(in.kind() == T::newline && arm_at(in, in.token() + 2));
}
struct optional_parameters : opt<check<block_parameters_ahead>, nl, block_parameters> {};
struct block
    : node<K::block, sor<enclosed<do_open, seq<optional_parameters, statements>, keyword_end>,
                         enclosed<brace_begin, seq<optional_parameters, statements>, brace_end>>> {
};
struct need_block : need<expect_block, block> {};
inline bool line_ends(TokenInput const& in)
{
    return in.kind() == T::newline;
}
/// A loop whose head line ends without `do` still has its body and its `end`.
struct loop_block
    : need<expect_block,
           sor<block, node<K::block, enclosed<missing_opening<expect_block, line_ends>, statements,
                                              keyword_end>>>> {};
struct block_or_line_end : at<tok<T::keyword_do, T::brace_open, T::newline>> {};
template <class... Rules>
using loop_head =
    recovering<K::error_head, head_recovery, Rules..., need<expect_block, block_or_line_end>>;
/// `do … end` or `{ … }` without parameters, where a table would begin with `{` too.
struct do_block : node<K::block, enclosed<do_open, statements, keyword_end>> {};
struct braces : node<K::block, not_at<check<table_ahead>>, not_at<check<closure_brace_ahead>>,
                     enclosed<brace_begin, statements, brace_end>> {};
struct arm_body
    : sor<do_block, braces, seq<not_at<do_open>, with_commas<Commas::in_arm, simple_post>>> {};

// ---------- closures ----------

struct closure_parameters;

struct closure_do
    : node<K::closure, enclosed<do_open, seq<block_parameters, statements>, keyword_end>> {};
struct closure_brace
    : node<K::closure, enclosed<brace_begin, seq<nl, block_parameters, statements>, brace_end>> {};
struct closure_bar : node<K::closure, at<tok<T::bar, T::bar_bar>>, block_parameters,
                          sor<do_block, braces, need_expression>> {};
/// Without points of no return: `fn(i64) -> i64` among arguments is a type.
struct closure_func : node<K::closure, tok<T::keyword_func, T::keyword_fn>, closure_parameters,
                           opt<return_type>, block> {};

// ---------- if ----------

struct condition : node<K::condition, sor<seq<tok<T::keyword_let>, need<expect_pattern, pattern>,
                                              tok<T::equal>, need_head_expression>,
                                          head_expression>> {};

struct branch : node<K::block, statements> {};
struct else_if;
struct else_if_braces;
struct diverge;

struct else_do_branch
    : node<K::else_branch, tok<T::keyword_else>, not_at<tok<T::keyword_if>>, opt<do_open>, branch> {
};
struct if_do_form : enclosed<tok<T::keyword_do, T::word_then>,
                             seq<branch, star<else_if>, opt<else_do_branch>>, keyword_end> {};
struct else_final : node<K::else_branch, tok<T::keyword_else>, sor<do_block, braces>> {};
struct flat_branch
    : sor<seq<node<K::flat_branch, node<K::expression, diverge>>,
              opt<node<K::else_branch, tok<T::keyword_else>, need_expression>>>,
          seq<node<K::flat_branch, not_at<tok<T::brace_open, T::keyword_do, T::word_then>>,
                   expression>,
              tok<T::keyword_else>, node<K::else_branch, need_expression>>> {};

struct if_condition : recovering<K::error_head, head_recovery, need<expect_expression, condition>> {
};
struct if_form;
struct more_statements;
/// In the `do` form a chained `else if` needs no `end` of its own.
struct else_if : node<K::else_if, tok<T::keyword_else>, tok<T::keyword_if>, if_condition,
                      need<expect_branch, sor<seq<tok<T::keyword_do, T::word_then>, branch>,
                                              seq<if_form, node<K::block, more_statements>>>>> {};
/// Behind a closed branch. The chain is a list, not nested, so that it may be long.
struct else_if_closed;
struct else_if_braces : node<K::else_if, nl, tok<T::keyword_else>, tok<T::keyword_if>, if_condition,
                             need<expect_branch, else_if_closed>> {};
struct else_if_line : seq<at<tok<T::keyword_else>, tok<T::keyword_if>>, else_if_braces> {};
struct if_without_do : enclosed<missing_opening<expect_branch, line_ends>,
                                seq<branch, star<else_if>, opt<else_do_branch>>, keyword_end> {};
struct if_form
    : sor<seq<braces, star<else_if_braces>, opt<nl, else_final>>,
          seq<if_do_form, star<else_if_line>, opt<else_final>>, flat_branch, if_without_do> {};
struct else_if_closed : sor<braces, if_do_form, flat_branch> {};
struct if_expression
    : node<K::if_expression, tok<T::keyword_if>, if_condition, need<expect_branch, if_form>> {};

// ---------- match ----------

struct guard_clause : node<K::guard, tok<T::keyword_when, T::keyword_if>, need_head_expression> {};
struct arrow : tok<T::fat_arrow, T::arrow> {};
inline bool arm_on_next_line(TokenInput const& in)
{
    return in.kind() == T::newline && arm_with(in, in.token() + 1, T::fat_arrow);
}
struct arrow_body
    : seq<arrow, need<expect_arm_body, not_at<check<arm_on_next_line>>, nl, arm_body>> {};
struct need_arrow_body : need<expect_arrow, arrow_body> {};

inline bool case_ahead(TokenInput const& in)
{
    auto const next = in.kind(1);
    return in.kind() == T::word_case && next != T::fat_arrow && next != T::arrow && next != T::bar;
}
struct case_arm
    : node<K::match_arm, check<case_ahead>, tok<T::word_case>, need<expect_pattern, pattern>,
           opt<guard_clause>, sor<arrow_body, do_block, braces, need_arrow_body>> {};
struct bare_arm : node<K::match_arm, opt<tok<T::bar>>, need<expect_pattern, pattern>,
                       opt<guard_clause>, need_arrow_body> {};
struct arm_end : seq<opt<tok<T::comma>>, seps> {};
inline bool arms_end_ahead(TokenInput const& in)
{
    bool const end = in.kind() == T::keyword_end && in.kind(1) != T::colon;
    return end || in.kind() == T::brace_close || in.kind() == T::end_of_file ||
           foreign_declaration_ahead(in);
}
struct arms_end : check<arms_end_ahead> {};
struct match_arm : seq<not_at<arms_end>,
                       recovering<K::error_arm, arm_recovery, sor<case_arm, bare_arm>>, arm_end> {};
struct match_expression
    : node<K::match_expression, tok<T::keyword_match>, loop_head<need_head_expression>,
           need<expect_block, sor<enclosed<brace_begin, seq<seps, star<match_arm>>, brace_end>,
                                  enclosed<do_open, seq<seps, star<match_arm>>, keyword_end>>>> {};

// ---------- literals ----------

inline bool literal_token(TokenKind kind)
{
    return syntax::in_range(kind, T::integer, T::string_regex) || kind == T::keyword_true ||
           kind == T::keyword_false || kind == T::keyword_null;
}
struct literal : node<K::literal, tok_if<literal_token>> {};
struct interpolation : sor<node<K::interpolation, tok<T::interpolation>>,
                           node<K::interpolation, tok<T::interpolation_begin>,
                                with_commas<Commas::in_list, need_expression,
                                            star<tok<T::interpolation_middle>, need_expression>>,
                                need<struct expect_hole_end, tok<T::interpolation_end>>>> {};
struct expect_hole_end {
    static constexpr Code code = Code::P0006;
    static constexpr char const* text = "`}` after the value";
};

inline bool field_key_ahead(TokenInput const& in)
{
    return syntax::is_word(in.kind()) && (in.kind(1) == T::colon || in.kind(1) == T::equal);
}
inline bool dotted_key_ahead(TokenInput const& in)
{
    return in.kind() == T::dot && syntax::is_word(in.kind(1)) && in.kind(2) == T::equal;
}
struct field_value
    : node<K::field_init,
           sor<seq<tok<T::dot_dot>, need_expression>,
               seq<check<dotted_key_ahead>, tok<T::dot>, any_name, tok<T::equal>, nl,
                   need_expression>,
               seq<check<field_key_ahead>, any_name, tok<T::colon, T::equal>, nl, need_expression>,
               expression>> {};
struct literal_body
    : with_commas<Commas::in_list,
                  enclosed<brace_open, star<field_value, opt<nl, tok<T::comma>>, nl>, brace_end>> {
};

struct generic_arguments
    : seq<no_space, tok<T::square_open>, nl, comma_list<type>, nl, tok<T::square_close>> {};
template <bool Head> inline bool literal_body_ahead(TokenInput const& in)
{
    return literal_ahead(in, Head);
}
template <bool Head>
struct struct_literal : node<K::struct_literal, name_token, check<literal_body_ahead<Head>>,
                             star<tok<T::dot>, word_token>, opt<generic_arguments>, literal_body> {
};
template <bool Head>
struct path_primary : sor<struct_literal<Head>, node<K::name_expression, name_token>> {};

inline bool open_literal_ahead(TokenInput const& in)
{
    return in.kind() == T::brace_open && !block_parameters_at(in, in.token());
}
template <bool Head> struct enum_literal;
template <>
struct enum_literal<false>
    : node<K::enum_literal, tok<T::dot>, word_token, opt<check<open_literal_ahead>, literal_body>> {
};
template <>
struct enum_literal<true> : node<K::enum_literal, tok<T::dot>, word_token,
                                 opt<no_space, check<open_literal_ahead>, literal_body>> {};
struct anonymous_literal : node<K::anonymous_literal, tok<T::dot>, literal_body> {};

struct group : node<K::group, bracketed<paren_open, expression, paren_close>> {};
struct array_repeat : node<K::array_count, tok<T::semicolon>, nl, need_expression> {};
struct array_elements
    : seq<expression, sor<array_repeat, seq<star<comma, expression>, opt<nl, tok<T::comma>>>>> {};
/// `[` of a type that cannot be an expression (`[*]T`) must not raise, so nothing is
/// committed before the first element.
struct array
    : node<K::array,
           with_commas<Commas::in_list, sor<seq<square_open, square_close>,
                                            enclosed<square_open, array_elements, square_close>>>> {
};
struct slice_literal
    : node<K::slice_literal, tok<T::square_open>, tok<T::square_close>, type,
           with_commas<Commas::in_list,
                       enclosed<brace_open, star<expression, opt<tok<T::comma>>, nl>, brace_end>>> {
};

struct table_entry
    : node<K::table_entry, sor<seq<tok<T::dot_dot>, need_expression>,
                               seq<sor<any_name, literal>, tok<T::colon>, nl, need_expression>>> {};
struct table : node<K::table, bracketed<brace_open, table_entry, brace_close>> {};

// ---------- the rest ----------

struct at_call : node<K::at_call, tok<T::at>, any_name, opt<call_arguments>> {};
struct diverge
    : node<K::jump, sor<seq<tok<T::keyword_return>, opt<not_at<keyword_end>, expression>>,
                        tok<T::keyword_break, T::keyword_continue>,
                        seq<tok<T::keyword_fail>, need_expression>>> {};
struct block_expression : node<K::block_expression, at<do_open>, block> {};

inline bool end_name_ahead(TokenInput const& in)
{
    switch (in.kind(1)) {
    case T::comma:
    case T::paren_close:
    case T::square_close:
    case T::brace_close:
    case T::dot:
    case T::minus:
    case T::plus:
    case T::star:
    case T::slash:
    case T::less:
    case T::greater:
    case T::less_equal:
    case T::greater_equal:
    case T::equal_equal:
    case T::not_equal:
    case T::dot_dot:
    case T::dot_dot_less:
        return in.kind() == T::keyword_end;
    default:
        return false;
    }
}
struct end_name : seq<check<end_name_ahead>, node<K::name_expression, keyword_end>> {};
struct nursery_name : node<K::name_expression, tok<T::keyword_nursery>, at<tok<T::dot>>> {};
struct nursery : node<K::nursery, tok<T::keyword_nursery>, not_at<tok<T::dot>>, opt<call_arguments>,
                      opt<node<K::nursery_context, tok<T::keyword_with>, need_context>>,
                      opt<tok<T::bar>, name, tok<T::bar>>, need_block,
                      opt<at<tok<T::keyword_catch>, tok<T::bar>>, tok<T::keyword_catch>, error_name,
                          need_block>> {};

template <bool Head> struct keyword_primary;
template <>
struct keyword_primary<false> : sor<if_expression, match_expression, closure_func, nursery,
                                    nursery_name, diverge, block_expression, end_name> {};
template <>
struct keyword_primary<true> : sor<if_expression, match_expression, closure_func, end_name> {};

template <bool Head> struct bracket_primary;
template <>
struct bracket_primary<false>
    : sor<group, slice_literal, array, anonymous_literal, enum_literal<false>, closure_bar,
          seq<check<closure_brace_ahead>, closure_brace>, table> {};
template <>
struct bracket_primary<true> : sor<group, array, anonymous_literal, enum_literal<true>, closure_bar,
                                   seq<check<closure_brace_ahead>, closure_brace>> {};

inline bool keyword_primary_ahead(TokenInput const& in)
{
    return syntax::is_keyword(in.kind());
}

template <bool Head>
struct primary
    : sor<path_primary<Head>, literal, seq<check<keyword_primary_ahead>, keyword_primary<Head>>,
          bracket_primary<Head>, interpolation, at_call> {};

} // namespace janus::grammar
