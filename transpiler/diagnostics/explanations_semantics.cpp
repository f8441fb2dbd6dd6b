#include "diagnostics/explanations.hpp"

#include <array>

namespace janus::diagnostics {

namespace {

constexpr auto explanations = std::to_array<Explanation>({
    {Code::S0001,
     "No binding, field or variant of this name can be seen here. Names are looked for in the\n"
     "function, the file, files given together with it, imported modules and the prelude.",
     "func main() do\n"
     "    println(nobody)\n"
     "end\n"},
    {Code::S0002, "No function of this name can be seen here.",
     "func main() do\n"
     "    missing(1)\n"
     "end\n"},
    {Code::S0003,
     "No type of this name can be seen here. Declare it, or import the module that does.",
     "func show(message: Message) do\n"
     "end\n"},
    {Code::S0004, "`let` binds once. A binding that is assigned to later is declared with `var`.",
     "func main() do\n"
     "    let count = 1\n"
     "    count = 2\n"
     "    println(count)\n"
     "end\n"},
    {Code::S0005,
     "The operator does not apply to values of this type, or the call of an `async` function "
     "lacks\n"
     "its `await`.",
     "func main() do\n"
     "    println(\"a\" * true)\n"
     "end\n"},
    {Code::S0006, "Several functions fit this call equally well. Convert an argument with `as`.",
     ""},
    {Code::S0008,
     "A name is declared once in each scope, and once among the files of a program. Rename one of\n"
     "the two.",
     "struct Point { x: i64 }\n"
     "struct Point { y: i64 }\n"},
    {Code::S0009, "The function does not return a value of this type.", ""},
    {Code::S0010,
     "A function with a result must give one on every path: by `return`, or as the value of its "
     "last\n"
     "expression. An `impl` must have every method of its trait that has no body there.",
     "func size(n: i64) -> String do\n"
     "    let large = n > 3\n"
     "end\n"},
    {Code::S0012,
     "Asking, sleeping and other waiting cannot happen in guards, default values, contracts,\n"
     "initialisers of modules and `on_crash`. Wait before, and use the result here.",
     ""},
    {Code::S0100,
     "Each file has a profile, `:core`, `:service` or `:cluster`, that says what it may use. Raise "
     "it\n"
     "with `{.profile: cluster.}` at the top, or with --profile.",
     "{.profile: core.}\n"
     "message M { Ping }\n"},
    {Code::S0101,
     "The function needs a context with a capability that the one it gets does not have, or there "
     "is\n"
     "no context here. Pass one with `f(x) with ctx`, or declare the function around it `with "
     "ctx`.",
     "func load(path: String) -> String with ctx where ctx.has(.fs_read) do\n"
     "    return path\n"
     "end\n"
     "func main() do\n"
     "    let ctx = Context.new().only(.net_connect)\n"
     "    println(load(\"a\") with ctx)\n"
     "end\n"},
    {Code::S1101, "Several functions fit this call equally well.", ""},
    {Code::S1102, "No function of this name takes arguments of these types, or this many.", ""},
    {Code::S2001,
     "The value is of another type than the place it goes to. Between number types nothing is\n"
     "converted silently unless it always fits; `as` converts, and checks.",
     "func main() do\n"
     "    let count: i64 = \"one\"\n"
     "    println(count)\n"
     "end\n"},
    {Code::S2002,
     "Nothing says what type this is. Write it down: `let xs: [i64] = []`. Enums and messages have "
     "no\n"
     "zero value, so a `var` of such a type needs an initialiser.",
     "func main() do\n"
     "    let nothing = []\n"
     "    println(1)\n"
     "end\n"},
    {Code::S2003, "The type lacks a trait that the generic function or type asks for.", ""},
    {Code::S3001,
     "Nobody knows whether the context has what the function needs, and the function could not "
     "report\n"
     "that it lacks it. Ask first: `if ctx.has(.fs_read) do`; or let the function return an error "
     "union.",
     "func load(path: String) -> String with ctx where ctx.has(.fs_read) do\n"
     "    return path\n"
     "end\n"
     "func twice(path: String) -> String with ctx do\n"
     "    return load(path) ++ load(path)\n"
     "end\n"
     "func main() do\n"
     "    println(twice(\"a\"))\n"
     "end\n"},
    {Code::S3002,
     "Messages carry copies, so everything in them must be sendable: numbers, strings, collections "
     "and\n"
     "structs of these, actor references and replies. Functions and borrowed values are not.",
     "message Msg { Call { back: fn(i64) -> i64 } }\n"},
    {Code::S4001,
     "An import is looked for beside the importing file, then below the module root, then in the\n"
     "folders given with -I, as NAME.jan or NAME/mod.jan.",
     "import nowhere\n"},
    {Code::S4003,
     "Modules import each other in a circle. Move what both need into a third one, or name the "
     "files\n"
     "together as one program: those see each other without imports.",
     ""},
    {Code::S4004, "The name exists in that module, but is not declared `pub` there.", ""},
    {Code::S5001,
     "A `match` covers every value. Add an arm for what is missing, or `_ => ...` for the rest.",
     "enum Color { Red, Green }\n"
     "func name(color: Color) -> String do\n"
     "    match color {\n"
     "        Color.Red => \"red\",\n"
     "    }\n"
     "end\n"},
    {Code::S5002, "An earlier arm takes everything this one could match.", ""},
    {Code::S5003, "The pattern can never match a value of this type.", ""},
    {Code::W0002,
     "Nothing of this import is used. The warning is off unless -WW0002 switches it on.", ""},
    {Code::W0004, "This spelling is understood, but no longer the usual one.", ""},
    {Code::W0006,
     "The protocol has variants that no arm of `receive` takes. Such messages become dead letters, "
     "and\n"
     "an ask fails with `Unhandled`. With --strict-receive this is an error.",
     "message LampMsg { On, Off }\n"
     "actor Lamp implements LampMsg do\n"
     "    receive do\n"
     "        | On => do println(\"on\") end\n"
     "    end\n"
     "end\n"},
    {Code::W0007, "A value that no arm matches is passed over in silence.", ""},
    {Code::W0008,
     "The call can fail and nothing looks at the error. Handle it with `catch`, or pass it on with "
     "`?`.",
     "error E { Bad }\n"
     "func risky() -> i64 ! E do\n"
     "    fail E.Bad\n"
     "end\n"
     "func main() do\n"
     "    risky()\n"
     "end\n"},
    {Code::W0009, "A task and its parent share a variable and may race. Use a channel.", ""},
    {Code::W0010, "Two functions take the same types, so a call could mean either.", ""},
    {Code::W0011, "The capability is spelled almost like a known one.", ""},
    {Code::W0012, "`-x ** y` is `(-x) ** y`. Parentheses say which is meant.", ""},
    {Code::C0001, "Janus has this, but this version of janusc does not.", ""},
    {Code::C0002, "A fault of janusc itself. Please report it with the source that caused it.", ""},
    {Code::C0003,
     "The C++ compiler refused the generated code. Unless an `extern` does not match its header "
     "this is\n"
     "a fault of janusc.",
     ""},
});

} // namespace

std::span<Explanation const> semantic_explanations() noexcept
{
    return explanations;
}

} // namespace janus::diagnostics
