#include "syntax/builder.hpp"

namespace janus::syntax {

using ast::ExprKind;
using diagnostics::Code;
using K = NodeKind;
using T = TokenKind;

ast::Expr* Builder::primary(NodeView node)
{
    switch (node.kind()) {
    case K::name_expression:
        return name_expression(node.first());
    case K::struct_literal:
        return literal_with_fields(ExprKind::struct_literal, node);
    case K::enum_literal:
        return literal_with_fields(ExprKind::enum_literal, node);
    case K::anonymous_literal:
        return literal_with_fields(ExprKind::anonymous_literal, node);
    case K::literal:
        return literal(node);
    case K::interpolation:
        return interpolation(node);
    case K::if_expression:
        return if_expression(node);
    case K::match_expression:
        return match_expression(node);
    case K::closure:
        return closure(node);
    case K::nursery:
        return nursery(node);
    case K::spawn:
        return spawn(node);
    case K::group:
        return group(node);
    case K::array:
        return array(node);
    case K::slice_literal:
        return many(ExprKind::slice_literal, node);
    case K::table:
        return table(node);
    case K::jump:
        return jump(node);
    case K::block_expression: {
        auto* const result = finish(arena_.make<ast::BlockExpr>(), ExprKind::block, span(node));
        result->block = block(node.front());
        return result;
    }
    case K::at_call: {
        auto* const result = finish(arena_.make<ast::AtCall>(), ExprKind::at_call, span(node));
        result->name = name(node.front());
        result->arguments = arguments(node);
        return result;
    }
    default:
        return error_expression(span(node));
    }
}

ast::Expr* Builder::name_expression(std::uint32_t token)
{
    if (is(token, T::word_nil)) {
        diagnostics_.add(diagnostics::Diagnostic(Code::P0018, span(token), "`nil` is not Janus")
                             .suggest("write `null`", "null"));
        return finish(arena_.make<ast::Expr>(), ExprKind::error, span(token));
    }
    auto* const result = finish(arena_.make<ast::NameExpr>(), ExprKind::name, span(token));
    result->name = name(token);
    return result;
}

ast::Expr* Builder::literal_with_fields(ExprKind kind, NodeView node)
{
    auto* const result = finish(arena_.make<ast::Literal>(), kind, span(node));
    std::uint32_t path_end = node.first() + (kind == ExprKind::anonymous_literal ? 1U : 0U);
    while (path_end < node.last() && !is(path_end, T::brace_open) &&
           !is(path_end, T::square_open)) {
        ++path_end;
    }
    result->path = path(node.first(), path_end);
    result->has_fields = is(node.last() - 1, T::brace_close);
    std::vector<ast::Type*> types;
    std::vector<ast::FieldInit> fields;
    for (NodeView const child : node) {
        if (child.kind() == K::type) {
            types.push_back(type(child));
            continue;
        }
        ast::FieldInit field;
        field.spread = is(child.first(), T::dot_dot);
        for (NodeView const part : child) {
            if (part.kind() == K::name) {
                field.name = name(part);
            } else {
                field.value = expression(part);
            }
        }
        fields.push_back(field);
    }
    result->type_arguments = list(types);
    result->fields = list(fields);
    return result;
}

ast::Expr* Builder::many(ExprKind kind, NodeView node)
{
    auto* const result = finish(arena_.make<ast::Many>(), kind, span(node));
    std::vector<ast::Expr*> elements;
    for (NodeView const child : node) {
        if (child.kind() == K::type) {
            result->type = type(child);
        } else {
            elements.push_back(expression(child));
        }
    }
    result->elements = list(elements);
    return result;
}

ast::Expr* Builder::group(NodeView node)
{
    auto const parts = node.children();
    std::uint32_t before_close = node.last() - 2;
    if (is(before_close, T::newline)) {
        --before_close;
    }
    if (parts.size() != 1 || is(before_close, T::comma)) {
        return many(ExprKind::tuple, node);
    }
    auto* const result = finish(arena_.make<ast::Wrapped>(), ExprKind::paren, span(node));
    result->operand = expression(parts[0]);
    return result;
}

ast::Expr* Builder::array(NodeView node)
{
    auto const count = node.find(K::array_count);
    if (!count) {
        return many(ExprKind::array, node);
    }
    auto* const result =
        finish(arena_.make<ast::ArrayRepeat>(), ExprKind::array_repeat, span(node));
    result->value = expression(node.front());
    result->count = expression(count.front());
    return result;
}

ast::Expr* Builder::table(NodeView node)
{
    auto* const result = finish(arena_.make<ast::Table>(), ExprKind::table, span(node));
    std::vector<ast::TableEntry> entries;
    for (NodeView const child : node) {
        ast::TableEntry entry;
        for (NodeView const part : child) {
            if (part.kind() == K::expression) {
                entry.value = expression(part);
            } else if (part.kind() == K::name) {
                auto* const key = finish(arena_.make<ast::NameExpr>(), ExprKind::name, span(part));
                key->name = name(part);
                entry.key = key;
            } else {
                entry.key = literal(part);
            }
        }
        entries.push_back(entry);
    }
    result->entries = list(entries);
    return result;
}

ast::List<ast::ClosureParameter> Builder::closure_parameters(NodeView node)
{
    auto const written = node.find(K::closure_parameters);
    if (!written) {
        return {};
    }
    std::vector<ast::ClosureParameter> parameters;
    for (NodeView const child : written) {
        auto const typed = child.find(K::type);
        parameters.push_back({pattern(child.front()), typed ? type(typed) : nullptr});
    }
    return list(parameters);
}

ast::Expr* Builder::closure(NodeView node)
{
    auto* const result = finish(arena_.make<ast::Closure>(), ExprKind::closure, span(node));
    result->func_form = is(node.first(), T::keyword_func) || is(node.first(), T::keyword_fn);
    result->parameters = closure_parameters(node);
    if (result->func_form) {
        std::vector<ast::ClosureParameter> closed;
        for (auto const& parameter : parameters(node.find(K::parameters))) {
            auto* const bound = arena_.make<ast::PathPattern>();
            bound->kind = ast::PatternKind::path;
            bound->span = parameter.name.span;
            bound->path = list<ast::Name>({parameter.name});
            closed.push_back({bound, parameter.type});
        }
        result->parameters = list(closed);
        if (auto const written = node.find(K::return_type)) {
            result->result = type(written.front());
        }
    }
    if (auto const inner = node.find(K::block)) {
        result->body = block(inner);
        return result;
    }
    if (auto const inner = node.find(K::expression)) {
        result->expression = true;
        result->body = block_of(expression(inner));
        return result;
    }
    result->body = block(node);
    return result;
}

ast::Expr* Builder::spawn(NodeView node)
{
    auto* const result = finish(arena_.make<ast::Spawn>(), ExprKind::spawn, span(node));
    result->async = kind(node.first()) == T::keyword_async;
    std::vector<ast::Expr*> more;
    for (NodeView const child : node) {
        if (child.kind() == K::block) {
            result->body = block(child);
        } else if (result->target == nullptr) {
            result->target = expression(child);
        } else {
            more.push_back(expression(child));
        }
    }
    result->more = list(more);
    return result;
}

ast::Expr* Builder::nursery(NodeView node)
{
    auto* const result = finish(arena_.make<ast::Nursery>(), ExprKind::nursery, span(node));
    result->arguments = arguments(node);
    for (NodeView const child : node) {
        bool const in_handler = result->body != nullptr;
        switch (child.kind()) {
        case K::nursery_context:
            result->context = expression(child.front());
            break;
        case K::name:
            (in_handler ? result->error : result->name) = name(child);
            break;
        case K::block:
            (in_handler ? result->handler : result->body) = block(child);
            break;
        default:
            break;
        }
    }
    return result;
}

ast::Expr* Builder::jump(NodeView node)
{
    auto const kind_of = [&] {
        switch (kind(node.first())) {
        case T::keyword_return:
            return ExprKind::return_;
        case T::keyword_break:
            return ExprKind::break_;
        case T::keyword_continue:
            return ExprKind::continue_;
        default:
            return ExprKind::fail;
        }
    };
    auto* const result = finish(arena_.make<ast::Jump>(), kind_of(), span(node));
    for (NodeView const child : node) {
        if (child.kind() == K::label) {
            result->label = name(child.first());
        } else {
            result->value = expression(child);
        }
    }
    return result;
}

} // namespace janus::syntax
