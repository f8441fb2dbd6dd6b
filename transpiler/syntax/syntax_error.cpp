#include "syntax/syntax_error.hpp"

#include "diagnostics/nearest_name.hpp"
#include "syntax/foreign_syntax.hpp"

#include <algorithm>
#include <string>

namespace janus::syntax {

using diagnostics::Code;
using diagnostics::Diagnostic;
using T = TokenKind;

namespace {

std::string found_text(std::uint32_t token, source::SourceFile const& file, TokenList const& list)
{
    switch (list.kinds[token]) {
    case T::end_of_file:
        return "the end of the file";
    case T::newline:
        return "the end of the line";
    default:
        break;
    }
    auto const& where = list.tokens[token];
    if (where.begin == where.end) {
        return "the end of the line"; // added by a repair
    }
    auto text = file.text({file.id(), where.begin, where.end});
    constexpr std::size_t longest = 40;
    text = text.substr(0, std::min(text.find('\n'), longest));
    return "`" + std::string(text) + "`";
}

// Where a token is missing, the place is right after what stands before it.
source::Span place_of(std::uint32_t token, source::SourceFile const& file, TokenList const& list)
{
    auto const kind = list.kinds[token];
    if (kind != T::newline && kind != T::end_of_file) {
        auto const& where = list.tokens[token];
        return {file.id(), where.begin, where.end};
    }
    while (token > 0 && (list.kinds[token] == T::newline || list.kinds[token] == T::end_of_file)) {
        --token;
    }
    auto const end = list.tokens[token].end;
    return {file.id(), end, end};
}

// What is missing at the end of a line is missing there, not where the next line begins.
std::uint32_t found_token(SyntaxError const& error, TokenList const& list)
{
    auto const kind = list.kinds[error.token];
    bool const other_line = error.token > 0 && list.first_on_line(error.token) &&
                            (is_keyword(kind) || kind == T::brace_close);
    bool const operand = error.code == Code::P0002 || error.code == Code::P0005;
    return other_line && operand ? error.token - 1 : error.token;
}

Diagnostic unclosed(SyntaxError const& error, source::SourceFile const& file, TokenList const& list)
{
    auto const& opening = list.tokens[error.opening];
    auto const kind = list.kinds[error.opening];
    std::string const written(file.text({file.id(), opening.begin, opening.end}));
    char const* const closer = kind == T::paren_open    ? "`)`"
                               : kind == T::square_open ? "`]`"
                               : kind == T::brace_open  ? "`}`"
                                                        : "`end`";
    Diagnostic result(error.code, {file.id(), opening.begin, opening.end},
                      "`" + written + "` is never closed with " + closer);
    if (list.kinds[error.token] != T::end_of_file) {
        result.at(place_of(error.token, file, list), std::string(closer) + " expected before this");
    }
    return result;
}

Diagnostic wrong_closer(SyntaxError const& error, source::SourceFile const& file,
                        TokenList const& list)
{
    auto const& opening = list.tokens[error.opening];
    auto const line = file.position(opening.begin).line;
    std::string const written(file.text({file.id(), opening.begin, opening.end}));
    return Diagnostic(error.code, place_of(error.token, file, list),
                      "`" + written + "` (line " + std::to_string(line) + ") is closed with " +
                          error.expected + ", not " + found_text(error.token, file, list))
        .at({file.id(), opening.begin, opening.end}, "opened here");
}

/// What is a statement only, and no value or action of one line.
bool starts_statement(T kind)
{
    return kind == T::keyword_for || kind == T::keyword_while || kind == T::keyword_let ||
           kind == T::keyword_var || kind == T::keyword_defer || kind == T::keyword_using ||
           kind == T::keyword_select;
}

// What begins a member of an actor and resembles what was written; else empty.
std::string_view member_like(std::string_view written)
{
    return diagnostics::nearest_name(written,
                                     {"func", "async", "let", "var", "receive", "init", "migrate",
                                      "on_start", "on_stop", "on_crash", "on_down", "on_activate",
                                      "on_deactivate", "on_migrate", "on_reminder"});
}

} // namespace

std::uint32_t literal_before_block(std::uint32_t token, TokenList const& list)
{
    std::uint32_t const brace = list.kinds[token] == T::colon && token > 2 ? token - 2 : token;
    bool const opens = list.kinds[brace] == T::brace_open && brace > 0;
    return opens && list.kinds[brace - 1] == T::identifier ? brace - 1 : 0;
}

Diagnostic describe(SyntaxError const& error, source::SourceFile const& file, TokenList const& list)
{
    if (error.opening != no_token) {
        bool const closed = *error.expected != '\0';
        return closed ? wrong_closer(error, file, list) : unclosed(error, file, list);
    }
    std::uint32_t const token = found_token(error, list);
    auto const place = place_of(token, file, list);
    auto const found = found_text(token, file, list);
    if (error.code == Code::P0018) {
        return Diagnostic(error.code, place, found + " is not Janus")
            .suggest("write `" + std::string(error.expected) + "`", error.expected);
    }
    if (error.complete) {
        return {error.code, place, found + " " + error.expected};
    }
    if (auto foreign = foreign_syntax(error, file, list)) {
        return *std::move(foreign);
    }
    auto const kind = list.kinds[token];
    bool const closer = kind == T::keyword_end || kind == T::brace_close ||
                        kind == T::paren_close || kind == T::square_close;
    if (error.code == Code::P0010 && closer) {
        return {Code::P0001, place, found + " closes nothing that is open here"};
    }
    bool const at_end = list.kinds[token] == T::end_of_file;
    std::string expected = error.expected;
    if (error.after != no_token) {
        auto const& word = list.tokens[error.after];
        expected += " after `" + std::string(file.text({file.id(), word.begin, word.end})) + "`";
    }
    Diagnostic result(at_end ? Code::P0013 : error.code, place,
                      "expected " + expected + ", found " + found);
    bool const head =
        error.code == Code::P0006 && std::string_view(error.expected).starts_with("`do`");
    if (kind == T::equal && head) {
        result.suggest("compare with `==`", "==");
    }
    if (error.code == Code::P0002 && kind != T::keyword_end && starts_statement(kind)) {
        result.suggest("put it into a block: `do … end`");
    }
    if (error.expected == std::string_view("a `receive` arm") && is_name(kind)) {
        result.suggest("several statements of an arm need `do … end`");
    }
    if (error.code == Code::P0001 && kind == T::keyword_if) {
        result.suggest("a condition behind a statement is written with `when`", "when");
    }
    if (kind == T::identifier &&
        std::string_view(error.expected).find("a hook") != std::string_view::npos) {
        auto const& where = list.tokens[token];
        std::string const near{member_like(file.text({file.id(), where.begin, where.end}))};
        if (!near.empty()) {
            result.suggest("did you mean `" + near + "`?", near);
        }
    }
    if (auto const name = literal_before_block(token, list)) {
        auto const& where = list.tokens[name];
        std::string const written(file.text({file.id(), where.begin, where.end}));
        result.suggest("before a block, a literal has no space after its name: `" + written +
                       "{ … }`");
    }
    return result;
}

} // namespace janus::syntax
