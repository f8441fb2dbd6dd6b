// Error unions and options: `?`, `try`, `catch`, `or do`, `.?`, `?.`, `fail`.
#include "semantics/body_checker.hpp"

namespace janus::semantics {

/// The error side of the function around, or null if it has none (or it is not known yet).
TypeRef BodyChecker::frame_error_side() const
{
    if (frames_.empty() || !frames_.back()->result)
        return nullptr;
    TypeRef const result = resolve(frames_.back()->result);
    return result->kind == TypeKind::result ? resolve(result->arguments[1]) : nullptr;
}

bool BodyChecker::errors_escape() const
{
    Frame const* frame = frames_.empty() ? nullptr : frames_.back();
    return frame && (frame->task || (!frame->closure && !frame->function && actor_));
}

Expr* BodyChecker::propagate(ast::Wrapped const& expression)
{
    return propagated(check_fallible(expression.operand), expression.span);
}

Expr* BodyChecker::propagated(Expr* operand, Span span)
{
    TypeRef const type = resolve(operand->type);
    if (type->kind == TypeKind::error)
        return operand;
    if (type->kind != TypeKind::result && type->kind != TypeKind::option)
        return fail(Diagnostic{Code::S0005, span,
                               "`?` needs an error union or an option, found " + show(type)});
    auto* made = node<Propagate>(ExprKind::propagate, span, type->arguments[0]);
    made->operand = operand;
    made->option = type->kind == TypeKind::option;
    Frame const* frame = frames_.empty() ? nullptr : frames_.back();
    // In an arm or hook an error that escapes crashes the actor.
    if (!made->option && errors_escape())
        return made;
    TypeRef const result = frame && frame->result ? resolve(frame->result) : nullptr;
    if (made->option) {
        if (!result || result->kind != TypeKind::option)
            return fail(Diagnostic{Code::S2001, span,
                                   "`?` on an option needs a function that returns an option"}
                            .suggest("give a default with `??`, or use `if let`"));
        return made;
    }
    TypeRef const side = frame_error_side();
    if (!side)
        return fail(
            Diagnostic{Code::S2001, span, "`?` outside a function returning an error union"}
                .suggest("handle the error with `catch`, or declare the result as `T ! Error`"));
    if (!error_fits(type->arguments[1], side))
        return fail(Diagnostic{Code::S2001, span,
                               "error " + show(type->arguments[1]) +
                                   " does not fit the function's error " + show(side)});
    return made;
}

Expr* BodyChecker::unwrap(ast::Wrapped const& expression)
{
    Expr* operand = as_declared(check(expression.operand));
    TypeRef const type = resolve(operand->type);
    if (type->kind == TypeKind::error)
        return operand;
    if (type->kind != TypeKind::option)
        return fail(
            Diagnostic{Code::S0005, expression.span, "`.?` needs an option, found " + show(type)});
    return call_builtin(builtin_method(*environment_.builtins.option, "unwrap"), {operand},
                        type->arguments[0], expression.span);
}

Expr* BodyChecker::catch_(ast::Catch const& expression, TypeRef expected)
{
    Expr* operand = check_fallible(expression.operand);
    TypeRef const type = resolve(operand->type);
    bool const ok = type->kind == TypeKind::result;
    TypeRef const value = ok ? type->arguments[0] : environment_.error_type();
    TypeRef const error = ok ? type->arguments[1] : environment_.error_type();
    if (!ok && type->kind != TypeKind::error)
        report(Diagnostic{Code::S0005, expression.operand->span,
                          "nothing to catch: " + show(type) + " is not an error union"});
    auto* made = node<Catch>(ExprKind::catch_, expression.span, value);
    made->operand = operand;
    scopes_.push();
    if (expression.binding && expression.binding.text != "_")
        made->binding = declare(expression.binding.text, expression.binding.span, error, false);
    bool const void_value = resolve(value)->kind == TypeKind::void_;
    if (expression.form == ast::CatchForm::value && !expression.body) {
        made->handler = void_value ? value_or_effect(expression.value, Want::nothing, nullptr)
                                   : check(expression.value, value);
    } else {
        made->handler = block(*expression.body, void_value ? Want::nothing : Want::value,
                              void_value ? nullptr : value);
    }
    scopes_.pop();
    if (!void_value && ok && resolve(made->handler->type)->kind == TypeKind::void_) {
        // As a statement the value is dropped anyway; the handler needs none.
        if (!expected)
            return made;
    }
    if (!void_value)
        made->handler = coerce(made->handler, value);
    return made;
}

/// What follows `?.` sees the value inside: `x?.f`, `x?.f(…)`, `x?.[i]`.
Expr* BodyChecker::inside_option(ast::Expr const& base, Span span,
                                 std::function<Expr*(Expr*)> const& rest)
{
    Expr* operand = as_declared(check(&base));
    TypeRef const type = resolve(operand->type);
    if (type->kind == TypeKind::error)
        return operand;
    // `f()?.x` of an error union is `(f()?).x`.
    if (type->kind == TypeKind::result)
        return rest(propagated(operand, base.span));
    if (type->kind != TypeKind::option)
        return fail(Diagnostic{Code::S0005, span, "`?.` needs an option, found " + show(type)});
    auto* made = node<OptionChain>(ExprKind::option_chain, span, nullptr);
    made->operand = operand;
    made->local = environment_.make_local("", span, type->arguments[0]);
    locals_.push_back(made->local);
    made->body = rest(local_ref(made->local, base.span));
    TypeRef const inner = resolve(made->body->type);
    made->type = inner->kind == TypeKind::option ? inner : environment_.option(inner);
    return inner->kind == TypeKind::error ? made->body : made;
}

Expr* BodyChecker::option_member(ast::Member const& expression)
{
    return inside_option(*expression.base, expression.span, [&](Expr* value) {
        return member_of_value(value, expression.name, expression.span);
    });
}

Expr* BodyChecker::fail_(ast::Jump const& expression)
{
    auto* made = node<Jump>(ExprKind::return_, expression.span, scalar(TypeKind::never));
    Frame const* frame = frames_.empty() ? nullptr : frames_.back();
    bool const in_arm = errors_escape();
    TypeRef const side = frame_error_side();
    // `fail Name` adds an ad-hoc error to an open set.
    auto const* word = ast::get_if<ast::NameExpr>(expression.value);
    bool const open = in_arm || (side && side->kind == TypeKind::open_error);
    if (word && open && !find_local(word->name.text) && !context_.scope->find(word->name.text)) {
        made->value = open_error(word->name, {}, expression.value->span);
    } else {
        made->value = check(expression.value, side);
    }
    if (is_error(made->value))
        return made;
    TypeRef const type = resolve(made->value->type);
    if (!is_error_type(type))
        return fail(Diagnostic{Code::S2001, expression.value->span,
                               "`fail` needs an error, found " + show(type)});
    if (in_arm) {
        // Leaves the arm: the actor crashes with reason error(name).
        made->value =
            convert(Conversion::fail,
                    type->kind == TypeKind::open_error
                        ? made->value
                        : convert(Conversion::error_widen, made->value, environment_.open_error()),
                    environment_.result(scalar(TypeKind::void_), environment_.open_error()));
        return made;
    }
    if (!side)
        return fail(Diagnostic{Code::S2001, expression.span,
                               "`fail` outside a function returning an error union"}
                        .suggest("declare the result as `T ! " + to_string(type) + "`"));
    made->value = coerce(made->value, frame->result);
    return made;
}

} // namespace janus::semantics
