#include "semantics/actors.hpp"

#include "semantics/actor_annotations.hpp"
#include "semantics/body_checker.hpp"
#include "semantics/exhaustiveness.hpp"
#include "semantics/sendable.hpp"

#include <algorithm>

namespace janus::semantics {

namespace {

/// A default method, and the trait it comes from.
struct Inherited {
    Function* method = nullptr;
    Trait const* trait = nullptr;
};

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
    void trait_methods(Trait& trait, Span span);
    bool writes(std::string_view method) const;
    void add_protocol(TypeRef protocol, Span span);
    bool binds_protocol(ast::Parameter const& parameter);
    void parameters();
    void functions();
    Function* add_function(ast::Function const& syntax, ModuleScope& scope);
    void check_traits();
    void stored_name();

    Environment& environment_;
    Actor& actor_;
    ast::Actor const& syntax_;
    ModuleScope& scope_;
    TypeContext context_{&scope_, {}, nullptr};
    std::vector<Trait const*> traits_;
    std::vector<Inherited> inherited_;
};

void ActorSignature::mixin(ast::NamedType const& type, std::string_view name)
{
    TypeReader reader{environment_, context_};
    if (!actor_.grain && name == "Storage") {
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

bool ActorSignature::writes(std::string_view method) const
{
    return std::any_of(syntax_.members.begin(), syntax_.members.end(),
                       [&](ast::ActorMember const& member) {
                           return member.function && member.function->name.text == method;
                       });
}

void ActorSignature::trait_methods(Trait& trait, Span span)
{
    if (std::find(traits_.begin(), traits_.end(), &trait) != traits_.end())
        return;
    traits_.push_back(&trait);
    for (Trait* super : trait.supertraits)
        trait_methods(*super, span);
    for (Function* wanted : trait.methods) {
        if (writes(wanted->name))
            continue;
        if (!environment_.function_syntax[wanted].syntax->body) {
            environment_.report(Diagnostic{
                Code::S0010, syntax_.name.span,
                "`" + std::string(actor_.name) + "` does not implement `" +
                    std::string(wanted->name) + "` of trait `" + std::string(trait.name) + "`"}
                                    .at(wanted->span, "declared here"));
            continue;
        }
        auto const other =
            std::find_if(inherited_.begin(), inherited_.end(), [&](Inherited const& earlier) {
                return earlier.method->name == wanted->name;
            });
        if (other == inherited_.end())
            inherited_.push_back({wanted, &trait});
        else
            environment_.report(
                Diagnostic{Code::S0008, span,
                           "`" + std::string(wanted->name) + "` comes from `" +
                               std::string(other->trait->name) + "` and from `" +
                               std::string(trait.name) + "`"}
                    .suggest("write `func " + std::string(wanted->name) + "` in the actor")
                    .at(other->method->span, "the other one"));
    }
}

void ActorSignature::add_protocol(TypeRef protocol, Span span)
{
    auto& all = actor_.protocols;
    if (std::find(all.begin(), all.end(), protocol) == all.end())
        all.push_back(protocol);
    else
        environment_.report(Code::S0008, span,
                            "protocol `" + to_string(protocol) + "` is named twice");
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
        return trait_methods(*symbol.trait, type->span);
    TypeRef const protocol = TypeReader{environment_, context_}.read(type);
    if (protocol->kind == TypeKind::error) {
        // What it receives is unknown, which is no fault of its arms.
        actor_.message = protocol;
        return;
    }
    if (kind == ast::ClauseKind::with || protocol->kind != TypeKind::variants ||
        protocol->variants->payload_free) {
        environment_.report(
            Diagnostic{Code::P0010, type->span,
                       "`" + to_string(protocol) + "` is no message protocol"}
                .suggest("declare it with `message " + to_string(protocol) + " { … }`"));
        return;
    }
    add_protocol(protocol, type->span);
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
    if (symbol.kind != SymbolKind::variants || symbol.variants->payload_free)
        return false;
    VariantsKind const kind = symbol.variants->kind;
    return kind == VariantsKind::message ||
           (kind != VariantsKind::error && actor_.protocols.empty());
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
            if (type->kind == TypeKind::variants)
                add_protocol(type, parameter.span);
            local->kind = LocalKind::parameter;
            actor_.message_local = local;
            continue;
        }
        if (parameter.value)
            environment_.parameter_defaults[local] = {parameter.value, &scope_};
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

/// Adds a function of the actor; a `self` without a type is the actor itself.
Function* ActorSignature::add_function(ast::Function const& syntax, ModuleScope& scope)
{
    ast::Function const* written = &syntax;
    if (!syntax.parameters.empty() && syntax.parameters[0].name.text == "self" &&
        !syntax.parameters[0].type) {
        auto* bare = environment_.make<ast::Function>();
        *bare = syntax;
        bare->parameters = syntax.parameters.subspan(1);
        written = bare;
    }
    Function* made = make_function(environment_, *written, scope, FunctionKind::actor_method);
    made->actor = &actor_;
    TypeContext context = context_;
    context.scope = &scope;
    resolve_function(environment_, *made, *written, context);
    environment_.function_syntax[made].outer_generics = actor_.generics;
    actor_.functions.push_back(made);
    return made;
}

void ActorSignature::functions()
{
    for (ast::ActorMember const& member : syntax_.members) {
        if (!member.function)
            continue;
        if (member.function->body)
            add_function(*member.function, scope_);
    }
    for (Inherited const& one : inherited_) {
        FunctionSyntax const origin = environment_.function_syntax[one.method];
        add_function(*origin.syntax, *origin.scope)->inherited = true;
    }
}

/// What the actor writes itself must take what its traits say.
void ActorSignature::check_traits()
{
    for (Trait const* trait : traits_)
        for (Function const* wanted : trait->methods)
            for (Function const* own : actor_.functions) {
                if (own->name != wanted->name || own->inherited)
                    continue;
                std::size_t const skip =
                    wanted->parameters.empty() || !wanted->parameters[0]->self ? 0 : 1;
                bool fits = own->parameters.size() + skip == wanted->parameters.size();
                for (std::size_t at = 0; fits && at < own->parameters.size(); ++at)
                    fits = own->parameters[at]->type == wanted->parameters[at + skip]->type;
                fits = fits && (!own->result || !wanted->result || own->result == wanted->result);
                if (!fits)
                    environment_.report(Diagnostic{Code::S2001, own->span,
                                                   "`" + std::string(own->name) +
                                                       "` does not fit trait `" +
                                                       std::string(trait->name) + "`"}
                                            .at(wanted->span, "declared here"));
            }
}

void ActorSignature::stored_name()
{
    if (!actor_.options.stored_name.empty() || !scope_.module)
        return;
    std::string path = scope_.module->path;
    std::replace(path.begin(), path.end(), '/', '.');
    actor_.options.stored_name = path + "." + std::string(actor_.name);
}

void ActorSignature::run()
{
    actor_.generics = make_generics(environment_, syntax_.generics, context_);
    context_.generics = actor_.generics;
    clauses();
    parameters();
    if (actor_.protocols.size() == 1)
        actor_.message = actor_.protocols.front();
    else if (actor_.protocols.size() > 1)
        actor_.message = environment_.types.composite(TypeKind::one_of, actor_.protocols);
    else if (!actor_.message)
        for (ast::ActorMember const& member : syntax_.members)
            if (member.receive)
                actor_.message = environment_.scalar(TypeKind::i64);
    functions();
    check_traits();
    read_actor_annotations(environment_, actor_, syntax_.annotations);
    stored_name();
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
}

} // namespace janus::semantics
