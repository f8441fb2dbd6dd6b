// The signatures of types, traits and impls.
#include "semantics/candidates.hpp"
#include "semantics/declarations.hpp"
#include "semantics/stored_names.hpp"
#include "semantics/substitute.hpp"

#include <algorithm>
#include <string>
#include <unordered_set>

namespace janus::semantics {

namespace {

class SignatureResolver {
public:
    SignatureResolver(Environment& environment, Declarations& declarations)
        : environment_(environment), declarations_(declarations)
    {}

    void run();

private:
    void generics_of_types();
    void structure(Declared<Struct, ast::Struct> const& declared);
    void variants(Declared<Variants, ast::Variants> const& declared);
    Case make_case(Variants const& owner, ast::Variant const& syntax, TypeReader& reader);
    void number_cases(Variants& variants, ast::Variants const& syntax);
    void trait(Declared<Trait, ast::Trait> const& declared);
    void impl(Declared<Impl, ast::Impl> const& declared);
    void compare(Function const& method, Function const& wanted, Impl const& impl);
    bool report_second_impl(Declared<Impl, ast::Impl> const& declared, Trait const* trait);
    void methods_of_trait(Declared<Impl, ast::Impl> const& declared, TypeContext const& context);
    Function* method(ast::Function const& syntax, ModuleScope& scope, TypeContext const& context,
                     TypeRef owner, bool builtin);
    void attach(TypeRef owner, Function* method, Span span);
    void outside_method(Declared<Impl, ast::Function> const& declared);
    void supervisor(Declared<Supervisor, ast::Supervisor> const& declared);

    Environment& environment_;
    Declarations& declarations_;
};

void SignatureResolver::generics_of_types()
{
    for (auto const& declared : declarations_.structs)
        if (declared.entity->generics.empty())
            declared.entity->generics = make_generics(environment_, declared.syntax->generics,
                                                      {declared.scope, {}, nullptr});
    for (auto const& declared : declarations_.variants)
        if (declared.entity->generics.empty())
            declared.entity->generics = make_generics(environment_, declared.syntax->generics,
                                                      {declared.scope, {}, nullptr});
}

std::vector<TypeRef> parameter_types(std::vector<TypeParameter> const& generics)
{
    std::vector<TypeRef> types;
    for (TypeParameter const& parameter : generics)
        types.push_back(parameter.type);
    return types;
}

/// Fields or cases.
template <class Parts> std::vector<StoredName> stored_names(Parts const& parts)
{
    std::vector<StoredName> names;
    for (auto const& part : parts)
        names.push_back({part.name, part.stored_as, part.span});
    return names;
}

void SignatureResolver::structure(Declared<Struct, ast::Struct> const& declared)
{
    Struct& made = *declared.entity;
    TypeRef const self = environment_.types.structure(&made, parameter_types(made.generics));
    TypeContext const context{declared.scope, made.generics, self};
    TypeReader reader{environment_, context};
    for (ast::Field const& field : declared.syntax->fields) {
        for (Field const& earlier : made.fields)
            if (earlier.name == field.name.text)
                environment_.report(
                    Diagnostic{Code::S0008, field.name.span,
                               "field `" + std::string(field.name.text) + "` is declared twice"}
                        .at(earlier.span, "first declared here"));
        made.fields.push_back({field.name.text, field.name.span, reader.read(field.type)});
        made.fields.back().stored_as = read_stored_name(environment_, field.annotations);
    }
    check_stored_names(environment_, stored_names(made.fields));
    for (ast::Function const* syntax : declared.syntax->methods)
        made.methods.push_back(method(*syntax, *declared.scope, context, self, made.builtin));
}

Function* SignatureResolver::method(ast::Function const& syntax, ModuleScope& scope,
                                    TypeContext const& context, TypeRef owner, bool builtin)
{
    Function* made = make_function(environment_, syntax, scope,
                                   builtin ? FunctionKind::builtin : FunctionKind::method);
    made->owner = owner;
    if (builtin) {
        std::string_view const cpp = annotation_text(find_annotation(syntax.annotations, "cpp"));
        made->cpp_name = cpp.empty() ? syntax.name.text : cpp;
        made->suspends = find_annotation(syntax.annotations, "waits") != nullptr;
        made->mutates_self = find_annotation(syntax.annotations, "changes") != nullptr;
        made->property = find_annotation(syntax.annotations, "property") != nullptr;
    } else if (syntax.body) {
        declarations_.functions.push_back({made, &syntax, &scope});
    }
    environment_.function_syntax[made].outer_generics = context.generics;
    resolve_function(environment_, *made, syntax, context);
    return made;
}

Case SignatureResolver::make_case(Variants const& owner, ast::Variant const& syntax,
                                  TypeReader& reader)
{
    Case made;
    made.name = syntax.name.text;
    made.span = syntax.name.span;
    made.tuple = syntax.tuple;
    int replies = 0;
    for (std::size_t at = 0; at < syntax.fields.size(); ++at) {
        ast::Field const& field = syntax.fields[at];
        std::string_view const name =
            syntax.tuple ? environment_.keep(std::to_string(at)) : field.name.text;
        TypeRef const type = reader.read(field.type);
        made.fields.push_back({name, field.span, type});
        made.fields.back().stored_as = read_stored_name(environment_, field.annotations);
        if (owner.kind == VariantsKind::message && type->kind == TypeKind::structure &&
            type->structure == environment_.builtins.reply) {
            ++replies;
            made.reply_field = static_cast<int>(at);
        }
    }
    made.stored_as = read_stored_name(environment_, syntax.annotations);
    check_stored_names(environment_, stored_names(made.fields));
    if (replies != 1)
        made.reply_field = -1;
    return made;
}

void SignatureResolver::number_cases(Variants& variants, ast::Variants const& syntax)
{
    bool const flags = variants.kind == VariantsKind::flags;
    std::int64_t next = flags ? 1 : 0;
    if (flags && variants.cases.size() > 62)
        environment_.report(Code::S2001, variants.span, "a `flags` type has at most 62 cases");
    for (std::size_t at = 0; at < variants.cases.size(); ++at) {
        if (ast::Expr const* value = syntax.variants[at].value) {
            bool negative = false;
            if (auto const* unary = ast::get_if<ast::Unary>(value);
                unary && unary->op == ast::UnaryOp::minus) {
                negative = true;
                value = unary->operand;
            }
            auto const* number = ast::get_if<ast::IntLiteral>(value);
            if (!number || number->high || number->low > 0x7fffffff)
                environment_.report(
                    Code::S2001, value->span,
                    "the value of an enum case must be an integer literal that fits i32");
            else
                next = negative ? -static_cast<std::int64_t>(number->low)
                                : static_cast<std::int64_t>(number->low);
        }
        for (std::size_t before = 0; before < at; ++before)
            if (variants.cases[before].number == next)
                environment_.report(Diagnostic{Code::S0008, variants.cases[at].span,
                                               "two cases with the value " + std::to_string(next)}
                                        .at(variants.cases[before].span, "the other one"));
        variants.cases[at].number = next;
        if (!flags)
            ++next;
        else if (at < 62)
            next = next > 0 ? next * 2 : 1;
    }
}

void SignatureResolver::variants(Declared<Variants, ast::Variants> const& declared)
{
    Variants& made = *declared.entity;
    TypeRef const self = environment_.types.variants(&made, parameter_types(made.generics));
    TypeContext const context{declared.scope, made.generics, self};
    TypeReader reader{environment_, context};
    bool payload = false;
    for (ast::Variant const& variant : declared.syntax->variants) {
        for (Case const& earlier : made.cases)
            if (earlier.name == variant.name.text)
                environment_.report(
                    Diagnostic{Code::S0008, variant.name.span,
                               "case `" + std::string(variant.name.text) + "` is declared twice"}
                        .at(earlier.span, "first declared here"));
        made.cases.push_back(make_case(made, variant, reader));
        payload = payload || !made.cases.back().fields.empty();
    }
    made.payload_free =
        !payload && (made.kind == VariantsKind::enumeration || made.kind == VariantsKind::flags) &&
        made.generics.empty();
    if (made.payload_free)
        number_cases(made, *declared.syntax);
    // Nothing more is said about the second of two: no arm could ever reach it.
    std::unordered_set<std::string_view> names;
    std::erase_if(made.cases, [&](Case const& case_) { return !names.insert(case_.name).second; });
    if (!made.payload_free)
        check_stored_names(environment_, stored_names(made.cases));
    if (made.cases.empty() && !declared.scope->has_lost(made.name))
        environment_.report(Code::P0010, made.span.empty() ? made.declaration : made.span,
                            "`" + std::string(made.name) + "` declares no case");
}

void SignatureResolver::trait(Declared<Trait, ast::Trait> const& declared)
{
    Trait& made = *declared.entity;
    made.self = environment_.types.parameter("Self", environment_.next_identity++, {&made});
    for (ast::Type const* super : declared.syntax->supertraits)
        if (auto const* named = ast::get_if<ast::NamedType>(super)) {
            Symbol const symbol = declared.scope->find(named->path.back().text);
            if (symbol.kind == SymbolKind::trait)
                made.supertraits.push_back(symbol.trait);
            else
                environment_.report(Code::S0003, super->span, "a supertrait must name a trait");
        }
    TypeContext context{declared.scope, {}, made.self};
    if (!declared.syntax->generics.empty())
        environment_.unsupported(declared.syntax->generics[0].name.span,
                                 "a trait with type parameters",
                                 "make the methods generic, or declare a trait for each type");
    for (ast::GenericParameter const& parameter : declared.syntax->generics)
        context.generics.push_back({parameter.name.text, environment_.error_type()});
    for (ast::Function const* syntax : declared.syntax->methods) {
        Function* method =
            make_function(environment_, *syntax, *declared.scope, FunctionKind::method);
        method->owner = made.self;
        resolve_function(environment_, *method, *syntax, context);
        made.methods.push_back(method);
    }
}

void SignatureResolver::attach(TypeRef owner, Function* method, Span span)
{
    std::vector<Function*>* methods = nullptr;
    if (owner->kind == TypeKind::structure)
        methods = &owner->structure->methods;
    else if (owner->kind == TypeKind::variants)
        methods = &owner->variants->methods;
    else
        methods = &environment_.other_methods[owner];
    for (Function const* earlier : *methods)
        if (earlier->name == method->name &&
            earlier->parameters.size() == method->parameters.size() &&
            earlier->kind == FunctionKind::method && overlap(earlier->owner, owner))
            environment_.report(Diagnostic{
                Code::S0008, span, "method `" + std::string(method->name) + "` is declared twice"}
                                    .at(earlier->span, "first declared here"));
    methods->push_back(method);
}

/// Callers know only what the trait says of a method.
void SignatureResolver::compare(Function const& method, Function const& wanted, Impl const& impl)
{
    if (method.is_static != wanted.is_static) {
        bool const alike = method.is_static && !method.parameters.empty() &&
                           edit_distance(method.parameters.front()->name, "self") == 1;
        Diagnostic problem{Code::S2001, alike ? method.parameters.front()->span : method.span,
                           "`" + std::string(method.name) + "` has " +
                               (method.is_static ? "no `self`, but its trait has one"
                                                 : "`self`, but its trait has none")};
        if (alike)
            problem.suggest("did you mean `self`?", "self");
        environment_.report(std::move(problem.at(
            wanted.span, "declared here, in trait `" + std::string(impl.trait->name) + "`")));
        return;
    }
    if (!method.generics.empty() || !wanted.generics.empty())
        return;
    Substitution const self{{impl.trait->self->number, impl.type}};
    auto differs = [&](TypeRef own, TypeRef declared) {
        return own && declared && own->kind != TypeKind::error &&
               declared->kind != TypeKind::error &&
               own != substitute(environment_.types, declared, self);
    };
    auto report = [&](Span span, std::string const& text) {
        environment_.report(Diagnostic{Code::S2001, span, text}.at(
            wanted.span, "declared here, in trait `" + std::string(impl.trait->name) + "`"));
    };
    std::string const name = "`" + std::string(method.name) + "`";
    if (method.parameters.size() != wanted.parameters.size())
        return report(method.span, name + " takes " + std::to_string(method.parameters.size()) +
                                       " parameters here, " +
                                       std::to_string(wanted.parameters.size()) + " in its trait");
    for (std::size_t at = 0; at < method.parameters.size(); ++at) {
        Local const& own = *method.parameters[at];
        Local const& declared = *wanted.parameters[at];
        if (differs(own.type, declared.type) || own.reference != declared.reference)
            report(own.span, "`" + std::string(own.name) +
                                 "` has another type than this parameter has in the trait");
    }
    if (differs(method.result, wanted.result))
        report(method.span, name + " gives `" + to_string(method.result) + "` here, `" +
                                to_string(substitute(environment_.types, wanted.result, self)) +
                                "` in its trait");
}

static std::vector<std::string_view> method_names(Trait const& trait)
{
    std::vector<std::string_view> names;
    for (Function const* method : trait.methods)
        names.push_back(method->name);
    return names;
}

/// The method of the trait that a misspelt one of its impl means; empty if it means none.
static std::string_view meant_method(Trait const& trait, ast::Function const& written)
{
    std::vector<std::string_view> const names = method_names(trait);
    bool const known = std::find(names.begin(), names.end(), written.name.text) != names.end();
    return known ? std::string_view{} : nearest_name(written.name.text, names);
}

void SignatureResolver::methods_of_trait(Declared<Impl, ast::Impl> const& declared,
                                         TypeContext const& context)
{
    Impl& made = *declared.entity;
    for (Function* wanted : made.trait->methods) {
        ast::Function const* syntax = nullptr;
        for (ast::Function const* own : declared.syntax->methods)
            if (own->name.text == wanted->name ||
                (!syntax && meant_method(*made.trait, *own) == wanted->name))
                syntax = own;
        FunctionSyntax const& inherited = environment_.function_syntax[wanted];
        ModuleScope* scope = syntax ? declared.scope : inherited.scope;
        if (!syntax && inherited.syntax->body)
            syntax = inherited.syntax;
        if (!syntax) {
            environment_.report(Diagnostic{Code::S0010, declared.syntax->span,
                                           "`" + to_string(made.type) + "` does not implement `" +
                                               std::string(wanted->name) + "` of trait `" +
                                               std::string(made.trait->name) + "`"}
                                    .at(wanted->span, "declared here"));
            continue;
        }
        TypeContext own_context = context;
        own_context.scope = scope;
        Function* function = method(*syntax, *scope, own_context, made.type, false);
        function->name = wanted->name; // even if it is misspelt: that is said below, once
        function->module = declared.scope->module; // also what another module's trait provides
        made.methods.push_back(function);
        attach(made.type, function, syntax->name.span);
        if (syntax != inherited.syntax)
            compare(*function, *wanted, made);
    }
    for (ast::Function const* own : declared.syntax->methods) {
        bool known = false;
        for (Function const* wanted : made.trait->methods)
            known = known || wanted->name == own->name.text;
        if (known)
            continue;
        Diagnostic problem{Code::S0001, own->name.span,
                           "trait `" + std::string(made.trait->name) + "` has no method `" +
                               std::string(own->name.text) + "`"};
        suggest_nearest(problem, own->name.text, method_names(*made.trait));
        environment_.report(std::move(problem));
    }
}

bool SignatureResolver::report_second_impl(Declared<Impl, ast::Impl> const& declared,
                                           Trait const* trait)
{
    for (auto const& other : declarations_.impls) {
        Impl const& earlier = *other.entity;
        if (&earlier == declared.entity || earlier.trait != trait ||
            earlier.type != declared.entity->type)
            continue;
        environment_.report(Diagnostic{Code::S0008, declared.syntax->trait->span,
                                       "trait `" + std::string(trait->name) +
                                           "` is implemented twice for `" +
                                           to_string(earlier.type) + "`"}
                                .at(other.syntax->trait->span, "first implemented here"));
        return true;
    }
    return false;
}

void SignatureResolver::impl(Declared<Impl, ast::Impl> const& declared)
{
    Impl& made = *declared.entity;
    TypeContext context{declared.scope, {}, nullptr};
    made.generics = make_generics(environment_, declared.syntax->generics, context);
    context.generics = made.generics;
    made.type = TypeReader{environment_, context}.read(declared.syntax->type);
    if (made.type->kind == TypeKind::error)
        return;
    context.self = made.type;
    if (declared.syntax->trait) {
        auto const* named = ast::get_if<ast::NamedType>(declared.syntax->trait);
        Symbol const symbol = named ? declared.scope->find(named->path.back().text) : Symbol{};
        if (symbol.kind != SymbolKind::trait) {
            report_no_trait(environment_, *declared.scope, *declared.syntax->trait,
                            "this is not a trait");
            return;
        }
        if (report_second_impl(declared, symbol.trait))
            return;
        made.trait = symbol.trait;
        return methods_of_trait(declared, context);
    }
    for (ast::Function const* syntax : declared.syntax->methods) {
        Function* function = method(*syntax, *declared.scope, context, made.type, false);
        made.methods.push_back(function);
        attach(made.type, function, syntax->name.span);
    }
}

void SignatureResolver::outside_method(Declared<Impl, ast::Function> const& declared)
{
    ast::Function const& syntax = *declared.syntax;
    ast::NamedType owner;
    owner.kind = ast::TypeKind::named;
    owner.span = syntax.owner[0].span;
    owner.path = syntax.owner;
    TypeContext context{declared.scope, {}, nullptr};
    Impl& made = *declared.entity;
    made.type = TypeReader{environment_, context}.read(&owner);
    if (made.type->kind == TypeKind::error)
        return;
    context.self = made.type;
    Function* function = method(syntax, *declared.scope, context, made.type, false);
    made.methods.push_back(function);
    attach(made.type, function, syntax.name.span);
}

void SignatureResolver::supervisor(Declared<Supervisor, ast::Supervisor> const& declared)
{
    TypeContext const context{declared.scope, {}, nullptr};
    TypeReader reader{environment_, context};
    for (ast::Parameter const& parameter : declared.syntax->parameters) {
        Local* local = make_parameter(environment_, parameter, reader, nullptr, nullptr);
        local->kind = LocalKind::actor_parameter;
        if (parameter.value)
            environment_.parameter_defaults[local] = {parameter.value, declared.scope};
        declared.entity->parameters.push_back(local);
    }
}

void SignatureResolver::run()
{
    generics_of_types();
    for (auto const& declared : declarations_.aliases) {
        TypeContext const context{declared.scope, {}, nullptr};
        TypeRef const type = TypeReader{environment_, context}.resolve_alias(*declared.entity,
                                                                             declared.entity->span);
        if (type->kind == TypeKind::unique && declared.syntax->unique && declared.scope->module) {
            Declaration declaration;
            declaration.kind = Declaration::Kind::unique;
            declaration.unique = type;
            auto& all = declared.scope->module->declarations;
            all.insert(all.begin(), declaration);
        }
    }
    for (auto const& declared : declarations_.structs)
        structure(declared);
    for (auto const& declared : declarations_.variants)
        variants(declared);
    for (auto const& declared : declarations_.traits)
        trait(declared);
    for (auto const& declared : declarations_.impls)
        impl(declared);
    for (auto const& declared : declarations_.outside_methods)
        outside_method(declared);
    for (auto const& declared : declarations_.functions)
        if (!declared.entity->owner)
            resolve_function(environment_, *declared.entity, *declared.syntax,
                             {declared.scope, {}, nullptr});
    for (auto const& declared : declarations_.actors)
        resolve_actor(environment_, *declared.entity, *declared.syntax, *declared.scope);
    for (auto const& declared : declarations_.supervisors)
        supervisor(declared);
}

} // namespace

void resolve_signatures(Environment& environment, Declarations& declarations)
{
    SignatureResolver{environment, declarations}.run();
}

} // namespace janus::semantics
