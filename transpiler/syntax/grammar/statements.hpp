#pragma once

#include "syntax/grammar/primaries.hpp"
#include "syntax/grammar/recovery.hpp"

/// Statements and lists of them. A damaged statement becomes an `error_statement`; the next
/// one is read as if nothing had happened.
namespace janus::grammar {

struct expect_statement_end {
    static constexpr Code code = Code::P0001;
    static constexpr char const* text = "the end of the statement";
};
struct expect_statement {
    static constexpr Code code = Code::P0003;
    static constexpr char const* text = "a statement";
};
struct expect_initialiser {
    static constexpr Code code = Code::P0006;
    static constexpr char const* text = "`=` or `:=`";
};
struct expect_in {
    static constexpr Code code = Code::P0001;
    static constexpr char const* text = "`in`";
};
struct expect_select_case {
    static constexpr Code code = Code::P0001;
    static constexpr char const* text = "`case`, `timeout` or `default`";
};

struct statement;
struct declaration;
struct receive;

// ---------- lists of statements ----------

inline bool statement_end_ahead(TokenInput const& in)
{
    switch (in.kind()) {
    case T::newline:
    case T::semicolon:
    case T::brace_close:
    case T::keyword_end:
    case T::keyword_else:
    case T::end_of_file:
        return true;
    default:
        return in.kind() == T::word_after && in.in_receive_body();
    }
}
struct statement_end : check<statement_end_ahead> {};
struct need_statement : need<expect_statement, statement> {};
struct whole_statement : recovering<K::error_statement, statement_recovery, need_statement,
                                    need<expect_statement_end, statement_end>> {};

/// `after 100 => …` closes the statements of a `receive`; elsewhere `after` is a name.
inline bool after_clause_ahead(TokenInput const& in)
{
    auto const next = in.kind(1);
    return in.kind() == T::word_after && in.in_receive_body() &&
           (syntax::is_name(next) || syntax::in_range(next, T::integer, T::paren_open));
}
struct statements_end : sor<block_end, check<after_clause_ahead>> {};
struct listed_statement : seq<not_at<statements_end>, whole_statement> {};
struct more_statements : with_commas<Commas::free, star<plus<sep>, listed_statement>, seps> {};
struct statements : with_commas<Commas::free, seps,
                                opt<listed_statement, star<plus<sep>, listed_statement>>, seps> {};

// ---------- let, var ----------

inline bool keyword_binding_ahead(TokenInput const& in)
{
    auto const next = in.kind(1);
    return syntax::is_keyword(in.kind()) &&
           (next == T::walrus || next == T::equal || next == T::colon);
}
struct keyword_binding : seq<check<keyword_binding_ahead>, any_name> {};
struct initialise : seq<tok<T::walrus, T::equal>, nl> {};

struct command : node<K::command, check<command_ahead>,
                      node<K::command_name, word_token, star<tok<T::dot>, word_token>>, argument,
                      star<free_comma, argument>> {};
struct right_value : sor<command, expression> {};
struct need_right_value : need<expect_expression, right_value> {};

struct postfix_guard : node<K::guard, tok<T::keyword_when, T::keyword_unless>, need_expression> {};
struct colon_type : seq<tok<T::colon>, need_type> {};

struct let_statement
    : node<K::let_statement, tok<T::keyword_let, T::keyword_const>,
           opt<tok<T::word_mut>, at<name_token>>,
           need<expect_name, sor<keyword_binding, single_pattern>>, opt<colon_type>,
           need<expect_initialiser, initialise>, need_right_value, opt<postfix_guard>> {};
struct var_statement
    : node<K::var_statement, tok<T::keyword_var>, need<expect_name, sor<keyword_binding, name>>,
           opt<colon_type>, opt<initialise, need_right_value>> {};
struct walrus_statement : node<K::walrus_statement, name, tok<T::walrus>, nl, need_expression> {};

// ---------- control ----------

struct defer_statement
    : node<K::defer_statement,
           sor<tok<T::keyword_defer>,
               seq<tok<T::word_errdefer>, not_at<tok<T::equal, T::walrus, T::dot, T::paren_open>>>>,
           need<expect_statement, arm_body>> {};

struct label : opt<check<label_ahead>, node<K::label, name_token>, tok<T::colon>, nl> {};
struct while_statement
    : node<
          K::while_statement, label,
          sor<seq<tok<T::keyword_while>, loop_head<need<expect_expression, condition>>, loop_block>,
              seq<tok<T::word_loop>, at<tok<T::keyword_do, T::brace_open>>, block>>> {};
struct for_patterns : seq<comma_list<single_pattern>, tok<T::keyword_in>> {};
struct for_statement : node<K::for_statement, label, tok<T::keyword_for>,
                            loop_head<sor<seq<for_patterns, need_head_expression>, head_expression,
                                          need<expect_pattern, single_pattern>>>,
                            loop_block> {};
struct using_statement
    : node<K::using_statement, tok<T::keyword_using>, opt<tok<T::word_shared>, at<name_token>>,
           need<expect_name, name>, opt<colon_type>, need<expect_initialiser, initialise>,
           need_head_expression, need_block> {};

struct with_step : node<K::with_step, opt<single_pattern, tok<T::back_arrow>>, head_expression> {};
struct with_else : node<K::with_else, tok<T::keyword_else>,
                        opt<sor<seq<tok<T::bar>, name, tok<T::bar>>,
                                seq<name, at<tok<T::newline, T::semicolon>>>>>,
                        node<K::block, statements>> {};
struct with_chain_body
    : enclosed<do_open, seq<node<K::block, statements>, opt<with_else>>, keyword_end> {};
struct with_statement
    : sor<node<K::with_chain, tok<T::keyword_with>, nl, at<single_pattern, tok<T::back_arrow>>,
               comma_list<with_step>, nl, need<expect_block, with_chain_body>>,
          node<K::with_block, tok<T::keyword_with>, need_head_expression, need_block>> {};

struct select_body : sor<block, need_arrow_body> {};
struct case_binding
    : seq<at<name_token, tok<T::walrus, T::equal>>, name, tok<T::walrus, T::equal>> {};
struct select_timeout
    : node<K::select_timeout, opt<tok<T::word_case>>, tok<T::word_timeout>,
           with_commas<Commas::in_list, enclosed<paren_open, need_expression, paren_close>>,
           select_body> {};
struct select_operation : node<K::select_operation, tok<T::word_case>, opt<case_binding>,
                               need_head_expression, select_body> {};
struct select_default : node<K::select_default, tok<T::word_default>, select_body> {};
struct select_case
    : seq<not_at<arms_end>,
          recovering<
              K::error_arm, arm_recovery,
              need<expect_select_case, sor<select_timeout, select_operation, select_default>>>,
          seps> {};
struct select_statement
    : node<K::select_statement, tok<T::keyword_select>,
           need<expect_block, sor<enclosed<brace_begin, seq<seps, star<select_case>>, brace_end>,
                                  enclosed<do_open, seq<seps, star<select_case>>, keyword_end>>>> {
};

// ---------- simple statements ----------

struct assign_operator
    : node<K::assign_operator, sor<tok<T::equal, T::plus_equal, T::minus_equal, T::star_equal,
                                       T::slash_equal, T::percent_equal, T::ampersand_equal,
                                       T::bar_equal, T::caret_equal, T::less_less_equal>,
                                   seq<tok<T::greater>, no_space, tok<T::greater_equal>>>> {};
struct expression_statement
    : node<K::expression_statement, expression, opt<assign_operator, nl, need_right_value>> {};
struct command_statement : node<K::expression_statement, command> {};

struct jump_label : opt<node<K::label, name_token>> {};
struct jump_statement
    : node<K::jump, sor<seq<tok<T::keyword_return>, opt<not_at<keyword_end>, expression>>,
                        seq<tok<T::keyword_fail>, need_expression>,
                        seq<tok<T::keyword_break, T::keyword_continue>, jump_label>>> {};
inline bool yield_ahead(TokenInput const& in)
{
    auto const next = in.kind(1);
    return in.kind() == T::word_yield && next != T::equal && next != T::walrus && next != T::dot &&
           next != T::paren_open && next != T::colon;
}
struct yield_statement
    : node<K::yield_statement, check<yield_ahead>, tok<T::word_yield>, opt<expression>> {};
/// A `return x catch …` or `break |> …` is no jump alone but begins an expression.
struct simple : sor<jump_statement, yield_statement, command_statement, expression_statement> {};
struct simple_post : node<K::simple_statement, simple, star<postfix_guard>> {};
struct simple_statement : seq<not_at<do_open>, simple_post> {};

/// `switch x` and `genserver X` of other languages; as plain names they are fine.
struct foreign_statement {
    using rule_t = foreign_statement;
    using subs_t = pegtl::empty_list;
    [[nodiscard]] static bool match(TokenInput& in)
    {
        auto const kind = in.kind();
        if (kind != T::word_switch && kind != T::word_genserver) {
            return false;
        }
        auto index = in.token() + 1;
        if (in.kind_at(index) == T::paren_open) {
            index = past_bracket(in, index);
            if (in.kind_at(index) != T::brace_open && in.kind_at(index) != T::keyword_do) {
                return false;
            }
        } else if (!syntax::is_name(in.kind_at(index))) {
            return false;
        }
        throw SyntaxError{Code::P0018, in.token(), no_token,
                          kind == T::word_switch ? "match" : "actor"};
    }
};

struct do_statement : node<K::do_statement, at<do_open>, block> {};
struct brace_statement : node<K::do_statement, braces> {};

inline bool walrus_ahead(TokenInput const& in)
{
    return syntax::is_name(in.kind()) && in.kind(1) == T::walrus;
}
/// Most statements begin with a plain name and are neither declarations nor blocks.
inline bool plain_name_ahead(TokenInput const& in)
{
    return in.kind() == T::identifier && in.kind(1) != T::colon;
}
struct name_statement : seq<check<plain_name_ahead>,
                            sor<seq<check<walrus_ahead>, walrus_statement>, simple_statement>> {};
struct keyword_statement
    : sor<let_statement, var_statement, seq<check<walrus_ahead>, walrus_statement>, defer_statement,
          while_statement, for_statement, using_statement, select_statement, with_statement,
          receive, declaration, do_statement, brace_statement, foreign_statement,
          simple_statement> {};
struct statement : nested<sor<name_statement, keyword_statement>> {};

} // namespace janus::grammar
