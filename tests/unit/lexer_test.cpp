#include "syntax/lexer.hpp"
#include "syntax/utf8.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace janus;
using syntax::TokenKind;

namespace {

struct Tokens {
    explicit Tokens(std::string text)
        : file(0, "test.jan", "test", std::move(text)), lexed(syntax::lex(file, diagnostics))
    {}

    /// The texts of all tokens, a line break as `⏎`, without the end of the file.
    [[nodiscard]] std::vector<std::string> texts() const
    {
        std::vector<std::string> result;
        for (std::uint32_t at = 0; at + 1 < lexed.list.size(); ++at) {
            auto const& token = lexed.list.tokens[at];
            bool const line_break = lexed.list.kinds[at] == TokenKind::newline;
            result.push_back(line_break ? "⏎"
                                        : std::string(file.text({0, token.begin, token.end})));
        }
        return result;
    }
    [[nodiscard]] std::string problems() const
    {
        std::string result;
        for (auto const& entry : diagnostics.sorted()) {
            auto const place = file.position(entry.span.begin);
            result += (result.empty() ? "" : " ") + std::string(name_of(entry.code)) + "@" +
                      std::to_string(place.line) + ":" + std::to_string(place.column);
        }
        return result;
    }

    source::SourceFile file;
    diagnostics::Diagnostics diagnostics;
    syntax::Lexed lexed;
};

using Texts = std::vector<std::string>;

} // namespace

TEST_CASE("operators take the longest match", "[lexer]")
{
    CHECK(Tokens("a<<=b ..<c ..=d...e==f").texts() ==
          Texts{"a", "<<=", "b", "..<", "c", "..=", "d", "...", "e", "==", "f"});
    CHECK(Tokens("x|>y||z??w?.v**u++t::s").texts() ==
          Texts{"x", "|>", "y", "||", "z", "??", "w", "?.", "v", "**", "u", "++", "t", "::", "s"});
    CHECK(Tokens("a:=b->c=>d").texts() == Texts{"a", ":=", "b", "->", "c", "=>", "d"});
    CHECK(Tokens("a>>b>>=c").texts() == Texts{"a", ">", ">", "b", ">", ">=", "c"});
}

TEST_CASE("a back arrow needs space on both sides", "[lexer]")
{
    CHECK(Tokens("a <- b").texts() == Texts{"a", "<-", "b"});
    CHECK(Tokens("a<-1").texts() == Texts{"a", "<", "-", "1"});
    CHECK(Tokens("a <-1").texts() == Texts{"a", "<", "-", "1"});
}

TEST_CASE("numbers end where they should", "[lexer]")
{
    CHECK(Tokens("1..5").texts() == Texts{"1", "..", "5"});
    CHECK(Tokens("1.foo").texts() == Texts{"1", ".", "foo"});
    CHECK(Tokens("1.5e-3+2").texts() == Texts{"1.5e-3", "+", "2"});
    CHECK(Tokens("t.1.0").texts() == Texts{"t", ".", "1", ".", "0"});
    CHECK(Tokens("0xFF_FF 0b10 0O7 10u32").texts() == Texts{"0xFF_FF", "0b10", "0O7", "10u32"});
    CHECK(Tokens("3f64").lexed.list.kinds[0] == TokenKind::floating);
    CHECK(Tokens("0x1f").lexed.list.kinds[0] == TokenKind::integer);
    CHECK(Tokens("1e9").lexed.list.kinds[0] == TokenKind::floating);
}

TEST_CASE("a run of line breaks and comments is one line break", "[lexer]")
{
    CHECK(Tokens("a\n\n  \r\n# c\n// d\nb").texts() == Texts{"a", "⏎", "b"});
    CHECK(Tokens("a # c\nb").texts() == Texts{"a", "⏎", "b"});
    CHECK(Tokens("a /* x\n y */ b").texts() == Texts{"a", "b"});
    CHECK(Tokens("\xEF\xBB\xBF"
                 "a")
              .texts() == Texts{"a"});
}

TEST_CASE("tokens know space, line and bracket", "[lexer]")
{
    Tokens const tokens("f(a, [b])\n(c");
    auto const& list = tokens.lexed.list;
    CHECK_FALSE(list.spaced(1));
    CHECK(list.spaced(4));
    CHECK(list.first_on_line(0));
    CHECK(list.kinds[8] == TokenKind::newline);
    CHECK(list.first_on_line(9));
    CHECK(list.spaced(9));
    CHECK(list.tokens[1].partner == 7);
    CHECK(list.tokens[7].partner == 1);
    CHECK(list.tokens[4].partner == 6);
    CHECK(list.tokens[9].partner == syntax::no_token);
}

TEST_CASE("every word has its kind", "[lexer]")
{
    for (auto kind = static_cast<int>(TokenKind::word_actor);
         kind <= static_cast<int>(TokenKind::keyword_with); ++kind) {
        auto const expected = static_cast<TokenKind>(kind);
        CHECK(syntax::word_kind(syntax::spelling(expected)) == expected);
    }
    CHECK(syntax::word_kind("actors") == TokenKind::identifier);
    CHECK(syntax::word_kind("_") == TokenKind::identifier);
    CHECK(syntax::is_name(TokenKind::word_message));
    CHECK_FALSE(syntax::is_name(TokenKind::keyword_end));
    CHECK(syntax::is_word(TokenKind::keyword_end));
}

TEST_CASE("interpolated strings are split at their values", "[lexer]")
{
    CHECK(Tokens("$\"a{x}b{y:.2f}c\"").texts() == Texts{"$\"a{", "x", "}b{", "y", ":.2f}c\""});
    CHECK(Tokens("$\"{{a}}\"").texts() == Texts{"$\"{{a}}\""});
    CHECK(Tokens("$\"{f({a: 1})}\"").texts() ==
          Texts{"$\"{", "f", "(", "{", "a", ":", "1", "}", ")", "}\""});
    CHECK(Tokens("$\"{$\"{x}\"}\"").texts() == Texts{"$\"{", "$\"{", "x", "}\"", "}\""});
    CHECK(Tokens("$\"{a::b}\"").texts() == Texts{"$\"{", "a", "::", "b", "}\""});
}

TEST_CASE("lexical mistakes are reported where they are", "[lexer]")
{
    CHECK(Tokens("a € b").problems() == "L0001@1:3");
    CHECK(Tokens("x\n \"abc").problems() == "L0002@2:2");
    CHECK(Tokens("let a = \"abc\nlet b = \"d\"\n").problems() == "L0002@1:9");
    CHECK(Tokens("f(\"a\nb\")\nx").problems() == "");
    CHECK(Tokens("\"\"\"abc").problems() == "L0002@1:1");
    CHECK(Tokens("$\"a{b").problems() == "L0002@1:1");
    CHECK(Tokens("'a").problems() == "L0003@1:1");
    CHECK(Tokens("'ab'").problems() == "L0003@1:1");
    CHECK(Tokens("a /* b").problems() == "L0006@1:3");
    CHECK(Tokens("a\xFFz").problems() == "L0007@1:2");
    CHECK(Tokens(std::string("a\0b", 3)).problems() == "L0001@1:2");
    CHECK(Tokens("$x").problems() == "C0001@1:1");
    CHECK_FALSE(Tokens("a\xFFz").lexed.readable);
}

TEST_CASE("invalid UTF-8 is found at its first byte", "[lexer]")
{
    using syntax::find_invalid_utf8;
    CHECK_FALSE(find_invalid_utf8("plain, é, 日本, 😀 and more plain text"));
    CHECK(find_invalid_utf8("\xC0\x80") == 0U);
    CHECK(find_invalid_utf8("abcdefgh\x80") == 8U);
    CHECK(find_invalid_utf8("a\xE2\x82") == 1U);
    CHECK(find_invalid_utf8("\xED\xA0\x80") == 0U);
    CHECK(find_invalid_utf8("\xF4\x90\x80\x80") == 0U);
    CHECK(find_invalid_utf8("\xE0\x80\x80") == 0U);
}
