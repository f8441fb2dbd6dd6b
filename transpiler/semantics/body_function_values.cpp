// Functions as values: the one of several that the place wants, generic ones with their types.
#include "semantics/body_checker.hpp"

#include <algorithm>

namespace janus::semantics {

namespace {

bool takes(Function const& function, std::vector<TypeRef> const& wanted)
{
    return std::equal(function.parameters.begin(), function.parameters.end(), wanted.begin(),
                      wanted.end(),
                      [](Local const* parameter, TypeRef type) { return parameter->type == type; });
}

} // namespace

Expr* BodyChecker::function_value(std::vector<Function*> const& overloads, Span span,
                                  TypeRef expected)
{
    Function* chosen = overloads.front();
    TypeRef const wanted = expected ? resolve(expected) : nullptr;
    if (overloads.size() > 1 && wanted && wanted->kind == TypeKind::function) {
        std::vector<TypeRef> parameters;
        for (TypeRef type : wanted->arguments.first(wanted->arguments.size() - 1))
            parameters.push_back(resolve(type));
        for (Function* candidate : overloads)
            if (takes(*candidate, parameters))
                chosen = candidate;
    }
    return function_reference(*chosen, {}, span);
}

/// What the place does not tell about a generic function, `type_arguments` do.
Expr* BodyChecker::function_reference(Function& function,
                                      std::vector<TypeRef> const& type_arguments, Span span)
{
    std::vector<TypeRef> variables;
    Substitution const substitution =
        instantiate(function, nullptr, type_arguments, variables, span);
    auto actual = [&](TypeRef type) { return substitute(environment_.types, type, substitution); };
    std::vector<TypeRef> parts;
    for (Local const* parameter : function.parameters)
        parts.push_back(parameter_type(*parameter, actual(parameter->type)));
    parts.push_back(actual(result_of(function, span)));
    auto* made = node<FunctionRef>(
        ExprKind::function_reference, span,
        environment_.types.composite(TypeKind::function, std::move(parts), function.async));
    made->function = &function;
    made->type_arguments = list(variables);
    type_lists_.push_back(made->type_arguments);
    check_bounds(function, substitution, span);
    return made;
}

/// In the type of a function, a `&mut` parameter is a reference.
TypeRef BodyChecker::parameter_type(Local const& parameter, TypeRef type)
{
    return parameter.reference ? environment_.types.composite(TypeKind::reference, {type}, true)
                               : type;
}

std::vector<TypeRef> BodyChecker::written_types(ast::List<ast::IndexArgument> arguments)
{
    std::vector<TypeRef> written;
    for (ast::IndexArgument const& argument : arguments) {
        TypeRef const type = argument.type    ? types().read(argument.type)
                             : argument.value ? types().from_expression(argument.value)
                                              : nullptr;
        written.push_back(type ? type : not_a_type(argument));
    }
    return written;
}

/// What stands where the type arguments of a function or a type are written.
TypeRef BodyChecker::not_a_type(ast::IndexArgument const& argument)
{
    if (auto const* name = argument.value ? ast::get_if<ast::NameExpr>(argument.value) : nullptr)
        return types().unknown(name->name.text, name->span);
    if (argument.value)
        report(Diagnostic{Code::S2001, argument.value->span, "expected a type, found a value"});
    return environment_.error_type();
}

/// `id[i64]` as a value; null if that is an indexed value.
Expr* BodyChecker::instantiated(ast::Index const& expression)
{
    std::vector<Function*> const* functions = generic_functions(expression.base);
    if (!functions || expression.optional)
        return nullptr;
    std::vector<TypeRef> const written = written_types(expression.arguments);
    for (Function* candidate : *functions)
        if (candidate->generics.size() == written.size())
            return function_reference(*candidate, written, expression.span);
    return fail(Diagnostic{Code::S2001, expression.span,
                           "`" + std::string(functions->front()->name) + "` takes " +
                               std::to_string(functions->front()->generics.size()) +
                               " type arguments, " + std::to_string(written.size()) + " given"}
                    .at(functions->front()->span, "declared here"));
}

/// `Type.function` as a value is `|x| Type.function(x)`. Null if the type has none of this name.
Expr* BodyChecker::function_of_type(TypeRef type, ast::Member const& expression, TypeRef expected)
{
    std::vector<Function*> const found = methods_of(environment_, type, expression.name.text);
    if (found.empty() || found.front()->property)
        return nullptr;
    Span const span = expression.span;
    auto* call = environment_.make<ast::Call>();
    auto* member = environment_.make<ast::Member>();
    *member = expression;
    std::vector<ast::ClosureParameter> parameters;
    std::vector<ast::Argument> arguments;
    for (std::size_t at = 0; at < found.front()->parameters.size(); ++at) {
        ast::Name const name{environment_.keep("value_" + std::to_string(at)), span};
        auto* pattern = environment_.make<ast::PathPattern>();
        pattern->kind = ast::PatternKind::path;
        pattern->span = span;
        pattern->path = list(std::vector<ast::Name>{name});
        parameters.push_back({pattern, nullptr});
        auto* value = environment_.make<ast::NameExpr>();
        value->kind = ast::ExprKind::name;
        value->span = span;
        value->name = name;
        ast::Argument argument;
        argument.value = value;
        arguments.push_back(argument);
    }
    call->kind = ast::ExprKind::call;
    call->span = span;
    call->callee = member;
    call->arguments = list(arguments);
    auto* statement = environment_.make<ast::ExprStmt>();
    statement->kind = ast::StmtKind::expression;
    statement->span = span;
    statement->value = call;
    auto* body = environment_.make<ast::Block>();
    body->span = span;
    body->statements = list(std::vector<ast::Stmt*>{statement});
    auto* made = environment_.make<ast::Closure>();
    made->kind = ast::ExprKind::closure;
    made->span = span;
    made->parameters = list(parameters);
    made->body = body;
    made->expression = true;
    return closure(*made, expected);
}

} // namespace janus::semantics
