// Input that is deep, long, empty or no source at all.
#include "parsed_text.hpp"
#include "syntax/dump.hpp"

#include <catch2/catch.hpp>

#include <chrono>

namespace {

struct Nesting {
    char const* name;
    char const* before;
    char const* open;
    char const* inside;
    char const* close;
    char const* after;
};

std::string repeat(std::string_view text, std::size_t count)
{
    std::string result;
    for (std::size_t at = 0; at < count; ++at) {
        result += text;
    }
    return result;
}

std::string nest(Nesting const& form, std::size_t levels)
{
    return form.before + repeat(form.open, levels) + form.inside + repeat(form.close, levels) +
           form.after;
}

auto const forms = std::vector<Nesting>{
    {"parentheses", "let x = ", "(", "1", ")", "\n"},
    {"square brackets", "let x = ", "[", "1", "]", "\n"},
    {"calls", "let x = ", "f(", "1", ")", "\n"},
    {"indexes", "let x = ", "a[", "1", "]", "\n"},
    {"struct literals", "let x = ", "P { a: ", "1", " }", "\n"},
    {"tables", "let x = ", "{ a: ", "1", " }", "\n"},
    {"variants", "let x = ", ".P { a: ", "1", " }", "\n"},
    {"interpolation", "let x = ", "$\"{f(", "1", ")}\"", "\n"},
    {"if do", "", "if a do\n", "x\n", "end\n", ""},
    {"if else", "", "if a do y else do\n", "x\n", "end\n", ""},
    {"if braces", "", "if a {\n", "x\n", "}\n", ""},
    {"if values", "let x = ", "if a do ", "x", " else y end", "\n"},
    {"flat if", "let x = ", "if a b else ", "x", "", "\n"},
    {"while", "", "while a do\n", "x\n", "end\n", ""},
    {"for", "", "for a in b do\n", "x\n", "end\n", ""},
    {"for with parameter", "", "for b do |x|\n", "x\n", "end\n", ""},
    {"match", "", "match a do\n 1 => ", "x\n", "end\n", ""},
    {"match braces", "", "match a {\n 1 => ", "x\n", "}\n", ""},
    {"do blocks", "", "do\n", "x\n", "end\n", ""},
    {"braces", "", "{\n", "x\n", "}\n", ""},
    {"closures", "let x = ", "|a| ", "x", "", "\n"},
    {"brace closures", "let x = ", "f { |a| ", "x", " }", "\n"},
    {"do closures", "let x = ", "f(a) do |a| ", "x", " end", "\n"},
    {"func closures", "let x = ", "func(a) do return ", "x", " end", "\n"},
    {"catch", "let x = ", "f() catch |e| do ", "x", " end", "\n"},
    {"or do", "let x = ", "f() or do |e| ", "x", " end", "\n"},
    {"functions", "", "func f() do\n", "x\n", "end\n", ""},
    {"nurseries", "", "nursery do\n", "x\n", "end\n", ""},
    {"select", "", "select do\ncase a do\n", "x\n", "end end\n", ""},
    {"with", "", "with a <- b do\n", "x\n", "end\n", ""},
    {"defer", "", "defer do\n", "x\n", "end\n", ""},
    {"receive", "", "receive do\n| a => do\n", "x\n", "end\nend\n", ""},
    {"list types", "type A = ", "[", "i64", "]", "\n"},
    {"generic types", "type A = ", "Map[K, ", "i64", "]", "\n"},
    {"angle types", "type A = ", "Map<", "i64", ">", "\n"},
    {"tuple types", "type A = ", "(i64, ", "i64", ")", "\n"},
    {"function types", "type A = ", "fn(", "i64", ") -> i64", "\n"},
    {"tuple patterns", "let ", "(b, ", "a", ")", " = x\n"},
    {"list patterns", "let ", "[b, ", "a", "]", " = x\n"},
    {"field patterns", "let ", "A { b: ", "a", " }", " = x\n"},
    {"namespaces", "", "namespace a {\n", "func f() do end\n", "}\n", ""},
};

} // namespace

TEST_CASE("two hundred levels of everything parse at once", "[parser][limits]")
{
    using Clock = std::chrono::steady_clock;
    for (auto const& form : forms) {
        CAPTURE(form.name);
        auto const text = nest(form, 200);
        auto const start = Clock::now();
        ParsedText const parsed(text);
        auto const taken = Clock::now() - start;
        INFO(parsed.rendered().substr(0, 400));
        CHECK(parsed.module.complete);
        // 10 ms in an optimised build; the allowance is for sanitizers on a busy machine.
        CHECK(taken < std::chrono::milliseconds(300));
    }
}

TEST_CASE("twenty thousand levels are refused", "[parser][limits]")
{
    for (auto const& form : forms) {
        CAPTURE(form.name);
        ParsedText const parsed(nest(form, 20'000));
        REQUIRE(parsed.problems().size() == 1);
        CHECK(parsed.problems()[0].find("P0016") != std::string::npos);
    }
}

TEST_CASE("openings without end are refused", "[parser][limits]")
{
    for (auto const* const text : {"(", "[", "{", "do ", "if ", "f(", "|", "- ", "match a { ",
                                   "$\"{", "let (", "type A = [", "func f() do ", ".a(", "<<"}) {
        CAPTURE(text);
        ParsedText const parsed(repeat(text, 20'000));
        CHECK_FALSE(parsed.module.complete);
        CHECK(parsed.problems().size() >= 1);
        CHECK(parsed.problems().size() <= 20);
    }
}

TEST_CASE("long chains are refused before the tree gets too deep", "[parser][limits]")
{
    for (auto const& text :
         {"let x = 1" + repeat(" + 1", 20'000), "let x = a" + repeat(".b", 20'000),
          "let x = " + repeat("-", 20'000) + "1",
          "if a do b\n" + repeat("else if c do d\n", 20'000) + "end",
          "if a { b }" + repeat(" else if c { d }", 20'000)}) {
        CAPTURE(text.substr(0, 20));
        ParsedText const parsed(text);
        REQUIRE(parsed.problems().size() == 1);
        CHECK(parsed.problems()[0].find("P0016") != std::string::npos);
    }
    CHECK(ParsedText("let x = 1" + repeat(" + 1", 900)).module.complete);
}

TEST_CASE("files that are no source are refused clearly", "[parser][limits]")
{
    CHECK(ParsedText("").module.complete);
    CHECK(ParsedText("").module.items.empty());
    CHECK(ParsedText("\n\n# only a comment\n").module.complete);
    CHECK(ParsedText(std::string("\x7F"
                                 "ELF\0\1",
                                 6))
              .problems() == std::vector<std::string>{"1:5 L0001"});
    CHECK(ParsedText("\xFF\xFE"
                     "a")
              .problems() == std::vector<std::string>{"1:1 L0007"});
    CHECK(ParsedText(std::string(janus::syntax::max_file_size + 1, ' ')).problems() ==
          std::vector<std::string>{"1:1 P0017"});
}

TEST_CASE("hopeless input stays bounded", "[parser][limits]")
{
    for (auto const& text : {repeat("let = = 5\n", 50'000), repeat("func f( do end\n", 50'000),
                             "func f() do\n" + repeat("  x = )\n", 20'000) + "end\n",
                             repeat(")]}", 20'000), repeat("end ", 20'000), repeat("€$", 20'000)}) {
        ParsedText const parsed(text);
        CHECK_FALSE(parsed.module.complete);
        CHECK(parsed.problems().size() == 20);
    }
    ParsedText const name("let " + std::string(1'000'000, 'a') + " = 1\n");
    CHECK(name.module.complete);
}

TEST_CASE("every prefix of a program parses without harm", "[parser][limits]")
{
    std::string const text =
        "message M { A { x: i64 }, B }\n"
        "@requires(cap: [.a])\n"
        "actor R(id: String) implements M with Storage do\n"
        "  var n: ?i64 := null\n"
        "  receive do\n"
        "    | A { x } when x > 0 => do n = x catch |e| do 0 end end\n"
        "    | B => $\"a{n ?? 1:.2f}b\"\n"
        "  end\n"
        "end\n"
        "let f = |a| if a { [1, (2, 3)] } else if b do P { x: 1 } else c end\n";
    for (std::size_t size = 0; size <= text.size(); ++size) {
        ParsedText const parsed(text.substr(0, size));
        CAPTURE(size);
        for (auto const& entry : parsed.diagnostics.sorted()) {
            CHECK(entry.span.end <= size);
        }
        CHECK(janus::syntax::dump(parsed.module).size() < 10'000);
    }
}
