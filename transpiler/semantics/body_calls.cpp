#include "semantics/argument_names.hpp"
#include "semantics/body_checker.hpp"
#include "semantics/declarations.hpp"

#include <algorithm>

namespace janus::semantics {

static bool changes_receiver(Environment& environment, Function& function)
{
    if (function.owner && environment.function_syntax[&function].syntax)
        check_function(environment, function);
    return function.mutates_self;
}

Expr* BodyChecker::call(ast::Call const& expression, TypeRef expected)
{
    ast::Expr const* callee = ast::without_parentheses(expression.callee);
    if (auto const* name = ast::get_if<ast::NameExpr>(callee))
        return call_name(expression, name->name, expected);
    if (auto const* member = ast::get_if<ast::Member>(callee))
        return call_member(expression, *member, expected);
    if (callee->kind == ast::ExprKind::enum_literal) {
        auto const& literal = ast::as<ast::Literal>(*callee);
        TypeRef const type = variants_of_expected(expected);
        if (!type)
            return enum_literal(literal, expected);
        Case const* case_ = find_case(type, literal.path[0].text);
        return case_ ? case_with_arguments(type, *case_,
                                           {nullptr, expression.arguments, expression.span}, false)
                     : unknown_case(type, literal.path[0]);
    }
    if (auto const* index = ast::get_if<ast::Index>(callee)) {
        if (std::vector<Function*> const* functions = generic_functions(index->base)) {
            return call_overloads(*functions, {nullptr, expression.arguments, expression.span},
                                  expected, written_types(index->arguments),
                                  functions->front()->name);
        }
        if (ActorClass const named = named_actor(index); named.symbol && named.symbol.actor->grain)
            return grain_reference(named, expression.arguments, expression.span, false);
        auto const* name = ast::get_if<ast::NameExpr>(index->base);
        if (name && !find_local(name->name.text) &&
            context_.scope->find(name->name.text).kind == SymbolKind::alias)
            return call_type(
                expression, name->name,
                types().find_named(name->name.text, written_types(index->arguments), name->span),
                expected);
        bool const one = name && index->arguments.size() == 1;
        if (one && name->name.text == "whereis" && !find_local("whereis") &&
            !context_.scope->find("whereis")) {
            ast::IndexArgument const& argument = index->arguments[0];
            if (TypeRef const protocol = argument.type ? types().read(argument.type)
                                                       : types().from_expression(argument.value))
                return whereis(expression, protocol, expected);
        }
    }
    return call_value(check(callee), {nullptr, expression.arguments, expression.span});
}

/// What `f[T](…)` and `conv.to[T](…)` call; null if that is an indexed value.
std::vector<Function*> const* BodyChecker::generic_functions(ast::Expr const* callee)
{
    if (Symbol const symbol = path_symbol(callee); symbol.kind == SymbolKind::functions)
        return symbol.functions;
    auto const* member = ast::get_if<ast::Member>(callee);
    std::string const library = member ? library_named(member->base) : std::string{};
    auto const found = environment_.prelude.functions.find(
        library + "." + std::string(member ? member->name.text : ""));
    return library.empty() || found == environment_.prelude.functions.end() ? nullptr
                                                                            : &found->second;
}

Expr* BodyChecker::call_name(ast::Call const& expression, ast::Name name, TypeRef expected)
{
    CallArguments const arguments{nullptr, expression.arguments, expression.span};
    if (Local* local = find_local(name.text)) {
        auto const nested = nested_functions_.find(local);
        return nested == nested_functions_.end()
                   ? call_value(named_local(local, name.span), arguments)
                   : call_nested(local, *nested->second, arguments, name.span);
    }
    if (Expr* made = own_function(name, arguments, expected))
        return made;
    Symbol const symbol = context_.scope->find(name.text);
    if (symbol.kind == SymbolKind::functions) {
        Function const* first = symbol.functions->front();
        // The module's own functions win over the language's; the prelude's do not.
        if (first->module || first->kind != FunctionKind::builtin)
            return call_overloads(*symbol.functions, arguments, expected, {}, name.text);
    }
    if (symbol.kind == SymbolKind::actor && symbol.actor->grain)
        return grain_reference({symbol, {}}, expression.arguments, expression.span, false);
    if (symbol.kind == SymbolKind::actor || symbol.kind == SymbolKind::supervisor)
        return fail(Diagnostic{Code::S2001, name.span,
                               "`" + std::string(name.text) + "` is started, not called"}
                        .suggest("write `spawn " + std::string(name.text) + "(…)`"));
    if (symbol.is_type())
        return call_type(expression, name, with_open_arguments(symbol, expression.span), expected);
    if (symbol.kind == SymbolKind::global)
        return call_value(symbol_value(symbol, name, nullptr), arguments);
    if (Expr* made = intrinsic_call(expression, name.text, expected))
        return made;
    if (symbol.kind == SymbolKind::functions)
        return call_overloads(*symbol.functions, arguments, expected, {}, name.text);
    if (TypeRef const wanted = variants_of_expected(expected))
        if (Case const* case_ = find_case(wanted, name.text))
            return case_with_arguments(wanted, *case_, arguments, false);
    return method_as_function(expression, name, expected);
}

/// `UserId("ann")`, `Id[User](7)`.
Expr* BodyChecker::call_type(ast::Call const& expression, ast::Name name, TypeRef type,
                             TypeRef expected)
{
    if (type && type->kind == TypeKind::unique) {
        if (expected)
            inference_.unify(type, expected);
        std::size_t const given = expression.arguments.size();
        if (given != 1 || !expression.arguments[0].value)
            return wrong_argument_count(show(type), 1, given, expression.span);
        Expr* content = check_as(expression.arguments[0].value, type->arguments[0]);
        Expr* made = convert(Conversion::wrap_unique, content, type);
        made->span = expression.span;
        return made;
    }
    check_each(expression.arguments);
    if (type && type->kind == TypeKind::error)
        return error_node(expression.span);
    Diagnostic problem{Code::S0002, name.span,
                       "`" + std::string(name.text) + "` is a type, not a function"};
    if (type == environment_.string())
        problem.suggest("write `$\"{…}\"` to make text of it");
    else if (type && type->kind == TypeKind::structure && type->structure->builtin)
        problem.suggest("make one with `" + std::string(name.text) + ".new()`");
    else
        problem.suggest("construct it with `" + std::string(name.text) + " { … }`");
    return fail(std::move(problem));
}

/// For what is wrong in them, where nothing tells which types they should have.
void BodyChecker::check_each(ast::List<ast::Argument> arguments)
{
    for (ast::Argument const& argument : arguments)
        if (argument.value)
            inference_.give_up(check(argument.value, environment_.error_type())->type,
                               environment_.error_type());
}

/// `f(x, …)` also means `x.f(…)`.
Expr* BodyChecker::method_as_function(ast::Call const& expression, ast::Name name, TypeRef expected)
{
    ast::List<ast::Argument> rest = expression.arguments;
    if (!rest.empty() && rest[0].value && !rest[0].name &&
        rest[0].value->kind != ast::ExprKind::closure &&
        rest[0].value->kind != ast::ExprKind::enum_literal) {
        Expr* receiver = check(rest[0].value);
        rest = rest.subspan(1);
        if (!methods_of(environment_, resolve(receiver->type), name.text).empty())
            return call_method(receiver, name, {receiver, rest, expression.span}, expected);
        inference_.give_up(receiver->type, environment_.error_type());
    }
    check_each(rest);
    return undefined(name, true);
}

Expr* BodyChecker::call_value(Expr* callee, CallArguments const& arguments)
{
    TypeRef const type = resolve(callee->type);
    if (type->kind == TypeKind::error) {
        check_each(arguments.written);
        return callee;
    }
    if (type->kind != TypeKind::function)
        return fail(Diagnostic{Code::S0005, callee->span, show(type) + " is not a function"});
    std::size_t const count = type->arguments.size() - 1;
    if (arguments.written.size() != count)
        return wrong_argument_count("this function", count, arguments.written.size(),
                                    arguments.span);
    std::vector<Expr*> values;
    for (std::size_t at = 0; at < count; ++at)
        values.push_back(value_argument(arguments.written[at].value, type->arguments[at]));
    auto* made = node<CallValue>(ExprKind::call_value, arguments.span, type->arguments.back());
    made->callee = callee;
    made->arguments = list(values);
    return made;
}

Expr* BodyChecker::wrong_argument_count(std::string_view name, std::size_t expected,
                                        std::size_t given, Span span)
{
    return fail(Diagnostic{Code::S2001, span,
                           std::string(name) + " takes " + std::to_string(expected) + " argument" +
                               (expected == 1 ? "" : "s") + ", " + std::to_string(given) +
                               " given"});
}

/// Which written argument goes to which parameter; null where a default is used. False if it cannot
/// be.
bool BodyChecker::place_arguments(Function const& function, CallArguments const& arguments,
                                  std::vector<ast::Argument const*>& placed)
{
    FunctionSyntax const& syntax = environment_.function_syntax[&function];
    std::size_t const skip = arguments.receiver ? 1 : 0;
    placed.assign(function.parameters.size(), nullptr);
    std::size_t next = skip;
    for (ast::Argument const& argument : arguments.written) {
        std::size_t at = next;
        if (argument.name) {
            at = skip;
            while (at < function.parameters.size() &&
                   function.parameters[at]->name != argument.name.text)
                ++at;
            next = placed.size(); // those without a name come first
        } else {
            ++next;
        }
        bool const given = at < placed.size() && !placed[at] && argument.value;
        if (!given || function.parameters[at] == function.context)
            return false;
        placed[at] = &argument;
    }
    for (std::size_t at = skip; at < placed.size(); ++at) {
        bool const filled = placed[at] || function.parameters[at] == function.context;
        if (!filled && !(syntax.syntax && syntax.syntax->parameters[at].value))
            return false;
    }
    return true;
}

Expr* BodyChecker::call_overloads(std::vector<Function*> const& overloads,
                                  CallArguments const& arguments, TypeRef expected,
                                  std::vector<TypeRef> const& type_arguments, std::string_view name)
{
    Function* function = choose(overloads, arguments, name);
    return function ? call_function(*function, arguments, expected, type_arguments)
                    : error_node(arguments.span);
}

TypeRef BodyChecker::result_of(Function& function, Span span)
{
    if (!function.result)
        infer_result(environment_, function);
    if (!function.result) {
        report(Diagnostic{Code::S2002, span,
                          "the result of `" + std::string(function.name) +
                              "` cannot be inferred: it calls itself"}
                   .suggest("write its result type: `-> T`")
                   .at(function.span, "declared here"));
        function.result = environment_.error_type();
    }
    return function.result;
}

/// Fresh variables for the function's own type parameters and those of the type around it.
Substitution BodyChecker::instantiate(Function const& function, TypeRef owner,
                                      std::vector<TypeRef> const& type_arguments,
                                      std::vector<TypeRef>& variables, Span span)
{
    Substitution substitution;
    std::vector<TypeParameter> const& outer =
        environment_.function_syntax[&function].outer_generics;
    // Inside an actor its own type parameters stand for themselves.
    for (std::size_t at = 0; at < outer.size() && !function.actor; ++at) {
        TypeRef const variable = any(span);
        substitution[outer[at].type->number] = variable;
        if (owner && function.kind == FunctionKind::builtin && at < owner->arguments.size())
            inference_.unify(variable, owner->arguments[at]);
    }
    if (owner && function.owner && function.owner->kind == TypeKind::parameter)
        substitution[function.owner->number] = owner; // a trait's method: Self
    else if (owner && function.owner && function.kind != FunctionKind::builtin)
        inference_.unify(substitute(environment_.types, function.owner, substitution), owner);
    for (std::size_t at = 0; at < function.generics.size(); ++at) {
        TypeRef const variable = at < type_arguments.size() ? type_arguments[at] : any(span);
        substitution[function.generics[at].type->number] = variable;
        variables.push_back(variable);
    }
    return substitution;
}

/// Bounds can only be checked when all types are known: at the end of the body.
void BodyChecker::check_bounds(Function const& function, Substitution const& substitution,
                               Span span)
{
    PendingBounds pending;
    auto add = [&](TypeParameter const& parameter, std::vector<Trait*> const& bounds) {
        auto const found = substitution.find(parameter.type->number);
        for (Trait* bound : bounds)
            if (found != substitution.end())
                pending.wanted.emplace_back(found->second, bound);
    };
    FunctionSyntax const& syntax = environment_.function_syntax[&function];
    for (auto const* parameters : {&function.generics, &syntax.outer_generics})
        for (TypeParameter const& parameter : *parameters)
            add(parameter, {parameter.type->bounds.begin(), parameter.type->bounds.end()});
    for (auto const& [parameter, bounds] : syntax.where)
        add(parameter, bounds);
    if (pending.wanted.empty())
        return;
    pending.name = std::string(function.name);
    pending.span = span;
    pending_bounds_.push_back(std::move(pending));
}

/// Says why the written arguments do not go with the parameters.
Expr* BodyChecker::misplaced(Function const& function, CallArguments const& arguments)
{
    std::string const name = "`" + std::string(function.name) + "`";
    std::size_t const skip = arguments.receiver ? 1 : 0;
    Names names;
    for (std::size_t at = skip; at < function.parameters.size(); ++at)
        if (function.parameters[at] != function.context)
            names.push_back(function.parameters[at]->name);
    if (std::optional<Diagnostic> problem = wrongly_named(name, names, arguments.written)) {
        if (function.module)
            problem->at(function.span, "declared here");
        check_unplaced(arguments);
        return fail(std::move(*problem));
    }
    std::size_t const count = function.parameters.size() - skip - (function.context ? 1 : 0);
    Expr* made = wrong_argument_count(name, count, arguments.written.size(), arguments.span);
    for (ast::Argument const& argument : arguments.written)
        if (argument.value && argument.value->kind != ast::ExprKind::closure &&
            path_symbol(argument.value).kind != SymbolKind::functions)
            check(argument.value);
    return made;
}

Expr* BodyChecker::argument(Function const& function, Local const& parameter,
                            ast::Expr const* written, TypeRef type)
{
    if (parameter.reference)
        return reference_argument(written, type, parameter.name);
    if (parameter.type->kind == TypeKind::dyn && function.kind != FunctionKind::builtin)
        return dynamic_argument(written, parameter.type);
    if (parameter.type->kind == TypeKind::function && !parameter.type->flag)
        return function_argument(written, type);
    return check_as(written, type);
}

/// A function that waits may stand for a plain one here: the callee is then made once more for it.
Expr* BodyChecker::function_argument(ast::Expr const* written, TypeRef type)
{
    Expr* value = check(written, type);
    TypeRef const given = resolve(value->type);
    if (given->kind != TypeKind::function || !given->flag)
        return coerce(value, type);
    std::vector<TypeRef> const parts{given->arguments.begin(), given->arguments.end()};
    TypeRef const plain = environment_.types.composite(TypeKind::function, parts, false);
    return inference_.unify(plain, type) ? value : mismatch(value, type);
}

namespace {

/// What a wrong argument should have told is not asked for once more.
void give_up_open(Inference& inference, Substitution const& substitution,
                  std::vector<Expr*> const& arguments, TypeRef error)
{
    if (std::none_of(arguments.begin(), arguments.end(), [&](Expr const* argument) {
            return argument && inference.resolve(argument->type) == error;
        }))
        return;
    for (auto const& [parameter, type] : substitution)
        if (TypeRef const open = inference.resolve(type); open->kind == TypeKind::variable)
            inference.bind(open, error);
}

} // namespace

Expr* BodyChecker::call_function(Function& function, CallArguments const& arguments,
                                 TypeRef expected, std::vector<TypeRef> const& type_arguments,
                                 TypeRef static_owner)
{
    std::vector<ast::Argument const*> placed;
    std::size_t const skip = arguments.receiver ? 1 : 0;
    if (!place_arguments(function, arguments, placed))
        return misplaced(function, arguments);
    TypeRef const owner = arguments.receiver ? resolve(arguments.receiver->type) : static_owner;
    std::vector<TypeRef> variables;
    Substitution const substitution =
        instantiate(function, owner, type_arguments, variables, arguments.span);
    auto actual = [&](TypeRef type) { return substitute(environment_.types, type, substitution); };
    TypeRef const declared = result_of(function, arguments.span);
    TypeRef const result = actual(declared);
    // What is wanted may fix type parameters before the arguments are looked at.
    if (expected && (!variables.empty() || static_owner) &&
        resolve(result)->kind != TypeKind::parameter &&
        resolve(result)->kind == resolve(expected)->kind)
        inference_.unify(result, expected);
    std::vector<Expr*> values(function.parameters.size(), nullptr);
    if (skip) {
        values[0] = arguments.receiver;
        bool const of_type = function.owner && function.owner->kind != TypeKind::parameter &&
                             function.kind != FunctionKind::builtin;
        if (of_type || !function.owner)
            values[0] = coerce(arguments.receiver, actual(function.parameters[0]->type));
        if (function.parameters[0]->reference && !is_error(values[0]))
            check_assignable(values[0], values[0]->span);
    }
    // Closures last: the other arguments may tell their parameter types.
    for (bool closures : {false, true})
        for (std::size_t at = skip; at < values.size(); ++at) {
            if (function.parameters[at] == function.context)
                continue;
            if (!placed[at]) {
                values[at] = default_argument(environment_, function, at);
                continue;
            }
            bool const closure = placed[at]->value->kind == ast::ExprKind::closure;
            if (closure != closures)
                continue;
            Local const& parameter = *function.parameters[at];
            values[at] = argument(function, parameter, placed[at]->value, actual(parameter.type));
        }
    give_up_open(inference_, substitution, values, environment_.error_type());
    if (Expr* context = contexts_.argument(function, arguments.span))
        values.back() = context;
    check_bounds(function, substitution, arguments.span);
    require_await(function, arguments.span);
    auto* made = node<Call>(ExprKind::call, arguments.span, result);
    made->function = &function;
    made->arguments = list(values);
    made->type_arguments = list(variables);
    made->static_owner = skip ? nullptr : static_owner;
    type_lists_.push_back(made->type_arguments);
    if (!skip || (owner && owner->kind == TypeKind::slice))
        return made;
    if (changes_receiver(environment_, function))
        require_place(arguments.receiver, {function.name, function.span}, arguments.span);
    else
        note_receiver(function, arguments.receiver);
    return made;
}

} // namespace janus::semantics
