#include "syntax/foreign_syntax.hpp"

#include <string>
#include <utility>

namespace janus::syntax {

using diagnostics::Code;
using diagnostics::Diagnostic;
using T = TokenKind;

namespace {

class ForeignSyntax {
public:
    ForeignSyntax(SyntaxError const& error, source::SourceFile const& file, TokenList const& list)
        : error_(error), file_(file), list_(list), at_(error.token)
    {}

    std::optional<Diagnostic> operator()() const
    {
        if (touches(at_, T::equal) && at_ > 0 && kind(at_ - 1) == T::equal_equal)
            return not_janus(at_ - 1, at_, "write `==`", "==");
        if (touches(at_, T::equal) && at_ > 0 && kind(at_ - 1) == T::not_equal)
            return not_janus(at_ - 1, at_, "write `!=`", "!=");
        if (touches(at_, T::greater) && kind(at_ - 1) == T::less)
            return not_janus(at_ - 1, at_, "write `!=`", "!=");
        if (auto const sign = counted(); sign != 0)
            return not_janus(sign, kind(sign) == T::minus ? sign + 1 : sign,
                             kind(sign) == T::minus ? "write `-= 1`" : "write `+= 1`");
        if (touches(at_, T::exclamation) && is_name(kind(at_ - 1)) &&
            kind(at_ + 1) == T::paren_open)
            return not_janus(at_ - 1, at_, "write `" + text(at_ - 1, at_ - 1) + "`",
                             text(at_ - 1, at_ - 1));
        if (kind(at_) == T::semicolon && kind(line()) == T::keyword_for)
            return not_janus(line(), line(), "write `for i in 0..n do` or `while … do`");
        if (auto const mark = ternary(); mark != 0)
            return not_janus(mark, mark, "write `if … do … else … end`");
        return missing_colon();
    }

private:
    [[nodiscard]] T kind(std::uint32_t token) const
    {
        return token < list_.size() ? list_.kinds[token] : T::end_of_file;
    }
    /// The token is of this kind, and no space is before it.
    [[nodiscard]] bool touches(std::uint32_t token, T wanted) const
    {
        return token > 0 && kind(token) == wanted && !list_.spaced(token);
    }
    [[nodiscard]] source::Span span(std::uint32_t first, std::uint32_t last) const
    {
        return {file_.id(), list_.tokens[first].begin, list_.tokens[last].end};
    }
    [[nodiscard]] std::string text(std::uint32_t first, std::uint32_t last) const
    {
        return std::string(file_.text(span(first, last)));
    }
    /// The first token of the line.
    [[nodiscard]] std::uint32_t line() const
    {
        auto token = at_;
        while (!list_.first_on_line(token))
            --token;
        return token;
    }

    Diagnostic not_janus(std::uint32_t first, std::uint32_t last, std::string help,
                         std::string replacement = {}) const
    {
        return Diagnostic(Code::P0018, span(first, last),
                          "`" + text(first, last) + "` is not Janus")
            .suggest(std::move(help), std::move(replacement));
    }

    /// The sign of `x++` or `x--` whose operand is missing; else 0.
    [[nodiscard]] std::uint32_t counted() const
    {
        auto const end = at_ > 0 && kind(at_ - 1) == T::newline ? at_ - 1 : at_;
        if (error_.code != Code::P0002 || end < 2)
            return 0;
        if (touches(at_, T::minus) && touches(at_ - 1, T::minus))
            return at_ - 1;
        if (touches(end - 1, T::plus_plus))
            return end - 1;
        bool const minus = touches(end - 1, T::minus) && touches(end - 2, T::minus);
        return minus ? end - 2 : 0;
    }

    /// The `?` of `a ? b : c`; else 0.
    [[nodiscard]] std::uint32_t ternary() const
    {
        if (at_ == 0 || kind(at_ - 1) != T::question || !list_.spaced(at_ - 1))
            return 0;
        for (auto token = at_; kind(token) != T::newline && kind(token) != T::end_of_file; ++token)
            if (kind(token) == T::colon)
                return at_ - 1;
        return 0;
    }

    /// `f(n = 3)` and `var x int`.
    [[nodiscard]] std::optional<Diagnostic> missing_colon() const
    {
        bool const named = kind(at_) == T::equal && at_ > 0 && is_name(kind(at_ - 1)) &&
                           error_.expected == std::string_view("`,` or `)`");
        if (named)
            return Diagnostic(Code::P0018, span(at_, at_), "an argument is not named with `=`")
                .suggest("write `:`", ":");
        auto const first = line();
        bool const declared = at_ == first + 2 && is_name(kind(first + 1)) && is_name(kind(at_)) &&
                              (kind(first) == T::keyword_var || kind(first) == T::keyword_let);
        if (declared)
            return Diagnostic(Code::P0006, span(at_, at_),
                              "expected `:` before the type, found `" + text(at_, at_) + "`")
                .suggest("write `" + text(at_ - 1, at_ - 1) + ": " + text(at_, at_) + "`");
        return missing_name();
    }

    /// `actor do`, `test do`.
    [[nodiscard]] std::optional<Diagnostic> missing_name() const
    {
        bool const block = kind(at_) == T::keyword_do || kind(at_) == T::brace_open;
        if (!block || at_ == 0 || !list_.first_on_line(at_ - 1))
            return std::nullopt;
        auto const word = kind(at_ - 1);
        bool const named = word == T::word_actor || word == T::word_grain ||
                           word == T::word_supervisor || word == T::word_message;
        if (!named && word != T::word_test)
            return std::nullopt;
        return Diagnostic(Code::P0004, span(at_, at_),
                          (named ? "expected a name after `" : "expected a string after `") +
                              text(at_ - 1, at_ - 1) + "`, found `" + text(at_, at_) + "`");
    }

    SyntaxError const& error_;
    source::SourceFile const& file_;
    TokenList const& list_;
    std::uint32_t at_;
};

} // namespace

std::optional<Diagnostic> foreign_syntax(SyntaxError const& error, source::SourceFile const& file,
                                         TokenList const& list)
{
    return ForeignSyntax(error, file, list)();
}

} // namespace janus::syntax
