#include "semantics/returns_value.hpp"

namespace janus::semantics {

namespace {

bool in_expression(ast::Expr const* expression)
{
    if (!expression)
        return false;
    switch (expression->kind) {
    case ast::ExprKind::return_:
        return static_cast<ast::Jump const*>(expression)->value != nullptr;
    case ast::ExprKind::block:
        return returns_value(*ast::as<ast::BlockExpr>(*expression).block);
    case ast::ExprKind::paren:
    case ast::ExprKind::try_:
    case ast::ExprKind::await:
    case ast::ExprKind::propagate:
        return in_expression(static_cast<ast::Wrapped const*>(expression)->operand);
    case ast::ExprKind::if_: {
        auto const& node = ast::as<ast::If>(*expression);
        return (node.then && returns_value(*node.then)) || in_expression(node.otherwise);
    }
    case ast::ExprKind::match:
        for (ast::MatchArm const& arm : ast::as<ast::Match>(*expression).arms)
            if (arm.body && returns_value(*arm.body))
                return true;
        return false;
    case ast::ExprKind::catch_: {
        auto const& node = ast::as<ast::Catch>(*expression);
        return in_expression(node.value) || (node.body && returns_value(*node.body));
    }
    case ast::ExprKind::nursery: {
        auto const& node = ast::as<ast::Nursery>(*expression);
        return node.body && returns_value(*node.body);
    }
    case ast::ExprKind::binary: {
        auto const& node = ast::as<ast::Binary>(*expression);
        return in_expression(node.left) || in_expression(node.right);
    }
    default:
        return false;
    }
}

bool in_statement(ast::Stmt const& statement)
{
    switch (statement.kind) {
    case ast::StmtKind::expression:
        return in_expression(ast::as<ast::ExprStmt>(statement).value);
    case ast::StmtKind::let:
        return in_expression(ast::as<ast::Let>(statement).value);
    case ast::StmtKind::var:
        return in_expression(ast::as<ast::Var>(statement).value);
    case ast::StmtKind::assign:
        return in_expression(ast::as<ast::Assign>(statement).value);
    case ast::StmtKind::while_:
        return returns_value(*ast::as<ast::While>(statement).body);
    case ast::StmtKind::for_:
        return returns_value(*ast::as<ast::For>(statement).body);
    case ast::StmtKind::using_:
        return returns_value(*ast::as<ast::Using>(statement).body);
    case ast::StmtKind::with_block:
        return returns_value(*ast::as<ast::WithBlock>(statement).body);
    case ast::StmtKind::with_chain: {
        auto const& node = ast::as<ast::WithChain>(statement);
        return returns_value(*node.body) || (node.otherwise && returns_value(*node.otherwise));
    }
    case ast::StmtKind::select:
        for (ast::SelectCase const& one : ast::as<ast::Select>(statement).cases)
            if (one.body && returns_value(*one.body))
                return true;
        return false;
    default:
        return false;
    }
}

} // namespace

bool returns_value(ast::Block const& block)
{
    for (ast::Stmt const* statement : block.statements)
        if (in_statement(*statement))
            return true;
    return false;
}

} // namespace janus::semantics
