#include "syntax/dump_state.hpp"

namespace janus::syntax {

using ast::PatternKind;
using ast::TypeKind;

namespace {

char const* wrapper(TypeKind kind)
{
    switch (kind) {
    case TypeKind::optional:
        return "?";
    case TypeKind::list:
        return "list ";
    case TypeKind::slice:
        return "slice ";
    case TypeKind::reference:
        return "&";
    default:
        return "*";
    }
}

} // namespace

void Dumper::type(ast::Type const* node)
{
    if (node == nullptr) {
        put("_");
        return;
    }
    switch (node->kind) {
    case TypeKind::named: {
        auto const& named = ast::as<ast::NamedType>(*node);
        path(named.path);
        if (!named.arguments.empty()) {
            types("", named.arguments);
        }
        return;
    }
    case TypeKind::optional:
    case TypeKind::list:
    case TypeKind::slice:
    case TypeKind::reference:
    case TypeKind::pointer: {
        auto const& inner = ast::as<ast::WrappedType>(*node);
        put("(");
        put(wrapper(node->kind));
        put(inner.mut ? "mut " : "");
        type(inner.inner);
        put(")");
        return;
    }
    case TypeKind::result: {
        auto const& result = ast::as<ast::ResultType>(*node);
        put("(result ");
        type(result.left);
        put(" ");
        type(result.right);
        put(")");
        return;
    }
    case TypeKind::array: {
        auto const& array = ast::as<ast::ArrayType>(*node);
        put("(array ");
        expression(array.size);
        put(" ");
        type(array.element);
        put(")");
        return;
    }
    case TypeKind::tuple:
        types("tuple", ast::as<ast::ManyType>(*node).parts);
        return;
    case TypeKind::one_of:
        types("one-of", ast::as<ast::ManyType>(*node).parts);
        return;
    case TypeKind::function: {
        auto const& function = ast::as<ast::FunctionType>(*node);
        put(function.async ? "(async-" : "(");
        types("fn", function.parameters);
        put(" ");
        type(function.result);
        put(")");
        return;
    }
    case TypeKind::dyn:
        put("(&dyn ");
        type(ast::as<ast::DynType>(*node).trait);
        put(")");
        return;
    case TypeKind::structure:
        put("(structure)");
        return;
    case TypeKind::error:
        put("(error)");
        return;
    }
}

void Dumper::types(std::string_view label, ast::List<ast::Type*> list)
{
    put(label);
    put("[");
    bool first = true;
    for (auto const* const one : list) {
        put(first ? "" : " ");
        type(one);
        first = false;
    }
    put("]");
}

void Dumper::patterns(ast::List<ast::Pattern*> list)
{
    for (auto const* const one : list) {
        put(" ");
        pattern(one);
    }
    put(")");
}

void Dumper::fields(ast::List<ast::FieldPattern> list)
{
    put("{");
    bool first = true;
    for (auto const& field : list) {
        put(first ? "" : " ");
        named("", field.name);
        if (field.pattern != nullptr) {
            put(field.name ? ":" : "");
            pattern(field.pattern);
        }
        first = false;
    }
    put("}");
}

void Dumper::pattern(ast::Pattern const* node)
{
    switch (node->kind) {
    case PatternKind::wildcard:
        put("_");
        return;
    case PatternKind::path: {
        auto const& written = ast::as<ast::PathPattern>(*node);
        put(written.leading_dot ? "." : "");
        path(written.path);
        if (written.positional) {
            put("(");
            patterns(written.elements);
        } else if (written.named) {
            fields(written.fields);
        }
        return;
    }
    case PatternKind::binding_at: {
        auto const& bound = ast::as<ast::AtPattern>(*node);
        named("", bound.name);
        put("@");
        pattern(bound.inner);
        return;
    }
    case PatternKind::not_literal:
        put("!");
        [[fallthrough]];
    case PatternKind::literal:
        expression(ast::as<ast::LiteralPattern>(*node).value);
        return;
    case PatternKind::range: {
        auto const& range = ast::as<ast::RangePattern>(*node);
        put(range.exclusive ? "(..< " : "(.. ");
        expression(range.low);
        put(" ");
        expression(range.high);
        put(")");
        return;
    }
    case PatternKind::tuple:
        put("(tuple");
        patterns(ast::as<ast::ManyPattern>(*node).elements);
        return;
    case PatternKind::list:
        put("(list");
        patterns(ast::as<ast::ManyPattern>(*node).elements);
        return;
    case PatternKind::either:
        put("(or");
        patterns(ast::as<ast::ManyPattern>(*node).elements);
        return;
    case PatternKind::fields:
        fields(ast::as<ast::FieldsPattern>(*node).fields);
        return;
    case PatternKind::rest:
        put("..");
        named("", ast::as<ast::RestPattern>(*node).name);
        return;
    case PatternKind::bits:
        put("(bits)");
        return;
    case PatternKind::error:
        put("(error)");
        return;
    }
}

} // namespace janus::syntax
