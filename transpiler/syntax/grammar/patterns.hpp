#pragma once

#include "syntax/grammar/types.hpp"

/// Patterns. They never raise: several constructs try a pattern first and are something else.
namespace janus::grammar {

struct expect_pattern {
    static constexpr Code code = Code::P0001;
    static constexpr char const* text = "a pattern";
};

struct pattern;
struct pattern_item;

struct pattern_literal_value
    : node<K::literal, sor<seq<opt<tok<T::minus>>, tok<T::integer, T::floating>>,
                           tok<T::string, T::string_multi_line, T::string_bytes, T::string_regex,
                               T::character, T::keyword_true, T::keyword_false, T::keyword_null>>> {
};
struct pattern_literal
    : node<K::pattern_literal, pattern_literal_value,
           opt<tok<T::dot_dot, T::dot_dot_less, T::dot_dot_equal>, pattern_literal_value>> {};

struct pattern_list : seq<opt<comma_list<pattern>>, opt<tok<T::comma>>, nl> {};
struct pattern_rest : node<K::pattern_rest, tok<T::dot_dot>, opt<name>> {};
struct pattern_field : node<K::pattern_field, field_name, opt<tok<T::colon>, nl, pattern>> {};
struct pattern_fields
    : node<K::pattern_fields, tok<T::brace_open>, nl,
           star<sor<pattern_rest, pattern_field>, opt<tok<T::comma>>, nl>, tok<T::brace_close>> {};
struct pattern_tuple
    : node<K::pattern_tuple, tok<T::paren_open>, nl, pattern_list, tok<T::paren_close>> {};

struct pattern_path
    : node<K::pattern_path, opt<tok<T::dot>>, word_token,
           star<tok<T::dot, T::colon_colon>, word_token>, opt<sor<pattern_tuple, pattern_fields>>> {
};
struct pattern_bits_part
    : sor<seq<tok<T::dot_dot_dot>, name_token>, seq<name_token, tok<T::colon>, tok<T::integer>>> {};

inline bool path_pattern_ahead(TokenInput const& in)
{
    return syntax::is_name(in.kind()) || (in.kind() == T::dot && syntax::is_word(in.kind(1)));
}
struct pattern_item
    : nested<sor<node<K::pattern_at, name, tok<T::at>, pattern_item>,
                 seq<check<path_pattern_ahead>, pattern_path>,
                 node<K::pattern_else, tok<T::keyword_else>>,
                 node<K::pattern_not, tok<T::exclamation>, pattern_literal_value>, pattern_literal,
                 pattern_tuple, pattern_fields,
                 node<K::pattern_list, tok<T::square_open>, nl, pattern_list, tok<T::square_close>>,
                 pattern_rest,
                 node<K::pattern_bits, tok<T::less_less>, pattern_bits_part,
                      star<tok<T::comma>, pattern_bits_part>, shift_right>>> {};
struct pattern : node<K::pattern, pattern_item, star<nl, tok<T::bar>, nl, pattern_item>> {};
/// Without alternatives, as in `let` and closure parameters.
struct single_pattern : node<K::pattern, pattern_item> {};

} // namespace janus::grammar
