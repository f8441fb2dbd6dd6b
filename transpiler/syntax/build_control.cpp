#include "syntax/builder.hpp"

namespace janus::syntax {

using ast::StmtKind;
using K = NodeKind;
using T = TokenKind;

ast::Stmt* Builder::defer_statement(NodeView node)
{
    auto* const result = finish(arena_.make<ast::Defer>(), StmtKind::defer, span(node));
    bool single = false;
    result->body = arm_body(node.front(), single);
    result->block_form = !single;
    result->on_error = is(node.first(), T::word_errdefer);
    return result;
}

ast::Stmt* Builder::while_statement(NodeView node)
{
    auto* const result = finish(arena_.make<ast::While>(), StmtKind::while_, span(node));
    for (NodeView const child : node) {
        switch (child.kind()) {
        case K::label:
            result->label = name(child.first());
            break;
        case K::condition:
            result->condition = condition(child);
            break;
        case K::error_head:
            result->condition.value = error_expression(span(child));
            break;
        default:
            result->body = block(child);
            break;
        }
    }
    return result;
}

ast::Stmt* Builder::for_statement(NodeView node)
{
    auto* const result = finish(arena_.make<ast::For>(), StmtKind::for_, span(node));
    std::vector<ast::Pattern*> patterns;
    for (NodeView const child : node) {
        switch (child.kind()) {
        case K::label:
            result->label = name(child.first());
            break;
        case K::pattern:
            patterns.push_back(pattern(child));
            break;
        case K::block: {
            result->body = block(child);
            // `for xs do |x| … end`
            for (auto const& parameter : closure_parameters(child)) {
                patterns.push_back(parameter.pattern);
                result->block_parameter = true;
            }
            break;
        }
        case K::error_head:
            result->iterable = error_expression(span(child));
            break;
        default:
            result->iterable = expression(child);
            break;
        }
    }
    result->patterns = list(patterns);
    return result;
}

ast::Stmt* Builder::using_statement(NodeView node)
{
    auto* const result = finish(arena_.make<ast::Using>(), StmtKind::using_, span(node));
    result->shared =
        is(node.first() + 1, T::word_shared) && node.front().first() > node.first() + 1;
    for (NodeView const child : node) {
        switch (child.kind()) {
        case K::name:
            result->name = name(child);
            break;
        case K::type:
            result->type = type(child);
            break;
        case K::expression:
            result->value = expression(child);
            break;
        default:
            result->body = block(child);
            break;
        }
    }
    return result;
}

ast::Stmt* Builder::with_chain(NodeView node)
{
    auto* const result = finish(arena_.make<ast::WithChain>(), StmtKind::with_chain, span(node));
    std::vector<ast::WithStep> steps;
    for (NodeView const child : node) {
        if (child.kind() == K::with_step) {
            auto const bound = child.find(K::pattern);
            steps.push_back(
                {bound ? pattern(bound) : nullptr, expression(child.find(K::expression))});
        } else if (child.kind() == K::block) {
            result->body = block(child);
        } else {
            for (NodeView const part : child) {
                if (part.kind() == K::name) {
                    result->error = name(part);
                } else {
                    result->otherwise = block(part);
                }
            }
        }
    }
    result->steps = list(steps);
    return result;
}

ast::Stmt* Builder::with_block(NodeView node)
{
    auto* const result = finish(arena_.make<ast::WithBlock>(), StmtKind::with_block, span(node));
    auto const parts = node.children();
    result->context = expression(parts[0]);
    result->body = block(parts[1]);
    return result;
}

ast::Stmt* Builder::select_statement(NodeView node)
{
    auto* const result = finish(arena_.make<ast::Select>(), StmtKind::select, span(node));
    std::vector<ast::SelectCase> cases;
    for (NodeView const child : node) {
        ast::SelectCase one;
        switch (child.kind()) {
        case K::select_operation:
            one.kind = ast::SelectCase::Kind::operation;
            break;
        case K::select_timeout:
            one.kind = ast::SelectCase::Kind::timeout;
            break;
        case K::select_default:
            one.kind = ast::SelectCase::Kind::default_;
            break;
        default:
            continue;
        }
        one.span = span(child);
        for (NodeView const part : child) {
            bool single = false;
            if (part.kind() == K::name) {
                one.binding = name(part);
            } else if (part.kind() == K::expression) {
                one.value = expression(part);
            } else {
                one.body = arm_body(part, single);
            }
        }
        cases.push_back(one);
    }
    result->cases = list(cases);
    return result;
}

ast::Receive* Builder::receive(NodeView node)
{
    auto* const result = finish(arena_.make<ast::Receive>(), StmtKind::receive, span(node));
    std::vector<ast::ReceiveArm> arms;
    for (NodeView const child : node) {
        switch (child.kind()) {
        case K::receive_arm:
            arms.push_back(receive_arm(child));
            break;
        case K::error_arm:
            result->incomplete = true;
            break;
        case K::name:
            result->name = name(child);
            break;
        case K::block:
            result->body = block(child);
            break;
        case K::after: {
            auto const parts = child.children();
            bool single = false;
            result->after = arena_.make<ast::After>();
            result->after->span = span(child);
            result->after->timeout = expression(parts[0]);
            result->after->body = arm_body(parts[1], single);
            break;
        }
        default:
            break;
        }
    }
    result->arms = list(arms);
    return result;
}

ast::ReceiveArm Builder::receive_arm(NodeView node)
{
    ast::ReceiveArm arm;
    arm.span = span(node);
    arm.annotations = annotations(node);
    arm.guard = guard_expression(node);
    for (NodeView const part : node) {
        switch (part.kind()) {
        case K::annotation:
        case K::directive:
        case K::guard:
            break;
        case K::pattern:
            arm.bar = is(part.first() - 1, T::bar);
            arm.pattern = pattern(part);
            break;
        default:
            arm.body = arm_body(part, arm.expression);
            break;
        }
    }
    return arm;
}

} // namespace janus::syntax
