#include "semantics/sendable.hpp"

#include "program_builder.hpp"

#include <catch2/catch.hpp>

using namespace janus::program_names;
using janus::diagnostics::Code;
using janus::diagnostics::Diagnostics;
using janus::semantics::why_not_sendable;
using janus::semantics::why_not_storable;

namespace {

struct Sending : ProgramBuilder {
    Diagnostics diagnostics;

    TypeRef builtin(std::string_view name, std::vector<TypeRef> arguments = {})
    {
        Struct& made = program.structs.emplace_back();
        made.name = name;
        made.builtin = true;
        return program.types.structure(&made, std::move(arguments));
    }
    Field field(std::string_view name, TypeRef type)
    {
        Field made;
        made.name = name;
        made.type = type;
        made.span = next_span();
        return made;
    }
    TypeRef structure(std::string_view name, TypeRef only_field)
    {
        Struct& made = program.structs.emplace_back();
        made.name = name;
        made.fields.push_back(field("inner", only_field));
        return program.types.structure(&made);
    }
    TypeRef one(TypeKind kind, TypeRef inner) { return program.types.composite(kind, {inner}); }
    Variants& message(TypeRef payload)
    {
        Variants& made = program.variants.emplace_back();
        made.name = "Msg";
        made.kind = VariantsKind::message;
        Case& case_ = made.cases.emplace_back();
        case_.name = "Go";
        case_.fields.push_back(field("what", payload));
        return made;
    }
    std::vector<std::string> problems()
    {
        check_sendable(program, diagnostics);
        std::vector<std::string> texts;
        for (auto const& each : diagnostics.sorted()) {
            CHECK(each.code == Code::S3002);
            texts.push_back(each.message);
        }
        return texts;
    }
};

using Texts = std::vector<std::string>;

} // namespace

TEST_CASE_METHOD(Sending, "values without ties can be sent")
{
    TypeRef list = builtin("List", {builtin("String")});
    CHECK_FALSE(why_not_sendable(i64()));
    CHECK_FALSE(why_not_sendable(list));
    CHECK_FALSE(why_not_sendable(one(TypeKind::option, structure("Job", list))));
    CHECK_FALSE(why_not_sendable(builtin("Reply", {i64()})));
    CHECK_FALSE(why_not_sendable(builtin("Channel", {i64()})));
    CHECK_FALSE(why_not_sendable(program.types.parameter("T", 1, {})));
}

TEST_CASE_METHOD(Sending, "functions, references, views and C++ types cannot be sent")
{
    Trait trait;
    trait.name = "Show";
    ExternType index;
    index.name = "Index";
    CHECK(why_not_sendable(function_type()));
    CHECK(why_not_sendable(one(TypeKind::reference, i64())));
    CHECK(why_not_sendable(one(TypeKind::slice, i64())));
    CHECK(why_not_sendable(program.types.dyn(&trait)));
    CHECK(why_not_sendable(program.types.extern_type(&index)) ==
          "`Index` is a C++ type that Janus knows nothing about");
    CHECK(why_not_sendable(builtin("List", {function_type()})));
    CHECK(why_not_sendable(structure("Job", function_type())) ==
          "field `inner` of `Job`: `fn() -> void` is a function, which may share variables with "
          "others");
}

TEST_CASE_METHOD(Sending, "a type that contains itself is looked at once")
{
    Variants& tree = program.variants.emplace_back();
    tree.name = "Tree";
    TypeRef type = program.types.variants(&tree);
    Case& node = tree.cases.emplace_back();
    node.name = "Node";
    node.fields.push_back(field("left", type));
    CHECK_FALSE(why_not_sendable(type));
    node.fields.push_back(field("run", function_type()));
    CHECK(why_not_sendable(type) ==
          "field `run` of `Tree.Node`: `fn() -> void` is a function, which may share variables "
          "with others");
}

TEST_CASE_METHOD(Sending, "replies and channels can be sent but not stored")
{
    for (auto name : {"Reply", "Channel"}) {
        TypeRef type = builtin(name, {i64()});
        CHECK_FALSE(why_not_sendable(type));
        CHECK(why_not_storable(type));
        CHECK(why_not_storable(one(TypeKind::option, type)));
    }
    CHECK_FALSE(why_not_storable(builtin("ActorRef", {i64()})));
    CHECK_FALSE(why_not_storable(builtin("List", {i64()})));
}

TEST_CASE_METHOD(Sending, "fields of messages are checked, transient ones are not")
{
    message(function_type()).cases[0].fields.push_back(field("size", i64()));
    CHECK(problems() == Texts{"`fn() -> void` is not sendable"});
}

TEST_CASE_METHOD(Sending, "enums that are no messages may hold anything")
{
    message(function_type()).kind = VariantsKind::union_;
    message(function_type()).cases[0].fields[0].transient = true;
    CHECK(problems().empty());
}

TEST_CASE_METHOD(Sending, "the state of grains must be storable")
{
    TypeRef reply = builtin("Reply", {i64()});
    for (bool grain : {true, false}) {
        Actor& actor = program.actors.emplace_back();
        actor.grain = grain;
        actor.state.push_back(field("waiting", reply));
        actor.state.push_back(field("cache", reply));
        actor.state.back().transient = true;
        actor.state.push_back(field("constant", reply));
        actor.state.back().mutable_ = false;
    }
    CHECK(problems() == Texts{"`Reply[i64]` cannot be stored"});
}
