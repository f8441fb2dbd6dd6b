// Names nobody declared, and what they may have meant.
#include "semantics/body_checker.hpp"
#include "semantics/candidates.hpp"
#include "semantics/untyped_parameters.hpp"

#include <algorithm>

namespace janus::semantics {

namespace {

std::string quoted(ast::Name name)
{
    return "`" + std::string(name.text) + "`";
}

} // namespace

Expr* BodyChecker::undefined(ast::Name name, bool call)
{
    if (context_.scope->has_lost(name.text))
        return error_node(name.span);
    if (name.text == "_") {
        environment_.unsupported(name.span, "`_` as a value",
                                 "write the closure out: `|value| value + 1`");
        return error_node(name.span);
    }
    // Types that are written like functions: `i64("3")`, `string(3)`.
    if (call && name.text.front() >= 'a')
        if (TypeRef const type = types().find_named(name.text, {}, name.span))
            return fail(
                Diagnostic{Code::S0002, name.span, quoted(name) + " is a type, not a function"}
                    .suggest(type == environment_.string()
                                 ? "write `$\"{…}\"` to make text of it"
                                 : "convert a number with `as " + std::string(name.text) + "`"));
    Names own;
    for (Local const* local : scopes_.all()) {
        TypeKind const kind = resolve(local->type)->kind;
        if (!call || kind == TypeKind::function || kind == TypeKind::variable)
            own.push_back(local->name);
    }
    if (acknowledgement && !call)
        own.push_back("reply");
    if (actor_ && !call)
        own.push_back("self");
    if (own_functions_)
        for (Function const* function : *own_functions_)
            own.push_back(function->name);
    if (actor_ && call)
        own.push_back("stop");
    if (actor_ && call && actor_->storage)
        own.insert(own.end(), {"save", "reload", "erase", "stored_at"});
    Names names = call ? callable_names(*context_.scope) : value_names(*context_.scope, name.text);
    if (call)
        names.insert(names.end(), {"spawn", "return", "while", "match", "break", "continue",
                                   "unless", "defer", "await"});
    Diagnostic problem{call ? Code::S0002 : Code::S0001, name.span,
                       (call ? "undefined function " : "undefined identifier ") + quoted(name)};
    problem.note(call ? "no function with this name is in scope"
                      : "no binding with this name is in scope");
    if (std::string const near{nearest_name(name.text, own, names)}; !near.empty()) {
        problem.suggest("did you mean `" + near + "`?", near);
        if (Local const* local = scopes_.find(near))
            problem.at(local->span, "`" + near + "` bound here");
    }
    return fail(std::move(problem));
}

Expr* BodyChecker::no_member(Expr* base, ast::Name name)
{
    TypeRef const type = inference_.shown(resolve(base->type));
    if (context_.scope->has_lost(name.text))
        return error_node(name.span);
    if (auto untyped = report_untyped(inference_, scopes_, {base->type}, environment_.error_type()))
        return fail(std::move(*untyped));
    std::vector<Function*> const methods = methods_of(environment_, type, name.text);
    bool const without_self =
        !methods.empty() && std::all_of(methods.begin(), methods.end(),
                                        [](Function const* method) { return method->is_static; });
    if (without_self)
        return fail(Diagnostic{Code::S0001, name.span, quoted(name) + " has no `self`"}
                        .suggest("call `" + to_string(type) + "." + std::string(name.text) + "(…)`")
                        .at(methods.front()->span, "declared here"));
    Diagnostic problem{Code::S0001, name.span,
                       methods.empty() ? show(type) + " has no field or method " + quoted(name)
                                       : quoted(name) + " is a method of " + show(type) +
                                             "; call it with `()`"};
    bool const near =
        methods.empty() && suggest_nearest(problem, name.text, member_names(environment_, type));
    if (!near && type->kind == TypeKind::option)
        problem.suggest("it may be null: use `?.`, `match` or `if let`");
    else if (!near && type->kind == TypeKind::result)
        problem.suggest("it may be an error: handle it with `catch`, or pass it on with `?`");
    explain_null(problem, base);
    return fail(std::move(problem));
}

Expr* BodyChecker::unknown_case(TypeRef type, ast::Name name)
{
    if (context_.scope->has_lost(name.text))
        return error_node(name.span);
    if (type->kind != TypeKind::variants)
        return fail(Diagnostic{Code::S0001, name.span, show(type) + " has no " + quoted(name)});
    Names names;
    for (Case const& case_ : type->variants->cases)
        names.push_back(case_.name);
    Diagnostic problem{Code::S0001, name.span, show(type) + " has no case " + quoted(name)};
    suggest_nearest(problem, name.text, names);
    problem.at(type->variants->span, "declared here");
    return fail(std::move(problem));
}

/// `Type.name(…)`
Expr* BodyChecker::no_function_of_type(TypeRef type, ast::Name name)
{
    if (context_.scope->has_lost(name.text))
        return error_node(name.span);
    Names names;
    Function const* of_value = nullptr;
    for (Function const* method : methods_of(environment_, type, {})) {
        if (method->is_static)
            names.push_back(method->name);
        else if (method->name == name.text)
            of_value = method;
    }
    if (of_value)
        return fail(
            Diagnostic{Code::S0002, name.span, quoted(name) + " needs a value of " + show(type)}
                .suggest("call it on one: `value." + std::string(name.text) + "(…)`"));
    if (type->kind == TypeKind::variants)
        for (Case const& case_ : type->variants->cases)
            names.push_back(case_.name);
    Diagnostic problem{Code::S0002, name.span, show(type) + " has no function " + quoted(name)};
    suggest_nearest(problem, name.text, names);
    return fail(std::move(problem));
}

/// `module.name(…)`
Expr* BodyChecker::no_function_of_module(ModuleScope const& module, ast::Name name)
{
    Names names;
    for (auto const& [known, overloads] : module.functions)
        if (overloads.front()->visible || !module.uses_visibility)
            names.push_back(known);
    Diagnostic problem{Code::S0002, name.span,
                       "module `" + module_name(module) + "` has no function " + quoted(name)};
    suggest_nearest(problem, name.text, names);
    return fail(std::move(problem));
}

/// `module.name`
Expr* BodyChecker::no_value_of_module(ModuleScope const& module, ast::Name name)
{
    if (module.has_lost(name.text))
        return error_node(name.span);
    Names names;
    for (auto const& [known, symbol] : module.names)
        if (symbol.kind != SymbolKind::module && (symbol.visible || !module.uses_visibility))
            names.push_back(known);
    for (auto const& [known, overloads] : module.functions)
        if (overloads.front()->visible || !module.uses_visibility)
            names.push_back(known);
    Diagnostic problem{Code::S0001, name.span,
                       "module `" + module_name(module) + "` has no " + quoted(name)};
    suggest_nearest(problem, name.text, names);
    return fail(std::move(problem));
}

/// The declaration that a literal of an unknown type wants; checks its values.
std::string BodyChecker::declaration_for(ast::Literal const& literal)
{
    std::string fields;
    bool complete = !literal.fields.empty();
    for (ast::FieldInit const& field : literal.fields) {
        TypeRef const type = inference_.shown(check(field.value)->type);
        complete = complete && field.name && !field.spread && type->kind != TypeKind::error &&
                   type->kind != TypeKind::variable;
        fields +=
            (fields.empty() ? "" : ", ") + std::string(field.name.text) + ": " + to_string(type);
    }
    return complete
               ? "declare it: `struct " + std::string(literal.path[0].text) + " { " + fields + " }`"
               : "";
}

} // namespace janus::semantics
