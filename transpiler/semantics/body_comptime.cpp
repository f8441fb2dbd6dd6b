// `comptime e`, and operators as values: `xs.fold(0, +)`.
#include "semantics/body_checker.hpp"
#include "semantics/constant.hpp"

namespace janus::semantics {

namespace {

/// The value of the block is what it yields at its end.
ast::Block with_yielded_value(Environment& environment, ast::Block const& block)
{
    ast::Block made = block;
    auto const* last =
        block.statements.empty() ? nullptr : ast::get_if<ast::Yield>(block.statements.back());
    if (!last || !last->value)
        return made;
    auto* value = environment.make<ast::ExprStmt>();
    value->kind = ast::StmtKind::expression;
    value->span = last->span;
    value->value = last->value;
    std::vector<ast::Stmt*> statements{block.statements.begin(), block.statements.end()};
    statements.back() = value;
    made.statements = environment.program.arena->list(statements);
    return made;
}

} // namespace

/// Only what is constant anyhow: the C++ compiler evaluates that.
Expr* BodyChecker::comptime(ast::Wrapped const& expression, Want want, TypeRef expected)
{
    ast::Expr const* operand = ast::without_parentheses(expression.operand);
    Expr* made = nullptr;
    if (auto const* whole = ast::get_if<ast::BlockExpr>(operand))
        made = block(with_yielded_value(environment_, *whole->block), want, expected);
    else
        made = value_or_effect(operand, want, expected);
    if (is_error(made))
        return made;
    if (Expr const* changing = not_constant(environment_, *made))
        environment_.unsupported(changing->span, "what is not constant in `comptime`",
                                 "leave `comptime` out, and it is computed when the program runs");
    return made;
}

/// `+` is `|left, right| left + right`.
Expr* BodyChecker::operator_value(ast::OperatorReference const& expression, TypeRef expected)
{
    Span const span = expression.span;
    auto const name_of = [&](std::string_view text) {
        auto* name = environment_.make<ast::NameExpr>();
        name->kind = ast::ExprKind::name;
        name->span = span;
        name->name = {text, span};
        return name;
    };
    auto const parameter = [&](std::string_view text) {
        auto* pattern = environment_.make<ast::PathPattern>();
        pattern->kind = ast::PatternKind::path;
        pattern->span = span;
        pattern->path = list(std::vector<ast::Name>{{text, span}});
        return ast::ClosureParameter{pattern, nullptr};
    };
    auto* operation = environment_.make<ast::Binary>();
    operation->kind = ast::ExprKind::binary;
    operation->span = operation->op_span = span;
    operation->op = expression.op;
    operation->left = name_of("left");
    operation->right = name_of("right");
    auto* value = environment_.make<ast::ExprStmt>();
    value->kind = ast::StmtKind::expression;
    value->span = span;
    value->value = operation;
    auto* body = environment_.make<ast::Block>();
    body->span = span;
    body->statements = list(std::vector<ast::Stmt*>{value});
    ast::Closure function;
    function.kind = ast::ExprKind::closure;
    function.span = span;
    function.parameters =
        list(std::vector<ast::ClosureParameter>{parameter("left"), parameter("right")});
    function.body = body;
    function.expression = true;
    return closure(function, expected);
}

} // namespace janus::semantics
