#include "semantics/actors.hpp"

#include "semantics/body_checker.hpp"
#include "semantics/exhaustiveness.hpp"
#include "semantics/sendable.hpp"

#include <algorithm>

namespace janus::semantics {

namespace {

class ActorSignature {
public:
    ActorSignature(Environment& environment, Actor& actor, ast::Actor const& syntax,
                   ModuleScope& scope)
        : environment_(environment), actor_(actor), syntax_(syntax), scope_(scope)
    {}

    void run();

private:
    void clauses();
    void clause(ast::ClauseKind kind, ast::Type const* type);
    void mixin(ast::NamedType const& type, std::string_view name);
    void trait_methods(Trait& trait);
    bool binds_protocol(ast::Parameter const& parameter);
    void parameters();
    void functions();
    void annotations();
    void lifecycle(ast::Annotation const& annotation);
    void capabilities(ast::Annotation const& annotation);

    Environment& environment_;
    Actor& actor_;
    ast::Actor const& syntax_;
    ModuleScope& scope_;
    TypeContext context_{&scope_, {}, nullptr};
};

void ActorSignature::mixin(ast::NamedType const& type, std::string_view name)
{
    TypeReader reader{environment_, context_};
    if (!actor_.grain) {
        environment_.report(
            Diagnostic{Code::P0010, type.span, "`" + std::string(name) + "` belongs to grains"}
                .suggest("declare `grain " + std::string(actor_.name) + "`"));
        return;
    }
    if (name == "Storage") {
        actor_.storage = true;
        return;
    }
    actor_.cache_key =
        type.arguments.size() == 2 ? reader.read(type.arguments[0]) : environment_.string();
    actor_.cache_value = type.arguments.size() == 2
                             ? reader.read(type.arguments[1])
                             : environment_.types.structure(environment_.builtins.bytes);
}

void ActorSignature::trait_methods(Trait& trait)
{
    for (Function* wanted : trait.methods) {
        bool own = false;
        for (ast::ActorMember const& member : syntax_.members)
            own = own || (member.function && member.function->name.text == wanted->name);
        if (own)
            continue;
        FunctionSyntax const inherited = environment_.function_syntax[wanted];
        if (!inherited.syntax->body) {
            environment_.report(Diagnostic{
                Code::S0010, syntax_.name.span,
                "`" + std::string(actor_.name) + "` does not implement `" +
                    std::string(wanted->name) + "` of trait `" + std::string(trait.name) + "`"}
                                    .at(wanted->span, "declared here"));
            continue;
        }
        environment_.unsupported(syntax_.name.span, "a default method of a trait in an actor");
    }
}

void ActorSignature::clause(ast::ClauseKind kind, ast::Type const* type)
{
    auto const* named = ast::get_if<ast::NamedType>(type);
    if (!named) {
        environment_.report(Code::P0010, type->span, "this must name a message or a trait");
        return;
    }
    std::string_view const name = named->path.back().text;
    Symbol const symbol = scope_.find(name);
    if (!symbol && (name == "Storage" || name == "Caching"))
        return mixin(*named, name);
    if (symbol.kind == SymbolKind::trait)
        return trait_methods(*symbol.trait);
    TypeRef const protocol = TypeReader{environment_, context_}.read(type);
    if (protocol->kind == TypeKind::error)
        return;
    if (kind == ast::ClauseKind::with || protocol->kind != TypeKind::variants ||
        protocol->variants->payload_free) {
        environment_.report(
            Diagnostic{Code::P0010, type->span,
                       "`" + to_string(protocol) + "` is no message protocol"}
                .suggest("declare it with `message " + to_string(protocol) + " { … }`"));
        return;
    }
    if (!protocol->arguments.empty())
        return environment_.unsupported(type->span, "a generic message as a protocol");
    if (std::find(actor_.protocols.begin(), actor_.protocols.end(), protocol->variants) ==
        actor_.protocols.end())
        actor_.protocols.push_back(protocol->variants);
}

void ActorSignature::clauses()
{
    for (ast::Clause const& one : syntax_.clauses)
        for (ast::Type const* type : one.types)
            clause(one.kind, type);
}

/// `actor Counter(msg: CounterMsg)`: the only parameter, of a message type, without an
/// `implements`.
bool ActorSignature::binds_protocol(ast::Parameter const& parameter)
{
    for (ast::Clause const& one : syntax_.clauses)
        if (one.kind == ast::ClauseKind::implements)
            return false;
    auto const* named = ast::get_if<ast::NamedType>(parameter.type);
    if (syntax_.parameters.size() != 1 || !named || named->path.size() != 1)
        return false;
    Symbol const symbol = scope_.find(named->path[0].text);
    return symbol.kind == SymbolKind::variants && !symbol.variants->payload_free &&
           symbol.variants->kind == VariantsKind::message;
}

void ActorSignature::parameters()
{
    TypeReader reader{environment_, context_};
    for (ast::Parameter const& parameter : syntax_.parameters) {
        TypeRef const type =
            parameter.type ? reader.read(parameter.type) : environment_.error_type();
        if (!parameter.type)
            environment_.report(Code::S2002, parameter.span,
                                "parameter `" + std::string(parameter.name.text) +
                                    "` needs a type");
        Local* local = environment_.make_local(parameter.name.text, parameter.name.span, type);
        if (parameter.type && binds_protocol(parameter)) {
            if (!type->arguments.empty()) {
                environment_.unsupported(parameter.span, "a generic message as a protocol");
                continue;
            }
            actor_.protocols.push_back(type->variants);
            actor_.message_local = local;
            continue;
        }
        if (parameter.value)
            environment_.unsupported(parameter.span, "a default value of an actor's parameter");
        local->kind = LocalKind::actor_parameter;
        for (Local const* earlier : actor_.parameters)
            if (earlier->name == local->name)
                environment_.report(Code::S0008, local->span,
                                    "parameter `" + std::string(local->name) +
                                        "` is declared twice");
        actor_.parameters.push_back(local);
        if (auto why = why_not_sendable(type); why && type->kind != TypeKind::error)
            environment_.report(
                Diagnostic{Code::S3002, parameter.span, "`" + to_string(type) + "` is not sendable"}
                    .note(*why));
    }
}

void ActorSignature::functions()
{
    for (ast::ActorMember const& member : syntax_.members) {
        if (!member.function)
            continue;
        Function* made =
            make_function(environment_, *member.function, scope_, FunctionKind::actor_method);
        made->actor = &actor_;
        if (!member.function->body) {
            environment_.report(Code::P0015, member.function->span,
                                "an actor's function needs a body");
            continue;
        }
        resolve_function(environment_, *made, *member.function, context_);
        actor_.functions.push_back(made);
    }
}

void ActorSignature::lifecycle(ast::Annotation const& annotation)
{
    for (ast::Argument const& argument : annotation.arguments) {
        if (argument.name.text != "deactivation")
            continue;
        auto const* call = ast::get_if<ast::Call>(argument.value);
        auto const* number = call && call->arguments.size() == 1
                                 ? ast::get_if<ast::IntLiteral>(call->arguments[0].value)
                                 : nullptr;
        if (number)
            actor_.options.idle_timeout_ms = static_cast<std::int64_t>(number->low);
        else
            environment_.report(
                Diagnostic{Code::S2001, annotation.span, "`deactivation` is not understood"}
                    .suggest("write `deactivation: .idle_timeout(30000)`"));
    }
}

void ActorSignature::capabilities(ast::Annotation const& annotation)
{
    for (ast::Argument const& argument : annotation.arguments) {
        if (!argument.value || argument.value->kind != ast::ExprKind::array)
            continue;
        for (ast::Expr const* element : static_cast<ast::Many const*>(argument.value)->elements)
            if (element->kind == ast::ExprKind::enum_literal)
                actor_.options.capabilities.push_back(ast::as<ast::Literal>(*element).path[0].text);
    }
}

void ActorSignature::annotations()
{
    for (ast::Annotation const& annotation : syntax_.annotations) {
        std::string_view const name = annotation.name.text;
        if (name == "requires")
            capabilities(annotation);
        else if (name == "lifecycle")
            lifecycle(annotation);
        else if (name == "name")
            actor_.options.stored_name = annotation_text(&annotation);
        else
            environment_.unsupported(annotation.span,
                                     "the annotation `@" + std::string(name) + "`");
    }
    if (actor_.options.stored_name.empty() && scope_.module) {
        std::string path = scope_.module->path;
        std::replace(path.begin(), path.end(), '/', '.');
        actor_.options.stored_name = path + "." + std::string(actor_.name);
    }
}

void ActorSignature::run()
{
    if (!syntax_.generics.empty())
        environment_.unsupported(syntax_.name.span, "a generic actor");
    clauses();
    parameters();
    std::vector<TypeRef> protocols;
    for (Variants* protocol : actor_.protocols)
        protocols.push_back(environment_.types.variants(protocol));
    if (protocols.size() == 1)
        actor_.message = protocols.front();
    else if (protocols.size() > 1)
        actor_.message = environment_.types.composite(TypeKind::one_of, std::move(protocols));
    else
        for (ast::ActorMember const& member : syntax_.members)
            if (member.receive)
                actor_.message = environment_.scalar(TypeKind::i64);
    functions();
    annotations();
}

} // namespace

void resolve_actor(Environment& environment, Actor& actor, ast::Actor const& syntax,
                   ModuleScope& scope)
{
    ActorSignature{environment, actor, syntax, scope}.run();
}

void enter_actor(BodyChecker& checker, Actor& actor)
{
    checker.scopes().push();
    for (Local* parameter : actor.parameters)
        checker.scopes().declare(parameter);
    for (Local* state : actor.state_locals)
        checker.scopes().declare(state);
    if (actor.message_local)
        checker.message_local = actor.message_local;
}

} // namespace janus::semantics
