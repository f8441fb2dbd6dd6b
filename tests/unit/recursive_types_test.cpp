#include "semantics/recursive_types.hpp"

#include "program_builder.hpp"

#include <catch2/catch.hpp>

using namespace janus::program_names;
using janus::diagnostics::Code;
using janus::diagnostics::Diagnostics;

namespace {

struct Recursion : ProgramBuilder {
    Diagnostics diagnostics;

    Variants& variants(std::string_view name, std::size_t fields)
    {
        Variants& made = program.variants.emplace_back();
        made.name = name;
        made.kind = VariantsKind::union_;
        made.span = next_span();
        made.cases.emplace_back().fields.resize(fields);
        for (Field& field : made.cases[0].fields)
            field.type = i64();
        return made;
    }
    Field& field(Variants& of, std::size_t index) { return of.cases[0].fields[index]; }
    Struct& structure(std::string_view name, std::size_t fields)
    {
        Struct& made = program.structs.emplace_back();
        made.name = name;
        made.fields.resize(fields);
        for (Field& field : made.fields) {
            field.type = i64();
            field.span = next_span();
        }
        return made;
    }
    TypeRef type(Variants& of) { return program.types.variants(&of); }
    TypeRef type(Struct& of, std::vector<TypeRef> arguments = {})
    {
        return program.types.structure(&of, std::move(arguments));
    }
    TypeRef option(TypeRef inner) { return program.types.composite(TypeKind::option, {inner}); }
    std::vector<std::string> problems()
    {
        find_recursive_types(program, diagnostics);
        std::vector<std::string> texts;
        for (auto const& each : diagnostics.sorted()) {
            CHECK(each.code == Code::S4003);
            texts.push_back(each.message);
        }
        return texts;
    }
};

using Texts = std::vector<std::string>;

} // namespace

TEST_CASE_METHOD(Recursion, "payloads of the own type are boxed and others are not")
{
    Variants& tree = variants("Tree", 3);
    Variants& user = variants("User", 1);
    field(tree, 0).type = type(tree);
    field(tree, 1).type = option(program.types.composite(TypeKind::tuple, {i64(), type(tree)}));
    field(user, 0).type = type(tree);
    CHECK(problems().empty());
    CHECK(tree.recursive);
    CHECK(field(tree, 0).boxed);
    CHECK(field(tree, 1).boxed);
    CHECK_FALSE(field(tree, 2).boxed);
    CHECK_FALSE(user.recursive);
    CHECK_FALSE(field(user, 0).boxed);
}

TEST_CASE_METHOD(Recursion, "lists need no box")
{
    Struct& list = structure("List", 0);
    list.builtin = true;
    Variants& tree = variants("Tree", 1);
    field(tree, 0).type = type(list, {type(tree)});
    CHECK(problems().empty());
    CHECK_FALSE(tree.recursive);
}

TEST_CASE_METHOD(Recursion, "cycles through other types are found")
{
    Variants& statement = variants("Statement", 1);
    Variants& expression = variants("Expression", 1);
    Struct& call = structure("Call", 1);
    field(statement, 0).type = type(call);
    call.fields[0].type = type(expression);
    field(expression, 0).type = type(statement);
    CHECK(problems().empty());
    CHECK(statement.recursive);
    CHECK(expression.recursive);
    CHECK(field(statement, 0).boxed);
    CHECK_FALSE(call.fields[0].boxed);
}

TEST_CASE_METHOD(Recursion, "generic types count where they hold their argument by value")
{
    Struct& list = structure("List", 0);
    list.builtin = true;
    Struct& pair = structure("Pair", 2);
    TypeRef left = program.types.parameter("A", 1, {});
    TypeRef right = program.types.parameter("B", 2, {});
    pair.generics = {{"A", left}, {"B", right}};
    pair.fields[0].type = left;
    pair.fields[1].type = type(list, {right});
    Variants& tree = variants("Tree", 2);
    field(tree, 0).type = type(pair, {type(tree), i64()});
    field(tree, 1).type = type(pair, {i64(), type(tree)});
    CHECK(problems().empty());
    CHECK(field(tree, 0).boxed);
    CHECK_FALSE(field(tree, 1).boxed);
}

TEST_CASE_METHOD(Recursion, "a struct that contains itself by value is an error")
{
    Struct& node = structure("Node", 2);
    node.fields[1].type = type(node);
    Struct& holder = structure("Holder", 1);
    holder.fields[0].type = type(node);
    CHECK(problems() == Texts{"`Node` contains itself by value"});
    CHECK(diagnostics.sorted()[0].span == node.fields[1].span);
}

TEST_CASE_METHOD(Recursion, "types of two files may not contain each other")
{
    Module first;
    Module second;
    Variants& left = variants("Left", 1);
    Variants& right = variants("Right", 1);
    left.module = &first;
    right.module = &second;
    field(left, 0).type = type(right);
    CHECK(problems().empty());
    field(right, 0).type = type(left);
    CHECK(problems() == Texts{"`Left` and `Right` of another file contain each other by value"});
}

TEST_CASE_METHOD(Recursion, "a long chain of types is walked once, and without the stack")
{
    constexpr std::size_t length = 100000;
    std::vector<Struct*> chain;
    for (std::size_t at = 0; at < length; ++at) {
        chain.push_back(&structure("S", 1));
        if (at > 0)
            chain[at - 1]->fields[0].type = type(*chain[at]);
    }
    CHECK(problems().empty());
}

TEST_CASE_METHOD(Recursion, "a long chain of generic types holds its argument by value")
{
    constexpr std::size_t length = 20000;
    std::vector<Struct*> chain;
    for (std::size_t at = 0; at < length; ++at) {
        Struct& made = structure("S", 1);
        made.generics = {{"T", program.types.parameter("T", at + 1, {})}};
        made.fields[0].type = made.generics[0].type;
        if (at > 0)
            chain[at - 1]->fields[0].type = type(made, {chain[at - 1]->generics[0].type});
        chain.push_back(&made);
    }
    Variants& tree = variants("Tree", 1);
    field(tree, 0).type = type(*chain[0], {type(tree)});
    CHECK(problems().empty());
    CHECK(field(tree, 0).boxed);
}
