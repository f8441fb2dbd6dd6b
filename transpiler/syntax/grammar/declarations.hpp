#pragma once

#include "syntax/grammar/statements.hpp"

/// Declarations other than actors and supervisors. After the word and the name of a
/// declaration there is no way back: what follows must fit, or is reported where it does not.
namespace janus::grammar {

struct expect_parameters {
    static constexpr Code code = Code::P0006;
    static constexpr char const* text = "`(` and the parameters";
};
struct expect_variants {
    static constexpr Code code = Code::P0006;
    static constexpr char const* text = "`{` or `do` and the variants";
};
struct expect_body {
    static constexpr Code code = Code::P0006;
    static constexpr char const* text = "`{` or `do`";
};
struct expect_equal {
    static constexpr Code code = Code::P0006;
    static constexpr char const* text = "`=`";
};
struct expect_declaration {
    static constexpr Code code = Code::P0010;
    static constexpr char const* text = "a declaration";
};
struct expect_function_body {
    static constexpr Code code = Code::P0015;
    static constexpr char const* text = "`do` and the body of the function";
};
struct expect_field {
    static constexpr Code code = Code::P0006;
    static constexpr char const* text = "`:` and the type of the field";
};
struct expect_line_end {
    static constexpr Code code = Code::P0001;
    static constexpr char const* text = "the end of the line";
};
struct expect_string {
    static constexpr Code code = Code::P0001;
    static constexpr char const* text = "a string";
};

struct actor_declaration;
struct supervisor_declaration;
struct items;

struct terminator : sor<sep, at<block_end>> {};
struct need_terminator : need<expect_line_end, at<terminator>> {};

template <class Inside>
using body = sor<enclosed<brace_begin, Inside, brace_end>, enclosed<do_open, Inside, keyword_end>>;

// ---------- annotations, visibility ----------

struct directive_value;
struct directive_value_list
    : seq<tok<T::brace_open>, opt<comma_list<directive_value>>, tok<T::brace_close>> {};
struct directive_value
    : nested<sor<directive_value_list,
                 seq<name_token, opt<tok<T::exclamation>>, star<tok<T::plus>, name_token>>,
                 tok<T::integer, T::floating, T::character, T::string, T::keyword_true,
                     T::keyword_false, T::keyword_null>>> {};
struct directive
    : node<K::directive, name_token,
           opt<tok<T::colon>, opt<tok<T::colon>>, node<K::directive_value, directive_value>>> {};
struct directive_end : seq<opt<tok<T::dot>>, tok<T::brace_close>> {};
inline bool directive_ahead(TokenInput const& in)
{
    return in.kind() == T::brace_open && in.kind(1) == T::dot && syntax::is_name(in.kind(2)) &&
           in.kind(2) != T::word_profile && in.partner(in.token()) != no_token &&
           in.kind_at(in.partner(in.token()) - 1) == T::dot;
}
struct directives : seq<check<directive_ahead>, tok<T::brace_open>, tok<T::dot>,
                        comma_list<directive>, directive_end> {};
struct annotation
    : sor<seq<node<K::annotation, tok<T::at>, any_name, opt<no_space, call_arguments>>, nl>,
          seq<directives, nl>> {};
struct visibility
    : node<K::visibility, sor<tok<T::keyword_pub>, seq<tok<T::word_export>, at<word_token>>>> {};

// ---------- functions ----------

struct parameter_name : sor<name, seq<at<word_token, tok<T::colon>>, any_name>> {};
struct parameter_modifiers
    : seq<opt<tok<T::word_comptime, T::word_mut>, at<sor<word_token, tok<T::ampersand, T::star>>>>,
          opt<sor<seq<tok<T::ampersand>, opt<tok<T::word_mut>, at<word_token>>>, tok<T::star>>>> {};
struct parameter : node<K::parameter, parameter_modifiers, parameter_name, opt<colon_type>,
                        opt<tok<T::equal>, nl, need_expression>> {};
struct parameters : node<K::parameters, bracketed<paren_open, parameter, paren_close>> {};
struct closure_parameters
    : node<K::parameters,
           with_commas<Commas::in_list, paren_open,
                       opt<comma_list<parameter>, opt<nl, tok<T::comma>>>, paren_close>> {};
struct need_parameters : need<expect_parameters, parameters> {};

struct generic_parameter
    : node<K::generic_parameter, name_token, opt<tok<T::colon>, type, star<tok<T::plus>, type>>> {};
struct generics
    : node<K::generics, sor<seq<square_open, comma_list<generic_parameter>, square_close>,
                            seq<tok<T::less>, comma_list<generic_parameter>, tok<T::greater>>>> {};

struct return_type
    : node<K::return_type, sor<seq<tok<T::arrow>, need_type>,
                               seq<at<tok<T::exclamation, T::question, T::square_open>>, type>>> {};
struct function_name
    : node<K::function_name, sor<seq<name_token, star<tok<T::dot>, word_token>>,
                                 seq<word_token, at<tok<T::paren_open, T::square_open>>>>> {};

struct bound : node<K::bound, name, tok<T::colon>, need_type, star<tok<T::plus>, need_type>> {};
inline bool function_clause_ahead(TokenInput const& in)
{
    auto const kind = in.kind_at(in.after_newline());
    return kind == T::keyword_with || kind == T::keyword_where || kind == T::word_requires ||
           kind == T::word_ensures;
}
struct function_clause
    : sor<seq<check<function_clause_ahead>, nl,
              sor<node<K::clause_with, tok<T::keyword_with>, need<expect_name, name>,
                       opt<tok<T::keyword_where>, need_head_expression>>,
                  node<K::clause_where, tok<T::keyword_where>,
                       need<expect_name, comma_list<bound>>>,
                  node<K::contract, tok<T::word_requires, T::word_ensures>, need_head_expression>>>,
          directives> {};
inline bool function_body_ahead(TokenInput const& in)
{
    auto const kind = in.kind_at(in.after_newline());
    return kind == T::keyword_do || kind == T::brace_open;
}
struct function_head : seq<opt<tok<T::keyword_async>>, tok<T::keyword_func, T::keyword_fn>,
                           need<expect_name, function_name>> {};
struct function_signature : seq<opt<generics>, need_parameters, opt<return_type>> {};
/// In a trait, signatures may follow each other on one line.
inline bool next_function_ahead(TokenInput const& in)
{
    return in.kind() == T::keyword_func || in.kind() == T::keyword_fn;
}
inline bool function_end_ahead(TokenInput const& in)
{
    return function_body_ahead(in) || statement_end_ahead(in) || next_function_ahead(in);
}
/// The line ends without `do`, but an indented body follows. Another function is none: the first
/// signature of a trait may stand behind its brace.
inline bool body_line_ahead(TokenInput const& in)
{
    auto const next = in.kind_at(in.after_newline());
    return indented_line_ahead(in) && next != T::keyword_func && next != T::keyword_fn &&
           next != T::keyword_async && next != T::keyword_pub && next != T::at;
}
struct body_without_do
    : node<K::block, enclosed<missing_opening<expect_function_body, body_line_ahead>, statements,
                              keyword_end>> {};
/// With or without a body; the builder knows where a signature may stand alone.
struct function_declaration
    : node<K::function, function_head,
           recovering<K::error_head, head_recovery, function_signature, star<function_clause>,
                      need<expect_function_body, check<function_end_ahead>>>,
           sor<seq<check<function_body_ahead>, nl, block>, body_without_do, at<terminator>,
               check<next_function_ahead>>> {};

// ---------- structs, variants ----------

struct field : node<K::field, star<annotation>, opt<visibility>, field_name, tok<T::colon>,
                    need_type, opt<tok<T::equal>, nl, need_expression>> {};
struct field_required
    : node<K::field, star<annotation>, opt<visibility>, field_name,
           need<expect_field, tok<T::colon>>, need_type, opt<tok<T::equal>, nl, need_expression>> {
};
inline bool function_ahead(TokenInput const& in)
{
    auto index = in.token();
    if (in.kind_at(index) == T::keyword_async) {
        ++index;
    }
    auto const kind = in.kind_at(index);
    auto const next = in.kind_at(index + 1);
    return (kind == T::keyword_func || kind == T::keyword_fn) && next != T::paren_open &&
           next != T::colon && next != T::comma && next != T::equal;
}
struct method : node<K::declaration, star<annotation>, opt<visibility>, check<function_ahead>,
                     function_declaration> {};

inline bool field_begins(TokenInput const& in, std::uint32_t index)
{
    auto const kind = in.kind_at(index);
    return syntax::is_word(kind) || kind == T::at;
}
struct field_recovery : listed_recovery<member_recovery<field_begins>> {};
struct member_end : seq<opt<tok<T::comma>>, seps> {};
struct struct_member : seq<not_at<arms_end>,
                           recovering<K::error_member, field_recovery,
                                      need<expect_field, sor<method, field_required>>>,
                           member_end> {};

struct struct_declaration
    : node<K::structure, tok<T::keyword_struct>, need<expect_name, name>, star<tok<T::dot>, name>,
           opt<generics>,
           sor<body<seq<nl, star<struct_member>>>, need<expect_body, at<terminator>>>> {};

struct tuple_payload : node<K::payload_tuple, bracketed<paren_open, type, paren_close>> {};
struct record_payload
    : node<K::payload_record,
           enclosed<brace_open, star<not_at<arms_end>, field_required, opt<tok<T::comma>>, nl>,
                    brace_end>> {};
struct variant_value : seq<tok<T::equal>, need_expression> {};
struct variant_type : seq<tok<T::colon>, need_type> {};
struct variant : node<K::variant, star<annotation>, name,
                      opt<sor<tuple_payload, record_payload, variant_value, variant_type>>> {};
struct expect_variant {
    static constexpr Code code = Code::P0004;
    static constexpr char const* text = "a variant";
};
struct expect_variant_end {
    static constexpr Code code = Code::P0001;
    static constexpr char const* text = "`,`, a new line or the end of the variants";
};
inline bool after_variant(TokenInput const& in)
{
    return in.kind() == T::comma || in.kind() == T::newline || in.kind() == T::semicolon ||
           in.kind() == T::brace_close || syntax::is_name(in.kind()) ||
           in.kind() == T::keyword_end || in.kind() == T::at;
}
struct variant_end_ahead : check<after_variant> {};
inline bool variants_end_ahead(TokenInput const& in)
{
    bool const declaration =
        in.list().first_on_line(in.token()) && in.kind() != T::at && declaration_at(in, in.token());
    return arms_end_ahead(in) || declaration;
}
struct variant_member
    : seq<not_at<check<variants_end_ahead>>,
          recovering<K::error_member, field_recovery, need<expect_variant, variant>,
                     need<expect_variant_end, variant_end_ahead>>,
          member_end> {};
struct variants_body : body<seq<seps, star<variant_member>>> {};
struct need_variants : need<expect_variants, variants_body> {};

struct enum_declaration : node<K::variants, tok<T::keyword_enum>, need<expect_name, name>,
                               opt<generics>, need_variants> {};
struct union_declaration : node<K::variants, tok<T::keyword_union>, need<expect_name, name>,
                                opt<generics>, need_variants> {};
struct message_declaration
    : node<K::variants, tok<T::word_message>, name, opt<generics>, need_variants> {};
/// `error e` and `flags x` may be commands, so these commit only at the brace.
struct error_declaration
    : node<K::variants, tok<T::word_error, T::word_flags>, name, opt<generics>, variants_body> {};

// ---------- traits, types ----------

struct method_recovery : member_recovery<field_begins> {};
struct expect_method {
    static constexpr Code code = Code::P0010;
    static constexpr char const* text = "a function";
};
struct method_member
    : seq<not_at<arms_end>,
          recovering<K::error_member, method_recovery, need<expect_method, method>>, seps> {};
struct methods_body : body<seq<seps, star<method_member>>> {};
struct trait_declaration
    : node<K::trait, tok<T::keyword_trait>, need<expect_name, name>, opt<generics>,
           opt<tok<T::colon>, need_type, star<tok<T::plus>, need_type>>,
           need<expect_body, methods_body>> {};
struct impl_declaration : node<K::impl, tok<T::keyword_impl>, opt<generics>, need_type,
                               opt<node<K::impl_for, tok<T::keyword_for>, need_type>>,
                               need<expect_body, methods_body>> {};

struct aggregate_struct
    : node<K::structure, tok<T::keyword_struct>, body<seq<nl, star<struct_member>>>> {};
struct aggregate_enum : node<K::variants, tok<T::keyword_enum>, variants_body> {};
struct alias_declaration
    : node<K::alias, tok<T::word_type>, name, opt<generics>, need<expect_equal, tok<T::equal>>,
           opt<tok<T::word_unique>,
               at<sor<word_token, tok<T::square_open, T::paren_open, T::question>>>>,
           sor<aggregate_struct, aggregate_enum, need_type>, at<need_terminator>> {};

struct extern_name : seq<tok<T::equal>, need<expect_string, node<K::literal, tok<T::string>>>> {};
struct extern_function
    : node<K::function, tok<T::keyword_func, T::keyword_fn>, function_name, function_signature> {};
struct extern_declaration
    : node<K::external, tok<T::keyword_extern>,
           need<expect_declaration,
                sor<extern_function, seq<tok<T::word_type>, name>,
                    seq<tok<T::keyword_enum>, name, opt<extern_name>, variants_body>>>,
           opt<extern_name>, at<need_terminator>> {};

struct test_declaration
    : node<K::test, tok<T::word_test, T::word_spec>,
           node<K::literal, tok<T::string, T::string_multi_line>>, check<block_ahead>, block> {};
struct namespace_declaration : node<K::namespace_, tok<T::word_namespace>, name,
                                    enclosed<brace_begin, seq<seps, items>, brace_end>> {};

// ---------- all of them ----------

inline bool declaration_ahead(TokenInput const& in)
{
    return declaration_word(in.kind()) || in.kind() == T::keyword_async ||
           in.kind() == T::word_flags || in.kind() == T::word_spec;
}
struct async_function : seq<check<function_ahead>, function_declaration> {};
struct declaration_core
    : seq<check<declaration_ahead>,
          sor<async_function, struct_declaration, enum_declaration, union_declaration,
              message_declaration, error_declaration, trait_declaration, impl_declaration,
              alias_declaration, actor_declaration, supervisor_declaration, extern_declaration,
              test_declaration, namespace_declaration>> {};

/// Behind `@…` or `pub` the builder reports what is no declaration.
inline bool modified_declaration_ahead(TokenInput const& in)
{
    return in.kind() == T::at || directive_ahead(in) || in.kind() == T::keyword_pub ||
           in.kind() == T::word_export;
}
struct modified_declaration
    : seq<check<modified_declaration_ahead>, star<annotation>, opt<visibility>, declaration_core> {
};
/// `pub const limit = 3`; the builder reports other statements.
struct exported_binding
    : seq<tok<T::word_export>, at<tok<T::keyword_let, T::keyword_const, T::keyword_var>>> {};
struct public_statement
    : node<K::misplaced_modifier, sor<tok<T::keyword_pub>, exported_binding>, statement> {};
struct declaration
    : sor<node<K::declaration, sor<modified_declaration, declaration_core>>, public_statement> {};

} // namespace janus::grammar
