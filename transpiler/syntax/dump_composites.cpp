#include "syntax/dump_state.hpp"

namespace janus::syntax {

using ast::ExprKind;

void Dumper::many(std::string_view label, ast::Expr const& node)
{
    auto const& many = ast::as<ast::Many>(node);
    put("(");
    put(label);
    if (many.type != nullptr) {
        put(" ");
        type(many.type);
    }
    for (auto const* const element : many.elements) {
        put(" ");
        expression(element);
    }
    put(")");
}

void Dumper::fields(std::string_view label, ast::Expr const& node)
{
    auto const& literal = ast::as<ast::Literal>(node);
    put("(");
    put(label);
    put(literal.path.empty() ? "" : " ");
    path(literal.path);
    if (!literal.type_arguments.empty()) {
        types("", literal.type_arguments);
    }
    put(literal.has_fields ? " {" : "");
    for (auto const& field : literal.fields) {
        put(field.spread ? " .." : " ");
        named("", field.name);
        put(field.name ? ":" : "");
        expression(field.value);
    }
    put(literal.has_fields ? " })" : ")");
}

void Dumper::composite(ast::Expr const& node)
{
    switch (node.kind) {
    case ExprKind::array:
        many("array", node);
        return;
    case ExprKind::tuple:
        many("tuple", node);
        return;
    case ExprKind::slice_literal:
        many("slice-literal", node);
        return;
    case ExprKind::array_repeat:
        put("(repeat ");
        expression(ast::as<ast::ArrayRepeat>(node).value);
        put(" ");
        expression(ast::as<ast::ArrayRepeat>(node).count);
        put(")");
        return;
    case ExprKind::enum_literal:
        fields("variant", node);
        return;
    case ExprKind::struct_literal:
        fields("new", node);
        return;
    case ExprKind::anonymous_literal:
        fields("anonymous", node);
        return;
    case ExprKind::table:
        put("(table");
        for (auto const& entry : ast::as<ast::Table>(node).entries) {
            put(entry.key == nullptr ? " .." : " ");
            if (entry.key != nullptr) {
                expression(entry.key);
                put(":");
            }
            expression(entry.value);
        }
        put(")");
        return;
    default:
        put("(@");
        named("", ast::as<ast::AtCall>(node).name);
        arguments(ast::as<ast::AtCall>(node).arguments);
        put(")");
        return;
    }
}

void Dumper::wrapped(std::string_view label, ast::Expr const& node)
{
    put("(");
    put(label);
    put(" ");
    expression(ast::as<ast::Wrapped>(node).operand);
    put(")");
}

void Dumper::jump(std::string_view label, ast::Expr const& node)
{
    auto const& jump = ast::as<ast::Jump>(node);
    put("(");
    put(label);
    named(" ", jump.label);
    if (jump.value != nullptr) {
        put(" ");
        expression(jump.value);
    }
    put(")");
}

void Dumper::control(ast::Expr const& node)
{
    switch (node.kind) {
    case ExprKind::try_:
        wrapped("try", node);
        return;
    case ExprKind::propagate:
        wrapped("?", node);
        return;
    case ExprKind::unwrap:
        wrapped("unwrap", node);
        return;
    case ExprKind::deref:
        wrapped("deref", node);
        return;
    case ExprKind::await:
        wrapped("await", node);
        return;
    case ExprKind::comptime:
        wrapped("comptime", node);
        return;
    case ExprKind::paren:
        expression(ast::as<ast::Wrapped>(node).operand);
        return;
    case ExprKind::spawn: {
        auto const& spawn = ast::as<ast::Spawn>(node);
        put("(spawn ");
        if (spawn.body != nullptr) {
            block(spawn.body);
        } else {
            expression(spawn.target);
        }
        for (auto const* const more : spawn.more) {
            put(" ");
            expression(more);
        }
        put(")");
        return;
    }
    case ExprKind::nursery:
        nursery(ast::as<ast::Nursery>(node));
        return;
    case ExprKind::if_: {
        auto const& branch = ast::as<ast::If>(node);
        put("(if ");
        condition(branch.condition);
        put(" ");
        block(branch.then);
        if (branch.otherwise != nullptr) {
            put(" else ");
            expression(branch.otherwise);
        }
        put(")");
        return;
    }
    case ExprKind::match:
        match(ast::as<ast::Match>(node));
        return;
    case ExprKind::block:
        block(ast::as<ast::BlockExpr>(node).block);
        return;
    case ExprKind::closure:
        closure(ast::as<ast::Closure>(node));
        return;
    case ExprKind::return_:
        jump("return", node);
        return;
    case ExprKind::break_:
        jump("break", node);
        return;
    case ExprKind::continue_:
        jump("continue", node);
        return;
    default:
        jump("fail", node);
        return;
    }
}

void Dumper::condition(ast::Condition const& condition)
{
    if (condition.pattern != nullptr) {
        put("let ");
        pattern(condition.pattern);
        put(" = ");
    }
    expression(condition.value);
}

void Dumper::nursery(ast::Nursery const& node)
{
    put("(nursery");
    arguments(node.arguments);
    if (node.context != nullptr) {
        put(" with ");
        expression(node.context);
    }
    named(" |", node.name);
    put(node.name ? "| " : " ");
    block(node.body);
    if (node.handler != nullptr) {
        named(" catch |", node.error);
        put("| ");
        block(node.handler);
    }
    put(")");
}

void Dumper::match(ast::Match const& node)
{
    put("(match ");
    expression(node.value);
    open();
    for (auto const& arm : node.arms) {
        line();
        pattern(arm.pattern);
        if (arm.guard != nullptr) {
            put(" when ");
            expression(arm.guard);
        }
        put(" => ");
        block(arm.body);
    }
    close();
    put(")");
}

void Dumper::closure(ast::Closure const& node)
{
    put("(closure |");
    bool first = true;
    for (auto const& parameter : node.parameters) {
        put(first ? "" : " ");
        pattern(parameter.pattern);
        if (parameter.type != nullptr) {
            put(":");
            type(parameter.type);
        }
        first = false;
    }
    put("| ");
    if (node.result != nullptr) {
        put("-> ");
        type(node.result);
        put(" ");
    }
    block(node.body);
    put(")");
}

} // namespace janus::syntax
