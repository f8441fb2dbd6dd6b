#include "diagnostics/explanations.hpp"

#include <array>

namespace janus::diagnostics {

namespace {

constexpr auto explanations = std::to_array<Explanation>({
    {Code::L0001,
     "This character begins no token of Janus. Names consist of the letters a to z, digits and\n"
     "underscores; other characters may stand in strings and comments only.",
     "func main() do\n"
     "    let größe = 1\n"
     "end\n"},
    {Code::L0002,
     "A string begins here and does not end. Close it with `\"`; a quote inside is written `\\\"`.",
     "func main() do\n"
     "    println(\"no end)\n"
     "end\n"},
    {Code::L0003,
     "A character literal is one character between single quotes, such as `'a'` or `'\\n'`.",
     "func main() do\n"
     "    let letter = 'a\n"
     "end\n"},
    {Code::L0004,
     "Strings know the escapes \\n \\t \\r \\0 \\\\ \\\" \\' \\xHH and \\u{H...}. A backslash "
     "itself is\n"
     "written twice.",
     "func main() do\n"
     "    println(\"a\\qb\")\n"
     "end\n"},
    {Code::L0005,
     "Digits may be grouped by single underscores between them; a prefix 0x, 0b or 0o needs "
     "digits\n"
     "of its base behind it.",
     "func main() do\n"
     "    println(0b12)\n"
     "end\n"},
    {Code::L0006, "A comment begins with `/*` here and does not end. Such comments do not nest.",
     "func main() do\n"
     "    /* no end\n"
     "end\n"},
    {Code::L0007, "Janus sources are UTF-8 text. Save the file in that encoding.", ""},
    {Code::P0001, "This token cannot stand here.",
     "func main() do\n"
     "    let x = 1 1\n"
     "end\n"},
    {Code::P0002, "An expression has to follow here.",
     "func main() do\n"
     "    let x = 1 +\n"
     "end\n"},
    {Code::P0003, "A statement has to stand here.", ""},
    {Code::P0004, "A name has to follow here. Keywords such as `end` or `match` are no names.", ""},
    {Code::P0005, "A type has to follow here.",
     "func twice(n: ) do\n"
     "end\n"},
    {Code::P0006, "A delimiter such as `do`, `{` or `=>` has to follow here.", ""},
    {Code::P0007, "This parenthesis is not closed.",
     "func main() do\n"
     "    println((1 + 2\n"
     "end\n"},
    {Code::P0008, "This block is not closed. A `do` needs its `end`, a `{` its `}`.",
     "func main() do\n"
     "    println(1)\n"},
    {Code::P0009, "This square bracket is not closed.",
     "func main() do\n"
     "    let xs = [1, 2\n"
     "end\n"},
    {Code::P0010, "A declaration of this form cannot stand here.", ""},
    {Code::P0011, "A modifier is written twice.", ""},
    {Code::P0012,
     "These operators cannot be combined like this. Comparisons do not chain: write\n"
     "`a < b and b < c`. A guard behind a statement cannot stand behind `let`.",
     "func main() do\n"
     "    println(1 < 2 < 3)\n"
     "end\n"},
    {Code::P0013, "The file ends in the middle of something.", ""},
    {Code::P0014, "Only a variable, a field or an element can be assigned to.",
     "func main() do\n"
     "    1 = 2\n"
     "end\n"},
    {Code::P0015, "A function needs a body; only a trait may leave it out.",
     "func twice(n: i64) -> i64\n"
     "func main() do\n"
     "end\n"},
    {Code::P0016,
     "Expressions or blocks are nested deeper than janusc follows. Give the inner parts names.",
     ""},
    {Code::P0017, "A source file may have up to 40 MiB. Split it into modules.", ""},
    {Code::P0018,
     "This is how another language spells it. In Janus: `and` and `or` instead of `&&` and `||`,\n"
     "`null` instead of `nil`, `match` instead of `switch`, `actor` instead of `genserver`.",
     "func main() do\n"
     "    if true && false do\n"
     "        println(1)\n"
     "    end\n"
     "end\n"},
});

} // namespace

std::span<Explanation const> syntax_explanations() noexcept
{
    return explanations;
}

} // namespace janus::diagnostics
