#include "lowering/body.hpp"

#include "lowering/effects.hpp"

namespace janus::lowering {

using namespace semantics;

void Body::if_(Expr& expression, Target const& target)
{
    auto& made = as<If>(expression);
    bool const valued = !is_void(expression.type) && target.kind != Target::Kind::discard;
    Bindings bindings;
    bool copy = false;
    cpp::Expr condition;
    if (made.pattern) {
        cpp::Expr const matched =
            subject(*made.condition, snake_case(to_string(made.condition->type)));
        test(*made.pattern, matched, bindings);
        copy = is_mutable_place(*made.condition);
        condition = all_of(bindings.conditions);
    } else {
        condition = value(*made.condition, use_read);
    }
    Target const branch = valued ? declare_first(target) : target;
    NumberFacts::Mark const mark = facts_.mark();
    if (!made.pattern)
        facts_.learn(*made.condition, true);
    Stmts then = arm_body(*made.then, bindings, copy, branch);
    facts_.forget(mark);
    if (!made.pattern)
        facts_.learn(*made.condition, false);
    Stmts otherwise;
    if (made.otherwise)
        otherwise = into_block(*made.otherwise, branch);
    facts_.forget(mark);
    if (then.empty() && !otherwise.empty()) {
        add(cpp::if_(cpp::negate(std::move(condition)), std::move(otherwise)));
        return;
    }
    add(cpp::if_(std::move(condition), std::move(then), std::move(otherwise)));
}

void Body::block(Expr& expression, Target const& target)
{
    auto& made = as<Block>(expression);
    statements(made.statements, made.value, expression.span, target);
    bool const falls_out =
        !made.value && expression.type && expression.type->kind == TypeKind::void_;
    if (falls_out && !(target.kind == Target::Kind::return_ && is_void(shape_.result)))
        finish_unit(target);
}

void Body::throw_error(cpp::Expr error)
{
    if (error.kind != cpp::ExprKind::construct || error.text != "janus::Error")
        error = cpp::construct("janus::Error", {std::move(error)});
    add(cpp::jump("throw", cpp::construct("janus::EscapedError", {std::move(error)})));
}

void Body::return_(Jump& jump)
{
    Expr* given = jump.value;
    if (!given)
        return leave();
    bool const fails =
        given->kind == ExprKind::convert && as<Convert>(*given).conversion == Conversion::fail;
    // An error tells where it was made.
    if (fails && pending_.span.empty())
        pending_.span = jump.span;
    if (fails && shape_.throws_errors) {
        Expr* error = as<Convert>(*given).operand;
        if (error->kind == ExprKind::convert &&
            as<Convert>(*error).conversion == Conversion::error_widen)
            error = as<Convert>(*error).operand;
        return throw_error(value(*error, use_read));
    }
    if (is_void(shape_.result)) {
        into(*given, Target{});
        if (given->type->kind != TypeKind::never)
            leave();
        return;
    }
    Target target;
    target.kind = Target::Kind::return_;
    into(*given, target);
}

void Body::jump(Expr& expression)
{
    auto& made = as<Jump>(expression);
    if (expression.kind == ExprKind::return_)
        return return_(made);
    bool const leaves = expression.kind == ExprKind::break_;
    if (leave_loop(made))
        return;
    if (loop_stack_.empty() || made.loop == loop_stack_.back()) {
        return add(cpp::statement(leaves ? cpp::StmtKind::break_ : cpp::StmtKind::continue_));
    }
    std::string& label = leaves ? loops_[made.loop].end : loops_[made.loop].next;
    if (label.empty())
        label = (leaves ? "leave_" : "next_") + std::to_string(++labels_);
    add(cpp::go_to(label));
}

cpp::Expr Body::attempt(Expr& operand, std::string& name)
{
    cpp::Expr made = value(operand, use_take);
    bool const held = made.kind == cpp::ExprKind::name;
    if (held && made.parts.empty()) {
        name = made.text;
    } else if (made.kind == cpp::ExprKind::call && made.parts.size() == 2 &&
               made.parts[0].text == "std::move" && temporaries_.contains(made.parts[1].text)) {
        name = made.parts[1].text;
    } else {
        name = temporary("attempt", operand.type, std::move(made));
    }
    TypeRef const content = operand.type->arguments[0];
    bool const moves = temporaries_.contains(name) && !is_small(content) && !is_void(content);
    return cpp::prefix("*", moves ? cpp::move(cpp::name(name)) : cpp::name(name));
}

void Body::leave_with_error(Propagate const& propagate, std::string const& attempt)
{
    TypeRef const result = shape_.result;
    cpp::Expr const outcome = cpp::name(attempt);
    bool const fallible = result && result->kind == TypeKind::result;
    if (!fallible)
        return throw_error(cpp::method(outcome, "error", {}));
    TypeRef const from = propagate.operand->type->arguments[1];
    TypeRef const to = result->arguments[1];
    if (from == to || to->kind == TypeKind::open_error) {
        cpp::Expr const moved = temporaries_.contains(attempt) ? cpp::move(outcome) : outcome;
        return leave(cpp::method(moved, "failure", {}));
    }
    cpp::Expr error = widened_error(cpp::method(outcome, "error", {}), from, to, propagate.span);
    leave(cpp::move(std::move(error)));
}

cpp::Expr Body::propagate(Expr& expression, Use)
{
    auto& made = as<Propagate>(expression);
    std::string name;
    cpp::Expr content = attempt(*made.operand, name);
    Stmts leaving = apart([&] {
        if (made.option)
            leave(none_result());
        else
            leave_with_error(made, name);
    });
    add(cpp::if_(cpp::method(cpp::name(name), made.option ? "is_none" : "is_error", {}),
                 std::move(leaving)));
    return is_void(expression.type) ? cpp::name("") : content;
}

cpp::Expr Body::none_result() const
{
    return shape_.coroutine ? cpp::construct(module_.spell(shape_.result), {})
                            : cpp::name("janus::none");
}

void Body::catch_(Expr& expression, Target const& target)
{
    auto& made = as<Catch>(expression);
    std::string name;
    cpp::Expr const content = attempt(*made.operand, name);
    bool const valued =
        !is_void(made.operand->type->arguments[0]) && target.kind != Target::Kind::discard;
    bool const leaves = made.handler->type && made.handler->type->kind == TypeKind::never;
    bool const returns = target.kind == Target::Kind::return_;
    bool const chooses = valued && !leaves && !returns;
    Target const branch = chooses ? declare_first(target) : target;
    Bindings bindings;
    if (made.binding)
        bindings.locals.emplace_back(made.binding, cpp::method(cpp::name(name), "error", {}));
    Target const handler = valued && !leaves ? branch : Target{};
    Stmts failure = arm_body(*made.handler, bindings, false, handler);
    cpp::Expr const failed = cpp::method(cpp::name(name), "is_error", {});
    if (!chooses) {
        if (!failure.empty())
            add(cpp::if_(failed, std::move(failure)));
        if (valued)
            finish(content, expression, target);
        else
            finish_unit(target);
        return;
    }
    Stmts success;
    success.push_back(cpp::assign(branch.place, content));
    add(cpp::if_(cpp::method(cpp::name(name), "is_ok", {}), std::move(success),
                 std::move(failure)));
}

void Body::coalesce(Expr& expression, Target const& target)
{
    auto& made = as<Coalesce>(expression);
    std::string name;
    cpp::Expr content = attempt(*made.operand, name);
    if (expression.type->kind == TypeKind::option && made.operand->type->kind == TypeKind::option &&
        made.operand->type == expression.type)
        content = temporaries_.contains(name) ? cpp::move(cpp::name(name)) : cpp::name(name);
    if (target.kind == Target::Kind::discard) {
        Stmts otherwise = into_block(*made.otherwise, target);
        if (!otherwise.empty())
            add(cpp::if_(cpp::negate(cpp::name(name)), std::move(otherwise)));
        return;
    }
    bool const leaves = made.otherwise->type && made.otherwise->type->kind == TypeKind::never;
    std::string const missing =
        made.operand->type->kind == TypeKind::option ? "is_none" : "is_error";
    if (leaves || target.kind == Target::Kind::return_) {
        Stmts otherwise = into_block(*made.otherwise, leaves ? Target{} : target);
        add(cpp::if_(cpp::method(cpp::name(name), missing, {}), std::move(otherwise)));
        return finish(content, expression, target);
    }
    Target const branch = declare_first(target);
    Stmts success;
    success.push_back(cpp::assign(branch.place, content));
    Stmts otherwise = into_block(*made.otherwise, branch);
    add(cpp::if_(cpp::name(name), std::move(success), std::move(otherwise)));
}

void Body::option_chain(Expr& expression, Target const& target)
{
    auto& made = as<OptionChain>(expression);
    std::string name;
    static_cast<void>(attempt(*made.operand, name));
    Target const branch = target.kind == Target::Kind::discard || is_void(expression.type)
                              ? Target{}
                              : option_target(target);
    bind(made.local, cpp::prefix("*", cpp::name(name)));
    Stmts present = into_block(*made.body, branch);
    add(cpp::if_(cpp::method(cpp::name(name), "is_some", {}), std::move(present)));
    if (target.kind == Target::Kind::return_)
        leave(none_result());
}

Target Body::option_target(Target const& target)
{
    return target.kind == Target::Kind::return_ ? target : declare_first(target);
}

} // namespace janus::lowering
