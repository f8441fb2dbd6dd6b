#include "syntax/dump_state.hpp"

#include <array>

namespace janus::syntax {

using ast::DeclKind;

namespace {

constexpr auto variants_names =
    std::to_array<std::string_view>({"enum", "flags", "union", "message", "error"});
constexpr auto clause_names = std::to_array<std::string_view>({"implements", "does", "with"});
constexpr auto extern_names = std::to_array<std::string_view>({"func", "type", "enum"});

} // namespace

void Dumper::annotations(ast::List<ast::Annotation> list)
{
    for (auto const& annotation : list) {
        put("@");
        put(annotation.name.text);
        if (!annotation.arguments.empty()) {
            put("(");
            arguments(annotation.arguments);
            put(")");
        }
        put(" ");
    }
}

void Dumper::declaration(ast::Decl const* node)
{
    if (node->kind == DeclKind::function) {
        function(ast::as<ast::Function>(*node));
        return;
    }
    annotations(node->annotations);
    put(node->visible ? "pub " : "");
    switch (node->kind) {
    case DeclKind::structure:
        structure(ast::as<ast::Struct>(*node));
        return;
    case DeclKind::variants:
        variants(ast::as<ast::Variants>(*node));
        return;
    case DeclKind::trait: {
        auto const& trait = ast::as<ast::Trait>(*node);
        named("(trait ", trait.name);
        generics(trait.generics);
        if (!trait.supertraits.empty()) {
            types(" : ", trait.supertraits);
        }
        methods(trait.methods);
        return;
    }
    case DeclKind::impl: {
        auto const& impl = ast::as<ast::Impl>(*node);
        put("(impl ");
        generics(impl.generics);
        if (impl.trait != nullptr) {
            type(impl.trait);
            put(" for ");
        }
        type(impl.type);
        methods(impl.methods);
        return;
    }
    case DeclKind::alias: {
        auto const& alias = ast::as<ast::Alias>(*node);
        named("(type ", alias.name);
        generics(alias.generics);
        put(alias.unique ? " unique " : " ");
        type(alias.type);
        put(")");
        return;
    }
    case DeclKind::extern_:
        external(ast::as<ast::Extern>(*node));
        return;
    case DeclKind::actor:
        actor(ast::as<ast::Actor>(*node));
        return;
    case DeclKind::supervisor:
        supervisor(ast::as<ast::Supervisor>(*node));
        return;
    case DeclKind::test:
        put("(test ");
        quoted(ast::as<ast::Test>(*node).title);
        put(" ");
        block(ast::as<ast::Test>(*node).body);
        put(")");
        return;
    case DeclKind::namespace_:
        named("(namespace ", node->name);
        open();
        for (auto const& one : ast::as<ast::Namespace>(*node).items) {
            line();
            item(one);
        }
        close();
        put(")");
        return;
    default:
        put("(error)");
        return;
    }
}

void Dumper::methods(ast::List<ast::Function*> list)
{
    open();
    for (auto const* const one : list) {
        line();
        function(*one);
    }
    close();
    put(")");
}

void Dumper::function(ast::Function const& node)
{
    annotations(node.annotations);
    put(node.visible ? "pub " : "");
    put(node.async ? "(async-func " : "(func ");
    path(node.owner);
    put(node.owner.empty() ? "" : ".");
    put(node.name.text);
    generics(node.generics);
    parameters(node.parameters);
    if (node.result != nullptr) {
        put(" -> ");
        type(node.result);
    }
    named(" with ", node.context);
    if (node.context_where != nullptr) {
        put(" where ");
        expression(node.context_where);
    }
    for (auto const& bound : node.bounds) {
        named(" where ", bound.name);
        types(": ", bound.bounds);
    }
    for (auto const& contract : node.contracts) {
        put(contract.ensures ? " ensures " : " requires ");
        expression(contract.condition);
    }
    if (node.body != nullptr) {
        put(" ");
        block(node.body);
    }
    put(")");
}

void Dumper::parameters(ast::List<ast::Parameter> list)
{
    put("(");
    bool first = true;
    for (auto const& parameter : list) {
        put(first ? "" : ", ");
        put(parameter.comptime ? "comptime " : "");
        put(parameter.reference ? "&" : "");
        put(parameter.mut ? "mut " : "");
        put(parameter.name.text);
        if (parameter.type != nullptr) {
            put(": ");
            type(parameter.type);
        }
        if (parameter.value != nullptr) {
            put(" = ");
            expression(parameter.value);
        }
        first = false;
    }
    put(")");
}

void Dumper::generics(ast::List<ast::GenericParameter> list)
{
    if (list.empty()) {
        return;
    }
    put("[");
    bool first = true;
    for (auto const& parameter : list) {
        put(first ? "" : ", ");
        put(parameter.name.text);
        if (!parameter.bounds.empty()) {
            types(": ", parameter.bounds);
        }
        first = false;
    }
    put("]");
}

void Dumper::field(ast::Field const& node)
{
    annotations(node.annotations);
    put(node.visible ? "pub " : "");
    named("", node.name);
    put(node.name ? ": " : "");
    type(node.type);
    if (node.value != nullptr) {
        put(" = ");
        expression(node.value);
    }
}

void Dumper::structure(ast::Struct const& node)
{
    put("(struct ");
    path(node.path);
    generics(node.generics);
    open();
    for (auto const& one : node.fields) {
        line();
        field(one);
    }
    close();
    methods(node.methods);
}

void Dumper::variants(ast::Variants const& node)
{
    put("(");
    put(variants_names[static_cast<std::size_t>(node.variants_kind)]);
    named(" ", node.name);
    generics(node.generics);
    open();
    for (auto const& variant : node.variants) {
        line();
        annotations(variant.annotations);
        put(variant.name.text);
        put(variant.tuple ? "(" : variant.record ? " {" : "");
        bool first = true;
        for (auto const& one : variant.fields) {
            put(first ? "" : ", ");
            field(one);
            first = false;
        }
        put(variant.tuple ? ")" : variant.record ? "}" : "");
        if (variant.value != nullptr) {
            put(" = ");
            expression(variant.value);
        }
    }
    close();
    put(")");
}

void Dumper::external(ast::Extern const& node)
{
    put("(extern ");
    put(extern_names[static_cast<std::size_t>(node.extern_kind)]);
    put(" ");
    if (node.function != nullptr) {
        function(*node.function);
    } else {
        put(node.name.text);
    }
    for (auto const& one : node.cases) {
        named(" ", one);
    }
    if (node.has_cpp_name) {
        put(" = ");
        quoted(node.cpp_name);
    }
    put(")");
}

void Dumper::actor(ast::Actor const& node)
{
    named(node.grain ? "(grain " : "(actor ", node.name);
    generics(node.generics);
    if (node.has_parameters) {
        parameters(node.parameters);
    }
    for (auto const& clause : node.clauses) {
        put(" ");
        put(clause_names[static_cast<std::size_t>(clause.kind)]);
        types("", clause.types);
    }
    open();
    for (auto const& one : node.members) {
        line();
        member(one);
    }
    close();
    put(")");
}

void Dumper::member(ast::ActorMember const& node)
{
    if (node.state != nullptr) {
        annotations(node.state->annotations);
        statement(node.state->statement);
    } else if (node.hook != nullptr) {
        annotations(node.hook->annotations);
        named("(hook ", node.hook->name);
        parameters(node.hook->parameters);
        put(" ");
        block(node.hook->body);
        put(")");
    } else if (node.function != nullptr) {
        function(*node.function);
    } else if (node.migrate != nullptr) {
        put("(migrate " + std::to_string(node.migrate->from) + " " +
            std::to_string(node.migrate->to) + " ");
        block(node.migrate->body);
        put(")");
    } else if (node.receive != nullptr) {
        receive(*node.receive);
    }
}

void Dumper::supervisor(ast::Supervisor const& node)
{
    named("(supervisor ", node.name);
    parameters(node.parameters);
    open();
    for (auto const& one : node.header_options) {
        line();
        option(one);
    }
    for (auto const& one : node.members) {
        line();
        if (one.option != nullptr) {
            option(*one.option);
        } else if (one.child != nullptr) {
            child(*one.child);
        } else {
            function(*one.function);
        }
    }
    close();
    put(")");
}

void Dumper::option(ast::Option const& node)
{
    put(node.name.text);
    put(": ");
    expression(node.value);
}

void Dumper::child(ast::Child const& node)
{
    put("(child ");
    path(node.path);
    if (!node.generics.empty()) {
        types("", node.generics);
    }
    arguments(node.arguments);
    for (auto const& one : node.options) {
        put(", ");
        option(one);
    }
    put(")");
}

} // namespace janus::syntax
