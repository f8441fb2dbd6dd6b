#include "syntax/builder.hpp"

namespace janus::syntax {

using ast::ExprKind;
using diagnostics::Code;
using K = NodeKind;
using T = TokenKind;

ast::Condition Builder::condition(NodeView node)
{
    ast::Condition result;
    if (node.kind() == K::error_head) {
        result.value = error_expression(span(node));
    }
    for (NodeView const child : node) {
        if (child.kind() == K::pattern) {
            result.pattern = pattern(child);
        } else if (child.kind() == K::expression) {
            result.value = expression(child);
        } else {
            result.value = error_expression(span(child));
        }
    }
    return result;
}

ast::Expr* Builder::if_expression(NodeView node)
{
    // Chains nest to the right in the tree, so a long one is as bad as deep nesting.
    constexpr std::size_t max_parts = 500;
    auto const parts = node.children();
    if (parts.size() > max_parts) {
        report(Code::P0016, span(parts[0]), "this `if` has too many branches; use `match`");
        return error_expression(span(node));
    }
    return if_parts(parts, 0, span(node));
}

// The parts are: condition, branch, then `else if`s and at most one `else`.
ast::If* Builder::if_parts(std::vector<NodeView> const& parts, std::size_t at, source::Span span)
{
    auto* const result = arena_.make<ast::If>();
    result->kind = ExprKind::if_;
    result->span = span;
    result->condition = condition(parts[at]);
    NodeView const branch = parts[at + 1];
    if (branch.kind() == K::flat_branch) {
        result->flat = true;
        NodeView const inner = branch.front();
        result->then = block_of(expression(inner));
        bool const has_else = at + 2 < parts.size() && parts[at + 2].kind() == K::else_branch;
        auto const* const value = result->condition.value;
        if (!has_else && value != nullptr && value->kind != ExprKind::paren) {
            diagnostics_.add(
                diagnostics::Diagnostic(Code::P0006, value->span,
                                        "the condition of an `if` without a block needs "
                                        "parentheses")
                    .suggest("write `if (…)`, or use `do … end`"));
        }
    } else {
        result->then = block(branch);
    }
    result->otherwise = otherwise(parts, at + 2);
    return result;
}

ast::Expr* Builder::otherwise(std::vector<NodeView> const& parts, std::size_t at)
{
    if (at >= parts.size()) {
        return nullptr;
    }
    auto const wrap = [&](ast::Block* inner, source::Span place) {
        auto* const result = arena_.make<ast::BlockExpr>();
        result->kind = ExprKind::block;
        result->span = place;
        result->block = inner;
        return result;
    };
    NodeView const node = parts[at];
    if (node.kind() == K::else_branch) {
        if (at + 1 < parts.size()) {
            report(Code::P0001, span(parts[at + 1].first()), "a second `else` for the same `if`");
        }
        NodeView const inner = node.front();
        if (inner.kind() == K::block) {
            return wrap(block(inner), span(node));
        }
        auto* const value = expression(inner);
        return wrap(block_of(value), value->span);
    }
    // `else if`: its own condition and branch, then whatever of the chain is left.
    auto inner = node.children();
    NodeView more;
    if (inner.back().kind() == K::block && inner.size() > 2 &&
        inner[inner.size() - 1].first() >= inner[inner.size() - 2].last()) {
        more = inner.back();
        inner.pop_back();
    }
    inner.insert(inner.end(), parts.begin() + static_cast<std::ptrdiff_t>(at) + 1, parts.end());
    auto const place = span(node.first() + 1, parts.back().last());
    auto* const chained = if_parts(inner, 0, place);
    if (!more || !more.has_children()) {
        return chained;
    }
    // Statements behind a braced `else if` inside `do … end` belong to that branch.
    std::vector<ast::Stmt*> statements{expression_statement(chained)};
    for (NodeView const child : more) {
        statements.push_back(statement(child));
    }
    return wrap(block_of(statements, place), place);
}

ast::Expr* Builder::guard_expression(NodeView node)
{
    auto const written = node.find(K::guard);
    return written ? expression(written.front()) : nullptr;
}

ast::Expr* Builder::match_expression(NodeView node)
{
    auto* const result = arena_.make<ast::Match>();
    result->kind = ExprKind::match;
    result->span = span(node);
    result->brace = is(node.last() - 1, T::brace_close);
    std::vector<ast::MatchArm> arms;
    for (NodeView const child : node) {
        if (child.kind() == K::expression) {
            result->value = expression(child);
        } else if (child.kind() == K::error_head) {
            result->value = error_expression(span(child));
        } else if (child.kind() == K::error_arm) {
            result->incomplete = true;
        } else if (child.kind() == K::match_arm) {
            ast::MatchArm arm;
            arm.span = span(child);
            arm.pattern = pattern(child.front());
            arm.guard = guard_expression(child);
            for (NodeView const part : child) {
                if (part.kind() != K::pattern && part.kind() != K::guard) {
                    arm.body = arm_body(part, arm.expression);
                }
            }
            arms.push_back(arm);
        }
    }
    result->arms = list(arms);
    return result;
}

// A body without `do` or braces is one statement; `expression` tells them apart.
ast::Block* Builder::arm_body(NodeView node, bool& expression)
{
    if (node.kind() == K::block) {
        expression = false;
        return block(node);
    }
    expression = true;
    auto* const one = statement(node);
    return block_of({one}, one->span);
}

} // namespace janus::syntax
