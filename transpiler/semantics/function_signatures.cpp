// The signatures of functions: type parameters, parameters, contexts, results.
#include "semantics/actor_annotations.hpp"
#include "semantics/candidates.hpp"
#include "semantics/declarations.hpp"
#include "semantics/returns_value.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace janus::semantics {

namespace {

/// The trait that a bound names; null, with a report, if it names none.
Trait* bound_trait(Environment& environment, TypeContext const& context, ast::Type const& bound)
{
    auto const* named = ast::get_if<ast::NamedType>(&bound);
    Symbol const symbol = named ? context.scope->find(named->path.back().text) : Symbol{};
    if (symbol.kind == SymbolKind::trait)
        return symbol.trait;
    report_no_trait(environment, *context.scope, bound, "a bound must name a trait");
    return nullptr;
}

} // namespace

std::vector<TypeParameter> make_generics(Environment& environment,
                                         ast::List<ast::GenericParameter> syntax,
                                         TypeContext const& context)
{
    std::vector<TypeParameter> made;
    for (ast::GenericParameter const& parameter : syntax) {
        std::vector<Trait*> bounds;
        for (ast::Type const* bound : parameter.bounds) {
            if (Trait* trait = bound_trait(environment, context, *bound))
                bounds.push_back(trait);
        }
        made.push_back({parameter.name.text,
                        environment.types.parameter(
                            parameter.name.text, environment.next_identity++, std::move(bounds))});
    }
    return made;
}

namespace {

/// `where T: Ord` adds to the bounds of a type parameter of the function, or of the type around it.
void add_where_bounds(Environment& environment, Function& function, ast::Function const& syntax,
                      TypeContext const& context)
{
    for (ast::Bound const& bound : syntax.bounds) {
        std::vector<Trait*> bounds;
        for (ast::Type const* type : bound.bounds)
            if (Trait* trait = bound_trait(environment, context, *type))
                bounds.push_back(trait);
        for (TypeParameter& parameter : function.generics)
            if (parameter.name == bound.name.text) {
                bounds.insert(bounds.end(), parameter.type->bounds.begin(),
                              parameter.type->bounds.end());
                parameter.type = environment.types.parameter(parameter.name,
                                                             environment.next_identity++, bounds);
            }
        for (TypeParameter const& parameter : context.generics)
            if (parameter.name == bound.name.text)
                environment.function_syntax[&function].where.emplace_back(parameter, bounds);
    }
}

/// A parameter without a type is a type parameter that nobody wrote.
TypeRef implicit_parameter(Environment& environment, std::vector<TypeParameter>& generics)
{
    static constexpr std::array<std::string_view, 12> names{"A1", "A2", "A3", "A4",  "A5",  "A6",
                                                            "A7", "A8", "A9", "A10", "A11", "A12"};
    std::string_view const name = names[std::min(generics.size(), names.size() - 1)];
    TypeRef const type = environment.types.parameter(name, environment.next_identity++, {}, true);
    generics.push_back({name, type});
    return type;
}

} // namespace

Local* make_parameter(Environment& environment, ast::Parameter const& syntax, TypeReader& reader,
                      TypeRef self, std::vector<TypeParameter>* generics)
{
    Local* local = environment.make_local(syntax.name.text, syntax.name.span, nullptr);
    local->kind = LocalKind::parameter;
    if (!syntax.type) {
        if (syntax.name.text == "self" && self) {
            local->self = true;
            local->mutable_ = true;
            local->type = self;
            return local;
        }
        if (generics) {
            local->type = implicit_parameter(environment, *generics);
            return local;
        }
        environment.report(
            Diagnostic{Code::S2002, syntax.span,
                       "parameter `" + std::string(syntax.name.text) + "` needs a type"}
                .suggest("write `" + std::string(syntax.name.text) + ": T`"));
        local->type = environment.error_type();
        return local;
    }
    ast::Type const* type = syntax.type;
    bool const is_self = syntax.name.text == "self" && self;
    if (type->kind == ast::TypeKind::reference ||
        (is_self && type->kind == ast::TypeKind::pointer)) {
        local->reference = !is_self && ast::as<ast::WrappedType>(*type).mut;
        type = ast::as<ast::WrappedType>(*type).inner;
    }
    local->reference = local->reference || (!is_self && syntax.mut && syntax.reference);
    local->type = reader.read(type);
    local->self = is_self;
    local->mutable_ = is_self || local->reference;
    return local;
}

namespace {

/// `@requires(cap: [.fs_read])`: callers need a context that has this.
void note_capabilities(Environment& environment, Function& function, ast::Function const& syntax)
{
    ast::Annotation const* annotation = find_annotation(syntax.annotations, "requires");
    if (annotation && function.kind != FunctionKind::builtin)
        function.capabilities = read_capabilities(environment, *annotation);
}

void report_second_parameter(Environment& environment, Function const& function, ast::Name name)
{
    for (Local const* earlier : function.parameters)
        if (earlier->name == name.text && name.text != "_")
            environment.report(
                Diagnostic{Code::S0008, name.span,
                           "parameter `" + std::string(name.text) + "` is declared twice"}
                    .at(earlier->span, "first declared here"));
}

} // namespace

void resolve_function(Environment& environment, Function& function, ast::Function const& syntax,
                      TypeContext context)
{
    function.generics = make_generics(environment, syntax.generics, context);
    add_where_bounds(environment, function, syntax, context);
    context.generics.insert(context.generics.begin(), function.generics.begin(),
                            function.generics.end());
    TypeReader reader{environment, context};
    bool self = false;
    for (ast::Parameter const& parameter : syntax.parameters) {
        report_second_parameter(environment, function, parameter.name);
        function.parameters.push_back(
            make_parameter(environment, parameter, reader, context.self, &function.generics));
        self = self || function.parameters.back()->self;
    }
    function.is_static = function.owner && !self;
    function.defaults.resize(function.parameters.size(), nullptr);
    note_capabilities(environment, function, syntax);
    bool const foreign = function.kind == FunctionKind::extern_;
    if (!foreign && (syntax.context || !function.capabilities.empty())) {
        ast::Name const name = syntax.context ? syntax.context : syntax.name;
        function.context =
            environment.make_local(syntax.context.text, name.span,
                                   environment.types.structure(environment.builtins.context));
        function.context->kind = LocalKind::parameter;
        function.context->used = !syntax.context;
        function.parameters.push_back(function.context);
        function.defaults.push_back(nullptr);
    }
    if (syntax.result)
        function.result = reader.read(syntax.result);
    else if (!syntax.body || !returns_value(*syntax.body))
        function.result = environment.scalar(TypeKind::void_);
}

} // namespace janus::semantics
