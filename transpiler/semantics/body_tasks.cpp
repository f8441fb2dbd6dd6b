// Tasks: `spawn`, `async`, `await`, nurseries.
#include "semantics/body_checker.hpp"
#include "semantics/profile.hpp"

#include <algorithm>

namespace janus::semantics {

void BodyChecker::need_cluster(Span span, std::string_view feature)
{
    need_profile(environment_, *context_.scope, Profile::cluster, span, feature);
}

void BodyChecker::need_service(Span span, std::string_view feature)
{
    need_profile(environment_, *context_.scope, Profile::service, span, feature);
}

/// `await e`: what an async call yields, or what a task returned.
Expr* BodyChecker::await(ast::Wrapped const& expression, Want want)
{
    need_service(expression.span, "await");
    ast::Expr const* operand = ast::without_parentheses(expression.operand);
    awaited_.push_back(operand->span);
    Expr* value = value_or_effect(operand, want, nullptr);
    awaited_.pop_back();
    TypeRef const type = resolve(value->type);
    if (type->kind != TypeKind::structure || type->structure != environment_.builtins.task)
        return value;
    return intrinsic(Intrinsic::await_task, {value}, type->arguments[0], expression.span);
}

/// An async function runs only where that is said.
void BodyChecker::require_await(Function const& function, Span call)
{
    bool const said = std::any_of(awaited_.begin(), awaited_.end(), [&](Span span) {
        return span.begin == call.begin && span.end == call.end;
    });
    if (!function.async || said)
        return;
    std::string const name{function.name};
    report(Diagnostic{Code::S0005, call, "missing `await`: `" + name + "` is async"}
               .suggest("write `await " + name + "(…)`, or `spawn " + name + "(…)` in a nursery")
               .at(function.span, "`" + name + "` is declared async"));
}

/// The nursery a `spawn` belongs to; null for `async` outside of any. Reports what may not be.
bool BodyChecker::find_nursery(ast::Spawn const& expression, Expr*& nursery)
{
    nursery = nurseries_.empty() ? nullptr : local_ref(nurseries_.back(), expression.span);
    if (nursery || expression.async)
        return true;
    report(Diagnostic{Code::S0100, expression.span, "spawn needs a nursery"}.suggest(
        "write `nursery do … end` around it"));
    return false;
}

Expr* BodyChecker::spawn_task(ast::Spawn const& expression)
{
    need_service(expression.span, expression.async ? "async blocks" : "task spawning");
    Expr* nursery = nullptr;
    bool const placed = find_nursery(expression, nursery);
    Expr* made = expression.body ? spawn_block(*expression.body, nursery, expression.span)
                                 : spawn_value(expression, nursery);
    return placed ? made : error_node(expression.span);
}

Expr* BodyChecker::spawn_value(ast::Spawn const& expression, Expr* nursery)
{
    ast::Expr const* target = ast::without_parentheses(expression.target);
    if (auto const* tail = ast::get_if<ast::WithContext>(target))
        return contexts_.spawn(*tail, nursery, expression.span);
    if (target->kind == ast::ExprKind::closure)
        return task_of(check(target), nursery, {}, expression.span);
    if (target->kind == ast::ExprKind::block)
        return spawn_block(*ast::as<ast::BlockExpr>(*target).block, nursery, expression.span);
    if (auto const* call = ast::get_if<ast::Call>(target))
        return spawn_call(*call, nursery, expression.span);
    // `spawn f` and `spawn f, a` are the call without its parentheses.
    ast::Call call;
    call.kind = ast::ExprKind::call;
    call.span = expression.span;
    call.callee = expression.target;
    std::vector<ast::Argument> arguments;
    for (ast::Expr* value : expression.more)
        arguments.push_back({{}, value, nullptr, false});
    call.arguments = list(arguments);
    return spawn_call(call, nursery, expression.span);
}

/// `spawn do … end`: a closure whose errors are the task's.
Expr* BodyChecker::spawn_block(ast::Block const& body, Expr* nursery, Span span)
{
    ast::Closure syntax;
    syntax.kind = ast::ExprKind::closure;
    syntax.span = span;
    syntax.body = const_cast<ast::Block*>(&body);
    next_closure_is_task_ = true;
    return task_of(closure(syntax, nullptr), nursery, {}, span);
}

/// `spawn f(a, b)`: the arguments are evaluated here, the call is made by the task.
Expr* BodyChecker::spawn_call(ast::Call const& call, Expr* nursery, Span span)
{
    awaited_.push_back(call.span);
    Expr* made = check(&call);
    awaited_.pop_back();
    if (is_error(made))
        return made;
    std::vector<Let*> evaluated = evaluate_arguments(*made);
    Function& function = environment_.program.functions.emplace_back();
    function.kind = FunctionKind::closure;
    function.span = function.declaration = span;
    function.module = context_.scope->module;
    function.body = made;
    function.result = made->type;
    closures_.push_back(&function);
    auto* closure =
        node<Closure>(ExprKind::closure, span,
                      environment_.types.composite(TypeKind::function, {made->type}, false));
    closure->function = &function;
    return task_of(closure, nursery, std::move(evaluated), span);
}

Expr* BodyChecker::task_of(Expr* closure, Expr* nursery, std::vector<Let*> evaluated, Span span)
{
    TypeRef const type = resolve(closure->type);
    if (type->kind != TypeKind::function)
        return error_node(span);
    TypeRef result = type->arguments.back();
    if (resolve(result)->kind == TypeKind::never)
        result = scalar(TypeKind::void_);
    auto* made =
        node<SpawnTask>(ExprKind::spawn_task, span,
                        environment_.types.structure(environment_.builtins.task, {result}));
    made->evaluated = list(evaluated);
    made->nursery = nursery;
    made->closure = closure;
    if (nursery && nursery->kind == ExprKind::local)
        note_task_error(*as<LocalRef>(*nursery).local, resolve(result));
    return made;
}

/// What a task of the nursery may fail with, for a nursery that passes its failure on.
void BodyChecker::note_task_error(Local const& nursery, TypeRef result)
{
    if (result->kind == TypeKind::result)
        task_errors_[&nursery].push_back(resolve(result->arguments[1]));
}

/// `n.spawn(f, a)`, `n.spawn(|| e)`.
Expr* BodyChecker::nursery_spawn(Expr* nursery, CallArguments const& arguments)
{
    if (arguments.written.empty() || !arguments.written[0].value)
        return fail(
            Diagnostic{Code::S2001, arguments.span, "`spawn` needs a function and its arguments"});
    ast::Expr const* function = ast::without_parentheses(arguments.written[0].value);
    if (function->kind == ast::ExprKind::closure && arguments.written.size() == 1) {
        auto const& closure_syntax = ast::as<ast::Closure>(*function);
        if (closure_syntax.parameters.empty())
            return spawn_block(*closure_syntax.body, nursery, arguments.span);
    }
    if (auto const* whole = ast::get_if<ast::Call>(function);
        whole && arguments.written.size() == 1)
        return spawn_call(*whole, nursery, arguments.span);
    ast::Call call;
    call.kind = ast::ExprKind::call;
    call.span = arguments.span;
    call.callee = arguments.written[0].value;
    call.arguments = arguments.written.subspan(1);
    return spawn_call(call, nursery, arguments.span);
}

Expr* BodyChecker::nursery_limit(ast::Nursery const& expression)
{
    Expr* limit = nullptr;
    for (ast::Argument const& argument : expression.arguments) {
        bool const named = argument.name.text == "limit";
        if (argument.value && named && !limit) {
            limit = check_as(argument.value, scalar(TypeKind::i64));
            continue;
        }
        report(Diagnostic{Code::S2001, expression.span, "a nursery takes `limit:` only"}.suggest(
            "write `nursery(limit: 4) do … end`"));
    }
    return limit;
}

Expr* BodyChecker::nursery(ast::Nursery const& expression, Want want)
{
    need_service(Span{expression.span.file, expression.span.begin, expression.span.begin + 7},
                 "nursery blocks");
    auto* made = node<NurseryBlock>(ExprKind::nursery, expression.span, nullptr);
    made->limit = nursery_limit(expression);
    scopes_.push();
    ContextChecker::Mark const known = contexts_.mark();
    if (expression.context)
        made->context = contexts_.of_nursery(*expression.context);
    made->nursery = declare(expression.name ? expression.name.text : "nursery",
                            expression.name ? expression.name.span : expression.span,
                            environment_.types.structure(environment_.builtins.nursery), false);
    nurseries_.push_back(made->nursery);
    made->body = block(*expression.body, Want::nothing, nullptr);
    nurseries_.pop_back();
    contexts_.forget(known);
    scopes_.pop();
    bool const ends = resolve(made->body->type)->kind == TypeKind::never;
    made->type = scalar(ends ? TypeKind::never : TypeKind::void_);
    if (expression.handler) {
        made->type = scalar(TypeKind::void_);
        made->form = NurseryBlock::Form::caught;
        scopes_.push();
        if (expression.error && expression.error.text != "_")
            made->error = declare(expression.error.text, expression.error.span,
                                  environment_.open_error(), false);
        made->handler = block(*expression.handler, Want::nothing, nullptr);
        scopes_.pop();
    } else if (want == Want::value) {
        made->form = NurseryBlock::Form::value;
        made->type = environment_.types.variants(environment_.builtins.nursery_result);
    } else {
        made->form = NurseryBlock::Form::propagates;
        made->propagates_as = frame_error_side();
        check_task_errors(*made->nursery, made->propagates_as, expression.span);
    }
    return made;
}

/// The first failure of a task leaves the function like `?` does.
void BodyChecker::check_task_errors(Local const& nursery, TypeRef side, Span span)
{
    auto const found = task_errors_.find(&nursery);
    if (!side || side->kind == TypeKind::open_error || found == task_errors_.end())
        return;
    for (TypeRef error : found->second)
        if (resolve(error) != side)
            report(Diagnostic{Code::S2001, span,
                              "error " + show(error) +
                                  " of a task does not fit the function's error " + show(side)}
                       .suggest("handle it: `nursery do … end catch |e| do … end`"));
}

} // namespace janus::semantics
