#include "syntax/builder.hpp"

namespace janus::syntax {

using ast::PatternKind;
using K = NodeKind;
using T = TokenKind;

ast::Pattern* Builder::pattern(NodeView node)
{
    std::vector<ast::Pattern*> alternatives;
    for (NodeView const child : node) {
        alternatives.push_back(pattern_item(child));
    }
    if (alternatives.size() == 1) {
        return alternatives.front();
    }
    auto* const result = arena_.make<ast::ManyPattern>();
    result->kind = PatternKind::either;
    result->span = span(node);
    result->elements = list(alternatives);
    return result;
}

ast::Pattern* Builder::pattern_item(NodeView node)
{
    auto const make = [&]<class P>(P* result, PatternKind kind) {
        result->kind = kind;
        result->span = span(node);
        return result;
    };
    switch (node.kind()) {
    case K::pattern_else:
        return make(arena_.make<ast::Pattern>(), PatternKind::wildcard);
    case K::pattern_at: {
        auto* const result = make(arena_.make<ast::AtPattern>(), PatternKind::binding_at);
        auto const parts = node.children();
        result->name = name(parts[0]);
        result->inner = pattern_item(parts[1]);
        return result;
    }
    case K::pattern_not: {
        auto* const result = make(arena_.make<ast::LiteralPattern>(), PatternKind::not_literal);
        result->value = literal(node.front());
        return result;
    }
    case K::pattern_literal:
        return pattern_literal(node);
    case K::pattern_path:
        return pattern_path(node);
    case K::pattern_tuple:
    case K::pattern_list: {
        bool const tuple = node.kind() == K::pattern_tuple;
        auto* const result =
            make(arena_.make<ast::ManyPattern>(), tuple ? PatternKind::tuple : PatternKind::list);
        result->elements = patterns_in(node);
        bool const grouped =
            tuple && result->elements.size() == 1 && !is(node.last() - 2, T::comma);
        return grouped ? result->elements.front() : result;
    }
    case K::pattern_fields: {
        auto* const result = make(arena_.make<ast::FieldsPattern>(), PatternKind::fields);
        result->fields = field_patterns(node);
        return result;
    }
    case K::pattern_rest: {
        auto* const result = make(arena_.make<ast::RestPattern>(), PatternKind::rest);
        if (node.has_children()) {
            result->name = name(node.front());
        }
        return result;
    }
    default: {
        auto* const result = make(arena_.make<ast::BitsPattern>(), PatternKind::bits);
        result->names = path(node.first(), node.last());
        return result;
    }
    }
}

ast::List<ast::Pattern*> Builder::patterns_in(NodeView node)
{
    std::vector<ast::Pattern*> elements;
    for (NodeView const child : node) {
        elements.push_back(child.kind() == K::pattern ? pattern(child) : pattern_item(child));
    }
    return list(elements);
}

ast::Pattern* Builder::pattern_literal(NodeView node)
{
    auto const parts = node.children();
    if (parts.size() == 1) {
        auto* const result = arena_.make<ast::LiteralPattern>();
        result->kind = PatternKind::literal;
        result->span = span(node);
        result->value = literal(parts[0]);
        return result;
    }
    auto* const result = arena_.make<ast::RangePattern>();
    result->kind = PatternKind::range;
    result->span = span(node);
    result->low = literal(parts[0]);
    result->high = literal(parts[1]);
    result->exclusive = is(parts[0].last(), T::dot_dot_less);
    return result;
}

ast::Pattern* Builder::pattern_path(NodeView node)
{
    NodeView payload;
    for (NodeView const child : node) {
        payload = child;
    }
    std::uint32_t const end = payload ? payload.first() : node.last();
    if (!payload && end == node.first() + 1 && text(node.first()) == "_") {
        auto* const result = arena_.make<ast::Pattern>();
        result->kind = PatternKind::wildcard;
        result->span = span(node);
        return result;
    }
    auto* const result = arena_.make<ast::PathPattern>();
    result->kind = PatternKind::path;
    result->span = span(node);
    result->leading_dot = is(node.first(), T::dot);
    result->path = path(node.first(), end);
    if (payload && payload.kind() == K::pattern_tuple) {
        result->positional = true;
        result->elements = patterns_in(payload);
    } else if (payload) {
        result->named = true;
        result->fields = field_patterns(payload);
    }
    return result;
}

ast::List<ast::FieldPattern> Builder::field_patterns(NodeView node)
{
    std::vector<ast::FieldPattern> fields;
    for (NodeView const child : node) {
        if (child.kind() == K::pattern_rest) {
            fields.push_back({{}, pattern_item(child)});
            continue;
        }
        auto const inner = child.find(K::pattern);
        fields.push_back({name(child.front()), inner ? pattern(inner) : nullptr});
    }
    return list(fields);
}

} // namespace janus::syntax
