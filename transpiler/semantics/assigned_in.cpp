#include "semantics/null_tests.hpp"

namespace janus::semantics {

namespace {

/// Looks through everything below a block, closures included.
class Search {
public:
    explicit Search(std::string_view name) : name_(name) {}

    void block(ast::Block const* block)
    {
        if (block)
            for (ast::Stmt const* one : block->statements)
                statement(*one);
    }
    Span found;

private:
    bool is_name(ast::Expr const* expression) const
    {
        auto const* name = ast::get_if<ast::NameExpr>(ast::without_parentheses(expression));
        return name && name->name.text == name_;
    }
    void arguments(ast::List<ast::Argument> list)
    {
        for (ast::Argument const& argument : list)
            expression(argument.value);
    }
    void statement(ast::Stmt const& statement);
    void expression(ast::Expr const* expression);
    void control(ast::Expr const& expression);
    void literal(ast::Expr const& expression);

    std::string_view name_;
};

void Search::statement(ast::Stmt const& statement)
{
    expression(statement.guard.condition);
    switch (statement.kind) {
    case ast::StmtKind::let:
        return expression(ast::as<ast::Let>(statement).value);
    case ast::StmtKind::var:
        return expression(ast::as<ast::Var>(statement).value);
    case ast::StmtKind::assign: {
        auto const& node = ast::as<ast::Assign>(statement);
        if (is_name(node.target))
            found = node.target->span;
        expression(node.target);
        return expression(node.value);
    }
    case ast::StmtKind::expression:
        return expression(ast::as<ast::ExprStmt>(statement).value);
    case ast::StmtKind::defer:
        return block(ast::as<ast::Defer>(statement).body);
    case ast::StmtKind::while_:
        expression(ast::as<ast::While>(statement).condition.value);
        return block(ast::as<ast::While>(statement).body);
    case ast::StmtKind::for_:
        expression(ast::as<ast::For>(statement).iterable);
        return block(ast::as<ast::For>(statement).body);
    case ast::StmtKind::using_:
        expression(ast::as<ast::Using>(statement).value);
        return block(ast::as<ast::Using>(statement).body);
    case ast::StmtKind::with_chain: {
        auto const& node = ast::as<ast::WithChain>(statement);
        for (ast::WithStep const& step : node.steps)
            expression(step.value);
        block(node.body);
        return block(node.otherwise);
    }
    case ast::StmtKind::with_block:
        expression(ast::as<ast::WithBlock>(statement).context);
        return block(ast::as<ast::WithBlock>(statement).body);
    case ast::StmtKind::select:
        for (ast::SelectCase const& one : ast::as<ast::Select>(statement).cases) {
            expression(one.value);
            block(one.body);
        }
        return;
    case ast::StmtKind::receive: {
        auto const& node = ast::as<ast::Receive>(statement);
        for (ast::ReceiveArm const& arm : node.arms)
            block(arm.body);
        block(node.body);
        return block(node.after ? node.after->body : nullptr);
    }
    case ast::StmtKind::declaration:
        if (auto const* node =
                ast::get_if<ast::Function>(ast::as<ast::DeclStmt>(statement).declaration))
            block(node->body);
        return;
    case ast::StmtKind::yield:
        return expression(ast::as<ast::Yield>(statement).value);
    case ast::StmtKind::error:
        return;
    }
}

/// Expressions with blocks in them.
void Search::control(ast::Expr const& node)
{
    switch (node.kind) {
    case ast::ExprKind::catch_:
        expression(ast::as<ast::Catch>(node).operand);
        expression(ast::as<ast::Catch>(node).value);
        return block(ast::as<ast::Catch>(node).body);
    case ast::ExprKind::spawn:
        expression(ast::as<ast::Spawn>(node).target);
        for (ast::Expr const* one : ast::as<ast::Spawn>(node).more)
            expression(one);
        return block(ast::as<ast::Spawn>(node).body);
    case ast::ExprKind::nursery:
        block(ast::as<ast::Nursery>(node).body);
        return block(ast::as<ast::Nursery>(node).handler);
    case ast::ExprKind::if_:
        expression(ast::as<ast::If>(node).condition.value);
        block(ast::as<ast::If>(node).then);
        return expression(ast::as<ast::If>(node).otherwise);
    case ast::ExprKind::match:
        expression(ast::as<ast::Match>(node).value);
        for (ast::MatchArm const& arm : ast::as<ast::Match>(node).arms) {
            expression(arm.guard);
            block(arm.body);
        }
        return;
    case ast::ExprKind::block:
        return block(ast::as<ast::BlockExpr>(node).block);
    case ast::ExprKind::closure:
        return block(ast::as<ast::Closure>(node).body);
    default:
        return literal(node);
    }
}

void Search::literal(ast::Expr const& node)
{
    switch (node.kind) {
    case ast::ExprKind::interpolation:
        for (ast::InterpolationPart const& part : ast::as<ast::Interpolation>(node).parts)
            expression(part.value);
        return;
    case ast::ExprKind::array:
    case ast::ExprKind::tuple:
    case ast::ExprKind::slice_literal:
        for (ast::Expr const* one : static_cast<ast::Many const&>(node).elements)
            expression(one);
        return;
    case ast::ExprKind::enum_literal:
    case ast::ExprKind::struct_literal:
    case ast::ExprKind::anonymous_literal:
        for (ast::FieldInit const& field : static_cast<ast::Literal const&>(node).fields)
            expression(field.value);
        return;
    case ast::ExprKind::table:
        for (ast::TableEntry const& entry : ast::as<ast::Table>(node).entries)
            expression(entry.value);
        return;
    case ast::ExprKind::return_:
    case ast::ExprKind::fail:
        return expression(static_cast<ast::Jump const&>(node).value);
    default:
        return;
    }
}

void Search::expression(ast::Expr const* node)
{
    if (!node || !found.empty())
        return;
    switch (node->kind) {
    case ast::ExprKind::member:
        return expression(ast::as<ast::Member>(*node).base);
    case ast::ExprKind::tuple_index:
        return expression(ast::as<ast::TupleIndex>(*node).base);
    case ast::ExprKind::index:
        return expression(ast::as<ast::Index>(*node).base);
    case ast::ExprKind::call:
        expression(ast::as<ast::Call>(*node).callee);
        return arguments(ast::as<ast::Call>(*node).arguments);
    case ast::ExprKind::unary: {
        auto const& unary = ast::as<ast::Unary>(*node);
        if (unary.op == ast::UnaryOp::reference_mut && is_name(unary.operand))
            found = unary.span;
        return expression(unary.operand);
    }
    case ast::ExprKind::binary:
        expression(ast::as<ast::Binary>(*node).left);
        return expression(ast::as<ast::Binary>(*node).right);
    case ast::ExprKind::pipe:
        expression(ast::as<ast::Pipe>(*node).left);
        return expression(ast::as<ast::Pipe>(*node).right);
    case ast::ExprKind::cast:
        return expression(ast::as<ast::Cast>(*node).operand);
    case ast::ExprKind::with_context:
        return expression(ast::as<ast::WithContext>(*node).operand);
    case ast::ExprKind::try_:
    case ast::ExprKind::propagate:
    case ast::ExprKind::unwrap:
    case ast::ExprKind::await:
    case ast::ExprKind::paren:
        return expression(static_cast<ast::Wrapped const*>(node)->operand);
    default:
        return control(*node);
    }
}

} // namespace

Span assigned_in(ast::Block const& block, std::string_view name)
{
    Search search{name};
    search.block(&block);
    return search.found;
}

} // namespace janus::semantics
