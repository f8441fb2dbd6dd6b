#include "syntax/builder.hpp"

namespace janus::syntax {

using ast::StmtKind;
using diagnostics::Code;
using K = NodeKind;
using T = TokenKind;

// Also for records that are no blocks themselves but hold parameters and statements.
ast::Block* Builder::block(NodeView node)
{
    std::vector<ast::Stmt*> statements;
    for (NodeView const child : node) {
        if (child.kind() == K::closure_parameters) {
            continue;
        }
        statements.push_back(statement(child));
        statements.insert(statements.end(), after_actor_.begin(), after_actor_.end());
        after_actor_.clear();
    }
    auto* const result = block_of(statements, span(node));
    result->brace = node.first() < node.last() && is(node.first(), T::brace_open);
    return result;
}

ast::Block* Builder::block_of(std::vector<ast::Stmt*> const& statements, source::Span span)
{
    auto* const result = arena_.make<ast::Block>();
    result->span = span;
    result->statements = list(statements);
    return result;
}

ast::Block* Builder::block_of(ast::Expr* value)
{
    return block_of({expression_statement(value)}, value->span);
}

ast::Stmt* Builder::expression_statement(ast::Expr* value)
{
    auto* const result = finish(arena_.make<ast::ExprStmt>(), StmtKind::expression, value->span);
    result->value = value;
    return result;
}

ast::Stmt* Builder::error_statement(NodeView node)
{
    auto* const result = finish(arena_.make<ast::DamagedStmt>(), StmtKind::error, span(node));
    std::vector<ast::Name> names;
    if (is(node.first(), T::keyword_let) || is(node.first(), T::keyword_var) ||
        is(node.first(), T::keyword_const)) {
        for (auto at = node.first() + 1; at <= node.last(); ++at) {
            if (is(at, T::equal) || is(at, T::colon) || is(at, T::newline))
                break;
            if (is(at, T::identifier))
                names.push_back(name(at));
        }
    }
    result->names = list(names);
    return result;
}

ast::Stmt* Builder::statement(NodeView node)
{
    switch (node.kind()) {
    case K::let_statement:
    case K::walrus_statement:
        return let_statement(node);
    case K::var_statement:
        return var_statement(node);
    case K::defer_statement:
        return defer_statement(node);
    case K::while_statement:
        return while_statement(node);
    case K::for_statement:
        return for_statement(node);
    case K::using_statement:
        return using_statement(node);
    case K::with_chain:
        return with_chain(node);
    case K::with_block:
        return with_block(node);
    case K::select_statement:
        return select_statement(node);
    case K::receive:
        return receive(node);
    case K::declaration: {
        auto* const result =
            finish(arena_.make<ast::DeclStmt>(), StmtKind::declaration, span(node));
        result->declaration = declaration(node);
        return result;
    }
    case K::misplaced_modifier:
        return modified_statement(node);
    case K::do_statement: {
        auto* const inner = arena_.make<ast::BlockExpr>();
        inner->kind = ast::ExprKind::block;
        inner->span = span(node);
        inner->block = block(node.front());
        return expression_statement(inner);
    }
    case K::simple_statement:
        return simple_statement(node);
    case K::error_statement:
        return error_statement(node);
    default:
        return simple(node);
    }
}

ast::Stmt* Builder::modified_statement(NodeView node)
{
    ast::Stmt* const result = statement(node.front());
    if (node.front().kind() == K::let_statement) {
        static_cast<ast::Let*>(result)->visible = true;
    } else if (node.front().kind() == K::var_statement) {
        static_cast<ast::Var*>(result)->visible = true;
    } else if (node.front().kind() == K::declaration) {
        report(Code::P0011, span(node.first()),
               "`" + std::string(text(node.first())) + "` is written twice");
    } else {
        report(Code::P0010, span(node.first()),
               "`" + std::string(text(node.first())) + "` belongs to a declaration");
    }
    return result;
}

ast::Stmt* Builder::simple(NodeView node)
{
    switch (node.kind()) {
    case K::jump:
        return expression_statement(jump(node));
    case K::yield_statement: {
        auto* const result = finish(arena_.make<ast::Yield>(), StmtKind::yield, span(node));
        if (node.has_children()) {
            result->value = expression(node.front());
        }
        return result;
    }
    case K::expression_statement: {
        if (node.find(K::assign_operator)) {
            return assign(node);
        }
        auto* const result = expression_statement(value(node.front()));
        result->span = span(node);
        return result;
    }
    default:
        return error_statement(node);
    }
}

ast::Stmt* Builder::simple_statement(NodeView node)
{
    ast::Stmt* const result = simple(node.front());
    bool guarded = false;
    for (NodeView const child : node) {
        if (child.kind() != K::guard) {
            continue;
        }
        if (guarded) {
            report(Code::P0012, span(child), "a statement takes one postfix guard only");
        } else {
            result->guard = guard(child);
        }
        guarded = true;
    }
    auto const* const plain = ast::get_if<ast::ExprStmt>(result);
    if (guarded && plain != nullptr && plain->value->kind != ast::ExprKind::call &&
        (is(node.front().last() - 1, T::keyword_end) ||
         plain->value->kind == ast::ExprKind::match || plain->value->kind == ast::ExprKind::if_)) {
        report(Code::P0012, span(node.find(K::guard)),
               "a block takes no postfix guard; put it inside an `if`");
    }
    result->span = span(node);
    return result;
}

ast::Guard Builder::guard(NodeView node)
{
    return {expression(node.front()), is(node.first(), T::keyword_unless)};
}

// An expression, or a command call such as `print "x", y`.
ast::Expr* Builder::value(NodeView node)
{
    return node.kind() == K::command ? command(node) : expression(node);
}

ast::Expr* Builder::command(NodeView node)
{
    NodeView const words = node.front();
    ast::Expr* callee = name_expression(words.first());
    for (std::uint32_t token = words.first() + 2; token < words.last(); token += 2) {
        auto* const inner = arena_.make<ast::Member>();
        inner->kind = ast::ExprKind::member;
        inner->span = join(callee->span, span(token));
        inner->base = callee;
        inner->name = name(token);
        callee = inner;
    }
    auto* const result = arena_.make<ast::Call>();
    result->kind = ast::ExprKind::call;
    result->span = span(node);
    result->callee = callee;
    result->arguments = arguments(node);
    result->command = true;
    return result;
}

ast::Stmt* Builder::let_statement(NodeView node)
{
    auto* const result = finish(arena_.make<ast::Let>(), StmtKind::let, span(node));
    result->constant = is(node.first(), T::keyword_const);
    result->walrus = node.kind() == K::walrus_statement;
    for (NodeView const child : node) {
        switch (child.kind()) {
        case K::name: {
            auto* const bound = arena_.make<ast::PathPattern>();
            bound->kind = ast::PatternKind::path;
            bound->span = span(child);
            bound->path = list<ast::Name>({name(child)});
            result->pattern = bound;
            break;
        }
        case K::pattern:
            result->pattern = pattern(child);
            break;
        case K::type:
            result->type = type(child);
            break;
        case K::guard:
            report(Code::P0012, span(child), "a declaration takes no postfix guard");
            break;
        default:
            result->value = value(child);
            break;
        }
    }
    return result;
}

ast::Stmt* Builder::var_statement(NodeView node)
{
    auto* const result = finish(arena_.make<ast::Var>(), StmtKind::var, span(node));
    for (NodeView const child : node) {
        switch (child.kind()) {
        case K::name:
            result->name = name(child);
            break;
        case K::type:
            result->type = type(child);
            break;
        default:
            result->value = value(child);
            break;
        }
    }
    return result;
}

ast::Stmt* Builder::assign(NodeView node)
{
    auto const parts = node.children();
    auto* const result = finish(arena_.make<ast::Assign>(), StmtKind::assign, span(node));
    result->target = expression(parts[0]);
    result->op_span = span(parts[1]);
    result->value = value(parts[2]);
    result->compound = true;
    switch (kind(parts[1].first())) {
    case T::plus_equal:
        result->op = ast::BinaryOp::add;
        break;
    case T::minus_equal:
        result->op = ast::BinaryOp::subtract;
        break;
    case T::star_equal:
        result->op = ast::BinaryOp::multiply;
        break;
    case T::slash_equal:
        result->op = ast::BinaryOp::divide;
        break;
    case T::percent_equal:
        result->op = ast::BinaryOp::remainder;
        break;
    case T::ampersand_equal:
        result->op = ast::BinaryOp::bit_and;
        break;
    case T::bar_equal:
        result->op = ast::BinaryOp::bit_or;
        break;
    case T::caret_equal:
        result->op = ast::BinaryOp::bit_xor;
        break;
    case T::less_less_equal:
        result->op = ast::BinaryOp::shift_left;
        break;
    case T::greater:
        result->op = ast::BinaryOp::shift_right;
        break;
    default:
        result->compound = false;
        break;
    }
    check_target(result->target);
    return result;
}

void Builder::check_target(ast::Expr const* target)
{
    using ast::ExprKind;
    switch (target->kind) {
    case ExprKind::name:
    case ExprKind::member:
    case ExprKind::tuple_index:
    case ExprKind::index:
    case ExprKind::deref:
    case ExprKind::error:
        return;
    case ExprKind::paren:
        check_target(static_cast<ast::Wrapped const*>(target)->operand);
        return;
    case ExprKind::tuple:
        for (auto const* const element : static_cast<ast::Many const*>(target)->elements) {
            check_target(element);
        }
        return;
    default:
        report(Code::P0014, target->span, "this cannot be assigned to");
        return;
    }
}

} // namespace janus::syntax
