// What the parser says about mistakes, and that one mistake does not hide or make others.
#include "parsed_text.hpp"
#include "syntax/dump.hpp"

#include <catch2/catch.hpp>

namespace {

using Problems = std::vector<std::string>;

struct Mistake {
    char const* source;
    char const* problem; // `line:column code`
    char const* words;   // part of the message
};

auto const mistakes = std::vector<Mistake>{
    {"let = 5\n", "1:5 P0004", "expected a name, found `=`"},
    {"let x 5\n", "1:7 P0006", "`=` or `:=`"},
    {"let x =\nlet y = 1\n", "1:8 P0002", "found the end of the line"},
    {"let x =", "1:8 P0013", "the end of the file"},
    {"let x: = 5\n", "1:8 P0005", "expected a type"},
    {"x = 1 +\n", "1:8 P0013", "an expression"},
    {"f(1,\nlet y = 2\n", "1:2 P0007", "`(` is never closed"},
    {"let a = [1, 2\nlet b = 1\n", "1:9 P0009", "`[` is never closed"},
    {"message M { A, B\nfunc f() do end\n", "1:11 P0008", "`{` is never closed"},
    {"func f() do\n  x\n", "1:10 P0008", "`do` is never closed"},
    {"func f() do\n  if a do\n    b\nend\n", "2:8 P0008", "`do` is never closed"},
    {"func f() do\n  if a {\n    b\nend\n", "2:8 P0008", "`{` is never closed"},
    {"f(1 2)\n", "1:5 P0001", "expected `,` or `)`, found `2`"},
    {"f(1 + )\n", "1:7 P0002", "an expression"},
    {"if a b\n", "1:6 P0006", "`do`, `then` or `{`"},
    {"while do x end\n", "1:7 P0002", "an expression"},
    {"for x on xs do y end\n", "1:7 P0006", "found `on`"},
    {"match x do\n  1 2\n  _ => 3\nend\n", "2:5 P0006", "expected `=>`, found `2`"},
    {"match x do\n  1 =>\n  _ => 3\nend\n", "2:7 P0002", "what this arm does"},
    {"x = 1 y\n", "1:7 P0001", "the end of the statement"},
    {")\n", "1:1 P0001", "closes nothing that is open here"},
    {"end\n", "1:1 P0001", "`end` closes nothing"},
    {"struct { x: i64 }\n", "1:8 P0004", "a name"},
    {"struct P { x i64 }\n", "1:14 P0006", "`:` and the type of the field"},
    {"enum E\nlet x = 1\n", "1:7 P0006", "the variants"},
    {"trait T { x }\n", "1:11 P0010", "a function"},
    {"actor A do\n  strange thing\nend\n", "2:3 P0010", "a field, a hook"},
    {"supervisor S do\n  strategy one\nend\n", "2:12 P0006", "expected `:` after `strategy`"},
    {"func f()\nlet x = 1\n", "1:6 P0015", "function `f` has no body"},
    {"func f()\n  return 1\nend\n", "1:9 P0015", "the body of the function"},
    {"if a > 3\n  x\nend\n", "1:9 P0006", "after the condition"},
    {"while a\n  x\nend\n", "1:8 P0006", "`do` or `{`"},
    {"a == b == c\n", "1:8 P0012", "cannot be chained"},
    {"a < b > c\n", "1:7 P0012", "cannot be chained"},
    {"let x = 1 when y\n", "1:11 P0012", "no postfix guard"},
    {"f() when a when b\n", "1:12 P0012", "one postfix guard"},
    {"if a do b end when c\n", "1:15 P0012", "a block takes no postfix guard"},
    {"if a return b\n", "1:4 P0006", "needs parentheses"},
    {"f() = 3\n", "1:1 P0014", "cannot be assigned to"},
    {"1 += 3\n", "1:1 P0014", "cannot be assigned to"},
    {"pub x = 1\n", "1:1 P0010", "belongs to a declaration"},
    {"pub pub func f() do end\n", "1:1 P0011", "`pub` is written twice"},
    {"func f() do\n  )\nend\n", "2:3 P0003", "a statement"},
    {"if x = 3 do y end\n", "1:6 P0006", "compare with `==`"},
    {"let s = 'hello'\n", "1:9 L0003", "write text in double quotes"},
    {"a.b.\n", "1:5 P0004", "a name after `.`"},
    {"func f() do\n  await\nend\n", "2:8 P0002", "an expression"},
    {"func f() do\n  x\n  else\nend\n", "3:3 P0001", "expected `end`, found `else`"},
    {"func f() do\n  x\n}\n", "3:1 P0001", "is closed with `end`, not `}`"},
    {"x = try\n", "1:8 P0002", "an expression"},
    {"a && b\n", "1:3 P0018", "`&&` is not Janus"},
    {"a || b\n", "1:3 P0018", "`||` is not Janus"},
    {"x = nil\n", "1:5 P0018", "`nil` is not Janus"},
    {"switch (x) { 1 => 2 }\n", "1:1 P0018", "`switch` is not Janus"},
    {"switch x do 1 => 2 end\n", "1:1 P0018", "`switch` is not Janus"},
    {"genserver Room do end\n", "1:1 P0018", "`genserver` is not Janus"},
    {"x = \"\\q\"\n", "1:6 L0004", "unknown escape"},
    {"x = \"\\x4\"\n", "1:6 L0004", "two hexadecimal digits"},
    {"x = \"\\u{D800}\"\n", "1:6 L0004", "not a Unicode character"},
    {"x = 1_\n", "1:5 L0005", "`_` stands between digits"},
    {"x = 0x\n", "1:5 L0005", "bad number"},
    {"x = 1__0\n", "1:5 L0005", "bad number"},
    {"x = 12abc\n", "1:5 L0005", "unknown suffix `abc`"},
    {"x = 0b12\n", "1:5 L0005", "bad number"},
    {"x = 1_.5\n", "1:5 L0005", "bad number"},
    {"x = re\"a+\"\n", "1:5 C0001", "regular expression"},
    {"println(\"no end)\nx = 1\n", "1:9 L0002", "never closed"},
};

} // namespace

TEST_CASE("one mistake gives one diagnostic at its place", "[parser][errors]")
{
    auto const mistake = GENERATE(from_range(mistakes));
    CAPTURE(mistake.source);
    ParsedText const parsed(mistake.source);
    INFO(parsed.rendered());
    CHECK(parsed.problems() == Problems{mistake.problem});
    CHECK(parsed.rendered().find(mistake.words) != std::string::npos);
    CHECK_FALSE(parsed.module.complete);
}

TEST_CASE("spellings of older Janus are warned about, not refused", "[parser][errors]")
{
    ParsedText const angle("func f<T>(x: T) do end\n");
    CHECK(angle.problems() == Problems{"1:7 W0004"});
    CHECK(angle.module.complete);
    ParsedText const power("let x = -2 ** 2\n");
    CHECK(power.problems() == Problems{"1:9 W0012"});
    CHECK(power.module.complete);
    CHECK(ParsedText("let x = (-2) ** 2\nlet y = -(2 ** 2)\n").problems().empty());
}

TEST_CASE("a file with eight mistakes reports eight", "[parser][errors]")
{
    ParsedText const parsed(R"(message Bad {
    Join { user String },
    Leave,
}
actor Room(id: String) implements Bad do
    var names [String] := []
    receive do
        | Join { user } do
            names.push(user)
        end
        | Leave => do
            let = 3
        end
    end
end
supervisor Top do
    strategy one_for_one
    child Room("x"
    child Last
end
func first(a: i64 do
    let x = ]
end
func second() -> i64 do
    return 1 +
end
)");
    INFO(parsed.rendered());
    CHECK(parsed.problems() == Problems{"2:17 P0006", "6:15 P0001", "8:25 P0006", "12:17 P0004",
                                        "17:14 P0006", "18:15 P0007", "21:11 P0007", "22:13 P0002",
                                        "25:15 P0002"});
    // What was fine is there.
    auto const dump = janus::syntax::dump(parsed.module);
    CHECK(dump.find("Leave") != std::string::npos);
    CHECK(dump.find("(child Last)") != std::string::npos);
    CHECK(dump.find("(func second() -> i64") != std::string::npos);
}

TEST_CASE("arms after a damaged arm are read", "[parser][errors]")
{
    ParsedText const parsed("match x do\n  1 => a\n  2 -> -> b\n  3 => c\nend\ny = 1\n");
    CHECK(parsed.problems().size() == 1);
    auto const dump = janus::syntax::dump(parsed.module);
    CHECK(dump.find("1 => {a}") != std::string::npos);
    CHECK(dump.find("3 => {c}") != std::string::npos);
    CHECK(dump.find("(= y 1)") != std::string::npos);
}

TEST_CASE("an arm whose end is missing is blamed at its do", "[parser][errors]")
{
    ParsedText const parsed("actor A do\n  receive do\n    | x => do\n      f()\n    | y => do\n"
                            "      g()\n    end\n  end\nend\n");
    INFO(parsed.rendered());
    CHECK(parsed.problems() == Problems{"3:12 P0008"});
    CHECK(parsed.rendered().find("5:5: `end` expected before this") != std::string::npos);
}

TEST_CASE("damaged statements leave error nodes", "[parser][errors]")
{
    ParsedText const parsed("func f() do\n  let a = 1\n  let = 2\n  let c = 3\nend\n");
    CHECK(parsed.problems() == Problems{"3:7 P0004"});
    CHECK(janus::syntax::dump(parsed.module) ==
          "(func f() {\n  (let a _ 1)\n  (error)\n  (let c _ 3)})\n");
}
