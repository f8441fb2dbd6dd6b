#include "syntax/builder.hpp"

namespace janus::syntax {

using ast::ExprKind;
using diagnostics::Code;
using K = NodeKind;
using T = TokenKind;

ast::Expr* Builder::suffix(ast::Expr* base, NodeView node)
{
    auto const whole = join(base->span, span(node));
    auto const wrap = [&](ast::Expr* operand, ExprKind kind, source::Span place) {
        auto* const result = finish(arena_.make<ast::Wrapped>(), kind, place);
        result->operand = operand;
        return result;
    };
    switch (node.kind()) {
    case K::member:
        return member(base, node);
    case K::index:
    case K::optional_index:
        return index(base, node);
    case K::call:
        return call(base, node);
    case K::trailing_block:
        return trailing_block(base, node);
    case K::dereference:
        return wrap(base, ExprKind::deref, whole);
    case K::unwrap:
        return wrap(base, ExprKind::unwrap, whole);
    default: { // `e.?.name`
        auto* const inner = wrap(base, ExprKind::unwrap, join(base->span, span(node.last() - 2)));
        auto* const result = finish(arena_.make<ast::Member>(), ExprKind::member, whole);
        result->base = inner;
        result->name = name(node.last() - 1);
        return result;
    }
    }
}

ast::Expr* Builder::member(ast::Expr* base, NodeView node)
{
    std::uint32_t const last = node.last() - 1;
    auto const whole = join(base->span, span(last));
    if (is(last, T::integer)) {
        auto* const result = finish(arena_.make<ast::TupleIndex>(), ExprKind::tuple_index, whole);
        result->base = base;
        result->optional = is(last - 1, T::question_dot);
        auto const* const number = static_cast<ast::IntLiteral const*>(integer(last));
        constexpr std::uint64_t largest = 255;
        if (number->too_large || number->high != 0 || number->low > largest ||
            !number->suffix.empty()) {
            report(Code::L0005, number->span, "a tuple has no such element");
        } else {
            result->index = static_cast<std::uint32_t>(number->low);
        }
        return result;
    }
    auto* const result = finish(arena_.make<ast::Member>(), ExprKind::member, whole);
    result->base = base;
    result->name = name(last);
    result->optional = is(last - 1, T::question_dot);
    return result;
}

ast::Expr* Builder::index(ast::Expr* base, NodeView node)
{
    auto* const result =
        finish(arena_.make<ast::Index>(), ExprKind::index, join(base->span, span(node)));
    result->base = base;
    result->optional = node.kind() == K::optional_index;
    std::vector<ast::IndexArgument> arguments;
    for (NodeView const child : node) {
        ast::IndexArgument argument;
        for (NodeView const part : child) {
            if (part.kind() == K::expression) {
                argument.value = expression(part);
            } else if (part.kind() == K::type) {
                argument.type = type(part);
            } else {
                argument.slice = true;
                if (auto const end = part.find(K::slice_end)) {
                    argument.slice_end = expression(end.front());
                }
                if (auto const step = part.find(K::slice_step)) {
                    argument.slice_step = expression(step.front());
                }
            }
        }
        arguments.push_back(argument);
    }
    result->arguments = list(arguments);
    return result;
}

ast::Expr* Builder::call(ast::Expr* callee, NodeView node)
{
    auto* const result =
        finish(arena_.make<ast::Call>(), ExprKind::call, join(callee->span, span(node)));
    result->callee = callee;
    result->arguments = arguments(node);
    return result;
}

// A block after a call is its last argument; after anything else it makes a call.
ast::Expr* Builder::trailing_block(ast::Expr* callee, NodeView node)
{
    auto const whole = join(callee->span, span(node));
    ast::Expr* block_argument = nullptr;
    NodeView const inner = node.front();
    if (inner.kind() == K::closure) {
        block_argument = closure(inner);
    } else {
        auto* const plain = finish(arena_.make<ast::Closure>(), ExprKind::closure, span(inner));
        plain->body = block(inner);
        plain->parameters = closure_parameters(inner);
        block_argument = plain;
    }
    auto const* const before = ast::get_if<ast::Call>(callee);
    bool const extend = before != nullptr && !before->trailing && !before->command;
    auto* const result = finish(arena_.make<ast::Call>(), ExprKind::call, whole);
    result->callee = extend ? before->callee : callee;
    std::vector<ast::Argument> all;
    if (extend) {
        all.assign(before->arguments.begin(), before->arguments.end());
    }
    ast::Argument last;
    last.value = block_argument;
    all.push_back(last);
    result->arguments = list(all);
    result->trailing = true;
    return result;
}

ast::List<ast::Argument> Builder::arguments(NodeView node)
{
    std::vector<ast::Argument> result;
    for (NodeView const child : node) {
        if (child.kind() == K::argument) {
            result.push_back(argument(child));
        }
    }
    return list(result);
}

ast::Argument Builder::argument(NodeView node)
{
    ast::Argument result;
    result.spread = is(node.first(), T::star_star);
    for (NodeView const child : node) {
        switch (child.kind()) {
        case K::name:
            result.name = name(child);
            break;
        case K::type:
            result.type = type(child);
            break;
        case K::operator_reference: {
            auto* const reference = finish(arena_.make<ast::OperatorReference>(),
                                           ExprKind::operator_reference, span(child));
            std::uint32_t const token =
                is(child.first(), T::paren_open) ? child.first() + 1 : child.first();
            switch (kind(token)) {
            case T::plus:
                reference->op = ast::BinaryOp::add;
                break;
            case T::minus:
                reference->op = ast::BinaryOp::subtract;
                break;
            case T::star:
                reference->op = ast::BinaryOp::multiply;
                break;
            case T::slash:
                reference->op = ast::BinaryOp::divide;
                break;
            case T::caret:
                reference->op = ast::BinaryOp::bit_xor;
                break;
            case T::ampersand:
                reference->op = ast::BinaryOp::bit_and;
                break;
            default:
                reference->op = ast::BinaryOp::bit_or;
                break;
            }
            result.value = reference;
            break;
        }
        default:
            result.value = expression(child);
            break;
        }
    }
    return result;
}

ast::Expr* Builder::tail(ast::Expr* operand, NodeView node)
{
    auto const whole = join(operand->span, span(node));
    switch (node.kind()) {
    case K::propagate: {
        auto* const result = finish(arena_.make<ast::Wrapped>(), ExprKind::propagate, whole);
        result->operand = operand;
        return result;
    }
    case K::cast: {
        auto* const result = finish(arena_.make<ast::Cast>(), ExprKind::cast, whole);
        result->operand = operand;
        result->type = type(node.front());
        return result;
    }
    case K::with_context: {
        auto* const result = finish(arena_.make<ast::WithContext>(), ExprKind::with_context, whole);
        auto const parts = node.children();
        result->operand = operand;
        result->context = expression(parts[0]);
        if (parts.size() > 1) {
            result->where = expression(parts[1]);
        }
        return result;
    }
    default:
        return catch_tail(operand, node);
    }
}

ast::Expr* Builder::catch_tail(ast::Expr* operand, NodeView node)
{
    auto* const result =
        finish(arena_.make<ast::Catch>(), ExprKind::catch_, join(operand->span, span(node)));
    result->operand = operand;
    result->form = node.kind() == K::or_handler ? ast::CatchForm::or_do : ast::CatchForm::block;
    for (NodeView const child : node) {
        switch (child.kind()) {
        case K::name:
            result->binding = name(child);
            break;
        case K::block: {
            result->body = block(child);
            auto const parameters = closure_parameters(child);
            if (!parameters.empty()) {
                auto const* const path = ast::get_if<ast::PathPattern>(parameters[0].pattern);
                result->binding = path != nullptr ? path->path[0] : ast::Name{};
            }
            break;
        }
        case K::expression:
            result->form = ast::CatchForm::value;
            result->value = expression(child);
            break;
        default: { // `catch |e| return x`
            auto* const one = statement(child);
            result->body = block_of({one}, one->span);
            break;
        }
        }
    }
    return result;
}

} // namespace janus::syntax
