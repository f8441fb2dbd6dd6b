#include "syntax/builder.hpp"

namespace janus::syntax {

using ast::TypeKind;
using K = NodeKind;
using T = TokenKind;

ast::Type* Builder::type(NodeView node)
{
    auto const parts = node.children();
    std::size_t at = 0;
    auto const is_bang = [&] {
        return at < parts.size() && parts[at].kind() == K::type_operator &&
               is(parts[at].first(), T::exclamation);
    };
    ast::Type* left = nullptr;
    if (!is_bang()) {
        left = type_sum(parts, at);
        if (!is_bang()) {
            return left;
        }
    }
    ++at;
    auto* const result = arena_.make<ast::ResultType>();
    result->kind = TypeKind::result;
    result->span = span(node);
    result->left = left;
    result->right = type_sum(parts, at);
    return result;
}

ast::Type* Builder::type_sum(std::vector<NodeView> const& parts, std::size_t& at)
{
    std::vector<ast::Type*> types{type_postfix(parts, at)};
    while (at < parts.size() && parts[at].kind() == K::type_operator &&
           is(parts[at].first(), T::bar)) {
        ++at;
        types.push_back(type_postfix(parts, at));
    }
    if (types.size() == 1) {
        return types.front();
    }
    auto* const result = arena_.make<ast::ManyType>();
    result->kind = TypeKind::one_of;
    result->span = join(types.front()->span, types.back()->span);
    result->parts = list(types);
    return result;
}

ast::Type* Builder::type_postfix(std::vector<NodeView> const& parts, std::size_t& at)
{
    ast::Type* result = type_primary(parts[at++]);
    while (at < parts.size() && parts[at].kind() == K::type_operator &&
           is(parts[at].first(), T::question)) {
        auto* const optional = arena_.make<ast::WrappedType>();
        optional->kind = TypeKind::optional;
        optional->span = join(result->span, span(parts[at]));
        optional->inner = result;
        result = optional;
        ++at;
    }
    return result;
}

ast::Type* Builder::type_primary(NodeView node)
{
    switch (node.kind()) {
    case K::type_named:
        return named_type(node);
    case K::type_optional: {
        auto* const result = wrapped_type(node, TypeKind::optional);
        if (!is(node.first(), T::question_question)) {
            return result;
        }
        auto* const outer = arena_.make<ast::WrappedType>();
        outer->kind = TypeKind::optional;
        outer->span = result->span;
        outer->inner = result;
        return outer;
    }
    case K::type_slice:
        return wrapped_type(node, TypeKind::slice);
    case K::type_pointer:
        return wrapped_type(node, TypeKind::pointer);
    case K::type_reference: {
        auto* const result =
            static_cast<ast::WrappedType*>(wrapped_type(node, TypeKind::reference));
        result->mut = is(node.first() + 1, T::word_mut);
        return result;
    }
    case K::type_dyn: {
        auto* const result = arena_.make<ast::DynType>();
        result->kind = TypeKind::dyn;
        result->span = span(node);
        result->trait = static_cast<ast::NamedType*>(named_type(node.front()));
        return result;
    }
    case K::type_list:
    case K::type_array:
        return bracket_type(node);
    case K::type_function:
        return function_type(node);
    case K::type_tuple: {
        auto const types = types_in(node);
        bool const trailing_comma = types.size() == 1 && is(node.last() - 2, T::comma);
        if (types.size() == 1 && !trailing_comma) {
            return types.front();
        }
        auto* const result = arena_.make<ast::ManyType>();
        result->kind = TypeKind::tuple;
        result->span = span(node);
        result->parts = types;
        return result;
    }
    default: {
        auto* const result = arena_.make<ast::ManyType>();
        result->kind = TypeKind::structure;
        result->span = span(node);
        return result;
    }
    }
}

ast::List<ast::Type*> Builder::types_in(NodeView node)
{
    std::vector<ast::Type*> types;
    for (NodeView const child : node) {
        if (child.kind() == K::type) {
            types.push_back(type(child));
        }
    }
    return list(types);
}

ast::Type* Builder::named_type(NodeView node)
{
    auto* const result = arena_.make<ast::NamedType>();
    result->kind = TypeKind::named;
    result->span = span(node);
    std::uint32_t end = node.first();
    while (end < node.last() && !is(end, T::square_open) && !is(end, T::less) &&
           !is(end, T::paren_open)) {
        ++end;
    }
    result->path = path(node.first(), end);
    result->arguments = types_in(node);
    result->angle_brackets = end < node.last() && is(end, T::less);
    return result;
}

ast::Type* Builder::wrapped_type(NodeView node, TypeKind kind)
{
    auto* const result = arena_.make<ast::WrappedType>();
    result->kind = kind;
    result->span = span(node);
    result->inner = type(node.find(K::type));
    return result;
}

ast::Type* Builder::bracket_type(NodeView node)
{
    auto const parts = node.children();
    if (parts.size() == 1) {
        return wrapped_type(node, TypeKind::list);
    }
    auto* const result = arena_.make<ast::ArrayType>();
    result->kind = TypeKind::array;
    result->span = span(node);
    result->element = type(parts[1]);
    if (node.kind() == K::type_array) {
        result->size = expression(parts[0]);
        return result;
    }
    // `[N]T`: the size read as a type, because `[T]` alone is a list.
    auto const* const size = type(parts[0]);
    auto const* const named = ast::get_if<ast::NamedType>(size);
    if (named == nullptr || !named->arguments.empty()) {
        report(diagnostics::Code::P0002, size->span,
               "an array size must be a number or a constant");
        result->size = error_expression(size->span);
        return result;
    }
    auto* base = arena_.make<ast::NameExpr>();
    base->kind = ast::ExprKind::name;
    base->span = named->path[0].span;
    base->name = named->path[0];
    result->size = base;
    for (auto const& part : named->path.subspan(1)) {
        auto* const inner = arena_.make<ast::Member>();
        inner->kind = ast::ExprKind::member;
        inner->span = join(result->size->span, part.span);
        inner->base = result->size;
        inner->name = part;
        result->size = inner;
    }
    return result;
}

ast::Type* Builder::function_type(NodeView node)
{
    auto* const result = arena_.make<ast::FunctionType>();
    result->kind = TypeKind::function;
    result->span = span(node);
    result->async = is(node.first(), T::keyword_async);
    std::vector<ast::Type*> parameters;
    for (NodeView const child : node) {
        if (child.kind() == K::type_parameter) {
            parameters.push_back(type(child.find(K::type)));
        } else {
            result->result = type(child);
        }
    }
    result->parameters = list(parameters);
    return result;
}

} // namespace janus::syntax
