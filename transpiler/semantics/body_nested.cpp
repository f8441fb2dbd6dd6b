// Declarations inside a block. Types, traits and generic functions cannot capture, so they are
// declared once, in a scope around the block's names; other functions are closures with a name.
#include "semantics/argument_names.hpp"
#include "semantics/body_checker.hpp"
#include "semantics/declarations.hpp"
#include "semantics/returns_value.hpp"

#include <algorithm>

namespace janus::semantics {

namespace {

enum class Nested : std::uint8_t { closure, hoisted, refused };

Nested nested_kind(ast::Decl const& declaration)
{
    switch (declaration.kind) {
    case ast::DeclKind::structure:
    case ast::DeclKind::variants:
    case ast::DeclKind::trait:
    case ast::DeclKind::impl:
    case ast::DeclKind::alias:
        return Nested::hoisted;
    case ast::DeclKind::function: {
        auto const& function = ast::as<ast::Function>(declaration);
        if (!function.generics.empty() || !function.owner.empty() || !function.body)
            return Nested::hoisted;
        return Nested::closure;
    }
    default:
        return Nested::refused;
    }
}

bool is_hoisted(ast::Stmt const* statement)
{
    auto const* nested = ast::get_if<ast::DeclStmt>(statement);
    return nested && nested_kind(*nested->declaration) == Nested::hoisted;
}

/// In the same module, with everything around visible.
ModuleScope& inner_scope(Environment& environment, ModuleScope& around)
{
    ModuleScope& inner = environment.scopes.emplace_back();
    inner.module = around.module;
    inner.prelude = around.prelude;
    inner.parent = &around;
    inner.profile = around.profile;
    inner.fluid = around.fluid;
    return inner;
}

} // namespace

/// Gives the scope that was current before, for the end of the block.
ModuleScope* BodyChecker::enter_declarations(std::vector<ast::Stmt const*> const& statements)
{
    ModuleScope* const around = context_.scope;
    std::vector<ast::Stmt const*> hoisted;
    std::copy_if(statements.begin(), statements.end(), std::back_inserter(hoisted), is_hoisted);
    if (hoisted.empty())
        return around;
    ModuleScope& inner = inner_scope(environment_, *around);
    Declarations declarations;
    declare_nested(environment_, declarations, inner, hoisted);
    resolve_signatures(environment_, declarations);
    context_.scope = &inner;
    note_default_fields(environment_, declarations);
    check_default_fields(environment_, declarations);
    for (auto const& declared : declarations.functions)
        check_function(environment_, *declared.entity);
    return around;
}

Stmt* BodyChecker::nested_declaration(ast::DeclStmt const& syntax)
{
    switch (nested_kind(*syntax.declaration)) {
    case Nested::closure:
        return nested_function(ast::as<ast::Function>(*syntax.declaration), syntax.span);
    case Nested::hoisted:
        return nullptr;
    case Nested::refused:
        break;
    }
    if (syntax.declaration->kind != ast::DeclKind::error)
        report(Diagnostic{Code::P0010, syntax.span, "this is declared inside a function"}.suggest(
            "move it out of the function"));
    return nullptr;
}

/// A function inside a function is a closure with a name.
Stmt* BodyChecker::nested_function(ast::Function const& function, Span span)
{
    if (function.async)
        need_service(function.name.span, "async functions");
    ast::Closure closure_syntax;
    closure_syntax.kind = ast::ExprKind::closure;
    closure_syntax.span = span;
    std::vector<ast::ClosureParameter> parameters;
    for (ast::Parameter const& parameter : function.parameters) {
        auto* path = environment_.make<ast::PathPattern>();
        path->kind = ast::PatternKind::path;
        path->span = parameter.span;
        path->path = list(std::vector<ast::Name>{parameter.name});
        parameters.push_back({path, parameter.type});
    }
    closure_syntax.parameters = parameters;
    closure_syntax.result = function.result;
    closure_syntax.body = function.body;
    closure_syntax.func_form = true;
    auto* made = statement_node<Let>(StmtKind::let, span);
    // It may call itself, so its name comes first.
    made->local = declare(function.name.text, function.name.span, any(function.name.span), false);
    std::vector<TypeRef> parts;
    bool known = true;
    for (ast::Parameter const& parameter : function.parameters) {
        known = known && parameter.type;
        if (known)
            parts.push_back(types().read_parameter(parameter.type));
    }
    // Without an arrow it has a result only if a `return` has a value.
    bool const nothing = !function.result && !returns_value(*function.body);
    while (parts.size() < function.parameters.size())
        parts.push_back(any(function.parameters[parts.size()].span));
    parts.push_back(function.result ? types().read(function.result)
                    : nothing       ? scalar(TypeKind::void_)
                                    : any(span));
    TypeRef const type = environment_.types.composite(TypeKind::function, std::move(parts), false);
    if (nothing || (known && function.result))
        made->local->type = type;
    Local* const local = made->local;
    nested_functions_[local] = &function;
    made->value = closure(closure_syntax, nothing ? type : nullptr);
    if (made->value->kind == ExprKind::closure)
        local->function = as<Closure>(*made->value).function;
    local->type = made->value->type;
    return made;
}

/// Fills in the defaults and sorts the named arguments; the closure takes all of them in order.
Expr* BodyChecker::call_nested(Local* local, ast::Function const& function,
                               CallArguments const& arguments, Span name)
{
    Names names;
    for (ast::Parameter const& parameter : function.parameters)
        names.push_back(parameter.name.text);
    if (auto problem =
            wrongly_named("`" + std::string(local->name) + "`", names, arguments.written)) {
        check_each(arguments.written);
        return fail(std::move(*problem));
    }
    std::vector<ast::Argument> placed(names.size());
    std::size_t next = 0;
    for (ast::Argument const& argument : arguments.written) {
        std::size_t at = next++;
        if (argument.name)
            at = static_cast<std::size_t>(
                std::find(names.begin(), names.end(), argument.name.text) - names.begin());
        if (at < placed.size())
            placed[at] = argument;
    }
    bool complete = arguments.written.size() <= placed.size();
    for (std::size_t at = 0; at < placed.size(); ++at) {
        if (!placed[at].value && !placed[at].type)
            placed[at].value = function.parameters[at].value;
        complete = complete && placed[at].value;
    }
    return call_value(named_local(local, name),
                      complete ? CallArguments{nullptr, placed, arguments.span} : arguments);
}

} // namespace janus::semantics
