// Channels and `select`. A bare `recv()` or `send(v)` yields the value: what fails leaves the
// function like `?`, or panics where the function cannot fail.
#include "semantics/body_checker.hpp"
#include "semantics/profile.hpp"

#include <algorithm>

namespace janus::semantics {

namespace {

ast::Expr const* inside_waits(ast::Expr const* expression)
{
    while (expression->kind == ast::ExprKind::paren || expression->kind == ast::ExprKind::await)
        expression = static_cast<ast::Wrapped const*>(expression)->operand;
    return expression;
}

} // namespace

bool asks_for_result(ast::Pattern const* pattern)
{
    auto const* path = pattern ? ast::get_if<ast::PathPattern>(pattern) : nullptr;
    return path && path->path.size() == 1 &&
           (path->path[0].text == "Ok" || path->path[0].text == "Err");
}

bool asks_for_option(ast::Pattern const* pattern)
{
    if (!pattern)
        return false;
    if (pattern->kind == ast::PatternKind::either) {
        auto const& parts = static_cast<ast::ManyPattern const*>(pattern)->elements;
        return std::any_of(parts.begin(), parts.end(), asks_for_option);
    }
    if (pattern->kind == ast::PatternKind::literal)
        return static_cast<ast::LiteralPattern const*>(pattern)->value->kind ==
               ast::ExprKind::null_literal;
    auto const* path = ast::get_if<ast::PathPattern>(pattern);
    return path && path->path.size() == 1 &&
           (path->path[0].text == "Some" || path->path[0].text == "None");
}

/// Whoever looks at the operand handles its error.
Expr* BodyChecker::check_fallible(ast::Expr const* expression, TypeRef expected)
{
    fallible_ = inside_waits(expression);
    Expr* made = check(expression, expected);
    fallible_ = nullptr;
    return made;
}

Expr* BodyChecker::check_matched(ast::Expr const* expression, ast::Pattern const* pattern)
{
    Expr* made = asks_for_result(pattern) ? check_fallible(expression) : check(expression);
    return asks_for_option(pattern) ? as_declared(made) : made;
}

Call* BodyChecker::channel_call(Expr* expression) const
{
    if (expression->kind != ExprKind::call)
        return nullptr;
    auto& call = as<Call>(*expression);
    Function const& function = *call.function;
    bool const channel = function.kind == FunctionKind::builtin && function.owner &&
                         function.owner->kind == TypeKind::structure &&
                         function.owner->structure == environment_.builtins.channel;
    return channel && (function.name == "recv" || function.name == "send") ? &call : nullptr;
}

/// Leaves the function because every channel is closed.
Expr* BodyChecker::channel_failure(Span span)
{
    TypeRef const error = environment_.types.variants(environment_.builtins.channel_error);
    TypeRef const side = frame_error_side();
    bool const escapes = errors_escape();
    if (!escapes && (!side || !error_fits(error, side)))
        return call_builtin(*environment_.prelude.functions.at("channel.closed").front(), {},
                            scalar(TypeKind::never), span);
    auto* closed = node<ConstructCase>(ExprKind::construct_case, span, error);
    closed->case_ = &error->variants->cases.front();
    auto* made = node<Jump>(ExprKind::return_, span, scalar(TypeKind::never));
    made->value =
        escapes ? convert(Conversion::fail,
                          convert(Conversion::error_widen, closed, environment_.open_error()),
                          environment_.result(scalar(TypeKind::void_), environment_.open_error()))
                : coerce(closed, frames_.back()->result);
    return made;
}

Expr* BodyChecker::unwrap_channel_call(Expr* made, ast::Expr const* syntax, TypeRef expected)
{
    Call* call = channel_call(made);
    if (!call || fallible_ == syntax)
        return made;
    if (expected && resolve(expected)->kind == TypeKind::result)
        return made;
    TypeRef const value = resolve(made->type)->arguments[0];
    TypeRef const error = resolve(made->type)->arguments[1];
    TypeRef const side = frame_error_side();
    if (errors_escape() || (side && error_fits(error, side))) {
        auto* passed = node<Propagate>(ExprKind::propagate, made->span, value);
        passed->operand = made;
        return passed;
    }
    auto* handled = node<Catch>(ExprKind::catch_, made->span, value);
    handled->operand = made;
    handled->handler = channel_failure(made->span);
    return handled;
}

/// `channel(n)`: the element type comes from the first use.
Expr* BodyChecker::channel_of(ast::Call const& expression, TypeRef expected)
{
    need_service(expression.callee->span, "channels");
    TypeRef const type =
        environment_.types.structure(environment_.builtins.channel, {any(expression.span)});
    return call_static(type, expression, ast::Name{"new", expression.span}, expected);
}

Expr* BodyChecker::select(ast::Select const& syntax)
{
    need_service(Span{syntax.span.file, syntax.span.begin, syntax.span.begin + 6},
                 "select statements");
    auto* made = node<Select>(ExprKind::select, syntax.span, nullptr);
    std::vector<SelectCase> cases;
    bool ends = !syntax.cases.empty();
    auto const body = [&](ast::SelectCase const& one) {
        Expr* block_made = block(*one.body, Want::nothing, nullptr);
        ends = ends && resolve(block_made->type)->kind == TypeKind::never;
        return block_made;
    };
    for (ast::SelectCase const& one : syntax.cases) {
        scopes_.push();
        if (one.kind == ast::SelectCase::Kind::operation) {
            cases.push_back(select_case(one));
            cases.back().body = body(one);
        } else if (one.kind == ast::SelectCase::Kind::timeout) {
            made->timeout = check_as(one.value, scalar(TypeKind::i64));
            made->timeout_body = body(one);
        } else {
            made->default_body = body(one);
        }
        scopes_.pop();
    }
    made->cases = list(cases);
    if (!made->timeout && !made->default_body)
        made->closed = channel_failure(syntax.span);
    made->type = scalar(ends ? TypeKind::never : TypeKind::void_);
    return made;
}

SelectCase BodyChecker::select_case(ast::SelectCase const& syntax)
{
    SelectCase one;
    one.span = syntax.span;
    Expr* operation = check_fallible(syntax.value);
    Call* call = channel_call(operation);
    if (!call) {
        if (!is_error(operation))
            report(Diagnostic{Code::S0005, syntax.value->span,
                              "a case of `select` receives from a channel or sends to one"}
                       .suggest("write `case v = ch.recv()` or `case ch.send(v)`"));
        one.channel = error_node(syntax.value->span);
        if (syntax.binding)
            declare(syntax.binding.text, syntax.binding.span, environment_.error_type(), false);
        return one;
    }
    one.channel = call->arguments[0];
    if (call->function->name == "send")
        one.value = call->arguments[1];
    TypeRef const element = resolve(one.channel->type)->arguments[0];
    if (syntax.binding && one.value)
        report(Diagnostic{Code::S2001, syntax.binding.span, "a send has no value to bind"});
    else if (syntax.binding && syntax.binding.text != "_")
        one.local = declare(syntax.binding.text, syntax.binding.span, element, false);
    return one;
}

} // namespace janus::semantics
