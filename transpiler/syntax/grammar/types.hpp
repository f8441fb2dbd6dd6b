#pragma once

#include "syntax/grammar/combinators.hpp"

/// Types. Records: `type` holds a flat list of primaries, `?` suffixes, `|` and `!` as
/// `type_operator`; the builder groups them.
namespace janus::grammar {

struct expect_type {
    static constexpr Code code = Code::P0005;
    static constexpr char const* text = "a type";
};

struct type;
struct type_primary;
struct struct_member;
struct field;

struct type_operator : node<K::type_operator, tok<T::bar, T::exclamation, T::question>> {};
inline bool type_suffix_ahead(TokenInput const& in)
{
    return in.kind() == T::question && in.kind(1) != T::dot;
}
struct type_suffix : seq<check<type_suffix_ahead>, type_operator> {};
struct type_bar : seq<at<tok<T::bar>>, type_operator> {};
struct type_bang : seq<at<tok<T::exclamation>>, type_operator> {};

struct type_postfix : seq<type_primary, star<type_suffix>> {};
struct type_sum : seq<type_postfix, star<type_bar, type_postfix>> {};
struct type : node<K::type,
                   nested<sor<seq<type_bang, type_sum>, seq<type_sum, opt<type_bang, type_sum>>>>> {
};
/// A type without `|` and `!`, as in `|x: i64| e`.
struct simple_type : node<K::type, nested<type_postfix>> {};
/// A single primary, as what `*`, `&` and `[]` apply to.
struct inner_type : node<K::type, nested<type_primary>> {};

inline bool type_start_ahead(TokenInput const& in)
{
    switch (in.kind()) {
    case T::question:
    case T::tilde:
    case T::star:
    case T::ampersand:
    case T::square_open:
    case T::paren_open:
    case T::keyword_async:
    case T::keyword_func:
    case T::keyword_fn:
    case T::keyword_struct:
        return true;
    default:
        return syntax::is_name(in.kind());
    }
}
struct type_start : check<type_start_ahead> {};

// Array sizes are arithmetic on integers and constants; they read as expressions.
struct size_sum;
struct size_name : seq<node<K::name_expression, name_token>,
                       star<node<K::member, tok<T::dot, T::colon_colon>, word_token>>> {};
struct size_value : sor<node<K::literal, tok<T::integer>>, size_name,
                        node<K::group, tok<T::paren_open>, size_sum, tok<T::paren_close>>> {};
struct size_operator
    : node<K::binary_operator, tok<T::plus, T::minus, T::star, T::slash, T::less_less>> {};
struct size_sum : node<K::expression, nested<size_value, star<size_operator, size_value>>> {};

struct pointer_brackets
    : seq<tok<T::square_open>, tok<T::star>, opt<tok<T::colon>, tok<T::integer>>,
          tok<T::square_close>, opt<tok<T::keyword_const>>> {};
struct list_brackets : seq<tok<T::square_open>, nl, type, nl, tok<T::square_close>> {};
struct size_brackets : seq<tok<T::square_open>, size_sum, tok<T::square_close>, type_start> {};
struct bracket_type : sor<node<K::type_pointer, pointer_brackets, inner_type>,
                          node<K::type_slice, tok<T::square_open>, tok<T::square_close>,
                               opt<tok<T::keyword_const>>, inner_type>,
                          node<K::type_list, list_brackets, opt<type_start, inner_type>>,
                          node<K::type_array, size_brackets, inner_type>> {};

struct tuple_type : node<K::type_tuple, tok<T::paren_open>, nl, opt<comma_list<type>>,
                         opt<tok<T::comma>>, nl, tok<T::paren_close>> {};
struct function_type_parameter
    : node<K::type_parameter, sor<seq<name_token, tok<T::colon>, type>, type>> {};
struct function_type
    : node<K::type_function, opt<tok<T::keyword_async>>, tok<T::keyword_func, T::keyword_fn>,
           tok<T::paren_open>, nl, opt<comma_list<function_type_parameter>>, nl,
           tok<T::paren_close>, opt<tok<T::arrow>, type>> {};
struct structure_type : sor<node<K::type_structure, tok<T::brace_open>, nl,
                                 star<field, opt<tok<T::comma>>, nl>, tok<T::brace_close>>,
                            node<K::type_structure, tok<T::keyword_struct>, tok<T::brace_open>, nl,
                                 star<struct_member>, tok<T::brace_close>>> {};

struct type_arguments
    : sor<seq<tok<T::square_open>, nl, comma_list<type>, nl, tok<T::square_close>>,
          seq<tok<T::less>, comma_list<type>, tok<T::greater>>,
          seq<no_space, tok<T::paren_open>, nl, comma_list<type>, nl, tok<T::paren_close>>> {};
struct named_type : node<K::type_named, name_token, star<tok<T::dot, T::colon_colon>, word_token>,
                         opt<type_arguments>> {};

struct type_primary
    : sor<named_type, bracket_type,
          node<K::type_optional, tok<T::question, T::question_question>, inner_type>,
          node<K::type_pointer, tok<T::star>, opt<tok<T::keyword_const>>, inner_type>,
          node<K::type_pointer, tok<T::tilde>, inner_type>,
          node<K::type_dyn, tok<T::ampersand>, tok<T::word_dyn>, named_type>,
          node<K::type_reference, tok<T::ampersand>, opt<tok<T::word_mut>>, inner_type>, tuple_type,
          function_type, structure_type> {};

struct need_type : need<expect_type, type> {};

} // namespace janus::grammar
