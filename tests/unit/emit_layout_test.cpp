#include "emit/expression_layout.hpp"
#include "emit/statement_text.hpp"
#include "emit/writer.hpp"

#include <catch2/catch.hpp>

using namespace janus::emit;
namespace cpp = janus::lowering::cpp;

namespace {

cpp::Expr n(std::string text)
{
    return cpp::name(std::move(text));
}

std::string lines(cpp::Stmt const& statement)
{
    return body_text({statement});
}

cpp::Expr long_call(std::string callee, int count)
{
    std::vector<cpp::Expr> arguments;
    for (int i = 0; i < count; ++i)
        arguments.push_back(n("argument_" + std::to_string(i)));
    return cpp::call(std::move(callee), std::move(arguments));
}

} // namespace

TEST_CASE("parentheses appear where precedence asks for them")
{
    auto const sum = cpp::binary("+", n("a"), n("b"));
    CHECK(expression_text(cpp::binary("*", sum, n("c"))) == "(a + b) * c");
    CHECK(expression_text(cpp::binary("+", sum, n("c"))) == "a + b + c");
    CHECK(expression_text(cpp::binary("-", n("c"), sum)) == "c - (a + b)");
    CHECK(expression_text(cpp::negate(sum)) == "!(a + b)");
    CHECK(expression_text(cpp::negate(cpp::negate(n("a")))) == "a");
    CHECK(expression_text(cpp::member(sum, "x")) == "(a + b).x");
    CHECK(expression_text(cpp::prefix("-", n("-1"))) == "-(-1)");
    CHECK(expression_text(cpp::method(cpp::prefix("*", n("p")), "f", {})) == "p->f()");
    CHECK(expression_text(cpp::conditional(sum, n("x"), n("y"))) == "a + b ? x : y");
}

TEST_CASE("mixtures the compilers warn about are made plain")
{
    auto const both = cpp::binary("&&", n("a"), n("b"));
    CHECK(expression_text(cpp::binary("||", both, n("c"))) == "(a && b) || c");
    auto const bits = cpp::binary("&", n("a"), n("b"));
    CHECK(expression_text(cpp::binary("|", bits, n("c"))) == "(a & b) | c");
    CHECK(expression_text(cpp::binary("==", bits, n("c"))) == "(a & b) == c");
}

TEST_CASE("what fits stays on its line")
{
    CHECK(lines(cpp::expression(long_call("f", 3))) == "f(argument_0, argument_1, argument_2);\n");
    CHECK(lines(cpp::declare("int", "x")) == "int x{};\n");
    CHECK(lines(cpp::jump("return")) == "return;\n");
}

TEST_CASE("long calls fill their lines")
{
    std::string const text = lines(cpp::expression(long_call("function", 12)));
    CHECK(text.starts_with("function(\n    argument_0, argument_1,"));
    CHECK(text.ends_with("argument_11);\n"));
    std::size_t begin = 0;
    for (std::size_t end = text.find('\n'); end != std::string::npos;
         begin = end + 1, end = text.find('\n', begin))
        CHECK(end - begin <= 92);
}

TEST_CASE("a long initialiser goes to the next line if it fits there")
{
    std::string const type = "janus::Result<janus::List<std::tuple<janus::String, std::int64_t>>>";
    CHECK(lines(cpp::declare(type, "answer", long_call("ask", 3))) ==
          type + " answer =\n    ask(argument_0, argument_1, argument_2);\n");
}

TEST_CASE("an else with a single if becomes a chain")
{
    cpp::Stmt const inner = cpp::if_(n("b"), {cpp::jump("return")}, {cpp::expression(n("c"))});
    CHECK(lines(cpp::if_(n("a"), {cpp::jump("return")}, {inner})) ==
          "if (a) {\n    return;\n} else if (b) {\n    return;\n} else {\n    c;\n}\n");
}

TEST_CASE("lambdas of one statement stay in their call")
{
    cpp::Lambda lambda;
    lambda.parameters.push_back({"int", "x", false});
    lambda.body.push_back(cpp::jump("return", n("x")));
    cpp::Expr const call = cpp::call("map", {cpp::lambda(lambda)});
    CHECK(lines(cpp::expression(call)) == "map([](int x) { return x; });\n");
    lambda.body.insert(lambda.body.begin(), cpp::expression(cpp::call("f", {})));
    CHECK(lines(cpp::expression(cpp::call("map", {cpp::lambda(lambda)}))) ==
          "map([](int x) {\n    f();\n    return x;\n});\n");
}

TEST_CASE("a line is mapped only where the compiler would be wrong")
{
    janus::source::SourceSet sources;
    sources.add("a.jan", "a", "one\ntwo\nthree\n\nfive\n");
    auto const at = [](std::uint32_t begin) {
        cpp::Stmt statement = cpp::expression(cpp::call("f", {}));
        statement.span = {0, begin, begin + 1};
        return statement;
    };
    Writer writer(sources, {true, "dir/a.jan", "a.jan.cpp"});
    writer.text("void f()\n{\n");
    writer.body({at(0), at(4), at(15)});
    writer.text("}\n");
    writer.unmap();
    writer.text("next\n");
    CHECK(writer.take() == "void f()\n{\n#line 1 \"dir/a.jan\"\n    f();\n    f();\n"
                           "#line 5 \"dir/a.jan\"\n    f();\n}\n#line 10 \"a.jan.cpp\"\nnext\n");

    Writer plain(sources, {false, "dir/a.jan", "a.jan.cpp"});
    plain.body({at(0)});
    plain.unmap();
    CHECK(plain.take() == "    f();\n");
}
