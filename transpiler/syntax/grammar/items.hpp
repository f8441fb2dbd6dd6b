#pragma once

#include "syntax/grammar/actors.hpp"

/// What stands at file level: directives, imports and statements, which include declarations.
namespace janus::grammar {

struct expect_item {
    static constexpr Code code = Code::P0010;
    static constexpr char const* text = "a declaration or a statement";
};
struct expect_path {
    static constexpr Code code = Code::P0004;
    static constexpr char const* text = "a module name";
};

struct profile_directive
    : sor<node<K::profile, tok<T::brace_open>, tok<T::dot>, tok<T::word_profile>, tok<T::colon>,
               opt<tok<T::colon>>, node<K::directive_value, directive_value>,
               star<tok<T::comma>, directive>, opt<tok<T::comma>>, opt<tok<T::dot>>,
               tok<T::brace_close>>,
          node<K::profile, tok<T::word_profile>, tok<T::colon>,
               node<K::directive_value, name_token, opt<tok<T::exclamation>>>, at<terminator>>> {};

struct dotted_path : node<K::path, name_token, star<tok<T::dot, T::colon_colon>, word_token>> {};
struct string_path : node<K::literal, tok<T::string>> {};
struct module_clause
    : seq<name_token, opt<name_token>, tok<T::brace_open>, nl,
          star<opt<tok<T::dot>>, name_token, opt<tok<T::comma>>, nl>, tok<T::brace_close>, nl> {};
struct module_declaration
    : sor<node<K::module, tok<T::word_module>, sor<string_path, dotted_path>,
               opt<tok<T::brace_open>, nl, star<module_clause>, tok<T::brace_close>>,
               at<terminator>>,
          node<K::module, tok<T::word_package>, dotted_path, at<terminator>>> {};

struct alias_name : opt<tok<T::word_as>, name> {};
struct import_item
    : node<K::import, tok<T::keyword_import>, need<expect_path, sor<string_path, dotted_path>>,
           alias_name, need_terminator> {};
struct use_path : node<K::path, name_token, star<tok<T::dot, T::colon_colon>, word_token>> {};
struct use_names : node<K::use_names, tok<T::dot>, tok<T::brace_open>, nl, comma_list<name>,
                        opt<tok<T::comma>>, nl, tok<T::brace_close>> {};
struct use_item
    : sor<node<K::use_foreign, tok<T::word_use>, name, string_path, at<terminator>>,
          node<K::use, tok<T::word_use>, use_path, opt<use_names>, alias_name, at<terminator>>,
          node<K::use, tok<T::keyword_using>, use_path, at<terminator>>,
          node<K::graft, tok<T::word_graft>, name, tok<T::equal>, name, string_path,
               at<terminator>>> {};

inline bool special_item_ahead(TokenInput const& in)
{
    switch (in.kind()) {
    case T::brace_open:
        return in.kind(1) == T::dot && in.kind(2) == T::word_profile;
    case T::word_profile:
    case T::word_module:
    case T::word_package:
    case T::word_use:
    case T::word_graft:
    case T::keyword_import:
    case T::keyword_using:
        return true;
    default:
        return false;
    }
}
/// After a closing `end` or `}` the next item may follow at once.
inline bool item_end_ahead(TokenInput const& in)
{
    if (statement_end_ahead(in) || in.token() == 0) {
        return true;
    }
    auto const before = in.kind_at(in.token() - 1);
    return before == T::keyword_end || before == T::brace_close;
}

inline bool item_begins(TokenInput const& in, std::uint32_t index)
{
    return declaration_at(in, index) || in.kind_at(index) == T::keyword_let ||
           in.kind_at(index) == T::keyword_var || in.kind_at(index) == T::keyword_const;
}
/// Skips to the next line that begins a declaration, or over one damaged statement.
struct item_recovery {
    static bool skip(TokenInput& in, SyntaxError const& error)
    {
        auto const start = in.token();
        auto index = start;
        if (goes_on_at_declaration(in, error))
            return true;
        bool const declaration = declaration_ahead(in) || in.kind() == T::at;
        do {
            index = skip_statement(in, index);
            if (in.kind_at(index) == T::end_of_file) {
                break;
            }
            ++index;
            while (in.kind_at(index) == T::newline || in.kind_at(index) == T::semicolon) {
                ++index;
            }
        } while (index < error.token || (declaration && !item_begins(in, index)));
        in.move_to(index);
        return index > start;
    }
};

struct item
    : recovering<K::error_item, item_recovery,
                 need<expect_item, sor<seq<check<special_item_ahead>,
                                           node<K::item, sor<profile_directive, module_declaration,
                                                             import_item, use_item>>>,
                                       node<K::item, statement>>>,
                 need<expect_statement_end, check<item_end_ahead>>> {};
struct items : star<not_at<tok<T::brace_close, T::end_of_file>>, item, seps> {};

/// One item with the separators before it; false at the end of the file.
struct next_item : seq<seps, not_at<tok<T::end_of_file>>, item> {};
/// The whole file, for the check that the grammar makes progress.
struct unit : seq<seps, star<item, seps>, tok<T::end_of_file>> {};

} // namespace janus::grammar
