#include "syntax/builder.hpp"

namespace janus::syntax {

using ast::DeclKind;
using diagnostics::Code;
using K = NodeKind;
using T = TokenKind;

ast::Decl* Builder::declaration(NodeView node)
{
    auto const before = modifiers(node);
    NodeView core;
    for (NodeView const child : node) {
        core = child;
    }
    ast::Decl* const result = declaration_core(core);
    result->annotations = joined(before.annotations, result->annotations);
    result->visible = before.visible;
    result->span = span(node);
    if (auto const* const plain = ast::get_if<ast::Function>(result)) {
        require_body(*plain);
    }
    return result;
}

ast::Decl* Builder::declaration_core(NodeView node)
{
    switch (node.kind()) {
    case K::function:
        return function(node);
    case K::structure:
        return structure(node);
    case K::variants:
        return variants(node);
    case K::trait:
        return trait(node);
    case K::impl:
        return impl(node);
    case K::alias:
        return alias(node);
    case K::external:
        return external(node);
    case K::test:
        return test(node);
    case K::namespace_:
        return name_space(node);
    case K::actor:
        return actor(node);
    case K::supervisor:
        return supervisor(node);
    default:
        return finish(arena_.make<ast::Decl>(), DeclKind::error, span(node));
    }
}

ast::Struct* Builder::structure(NodeView node)
{
    auto* const result = finish(arena_.make<ast::Struct>(), DeclKind::structure, span(node));
    Names names;
    std::vector<ast::Field> fields;
    std::vector<ast::Function*> methods;
    for (NodeView const child : node) {
        switch (child.kind()) {
        case K::name:
            names.push_back(name(child));
            break;
        case K::generics:
            result->generics = generics(child);
            break;
        case K::field:
            fields.push_back(field(child));
            break;
        case K::declaration:
            methods.push_back(method(child));
            require_body(*methods.back());
            break;
        default:
            break;
        }
    }
    if (!names.empty()) {
        result->name = names.back();
    }
    result->path = list(names);
    result->fields = list(fields);
    result->methods = list(methods);
    return result;
}

ast::Field Builder::field(NodeView node)
{
    ast::Field result;
    result.span = span(node);
    auto const before = modifiers(node);
    result.annotations = before.annotations;
    result.visible = before.visible;
    for (NodeView const child : node) {
        if (child.kind() == K::name) {
            result.name = name(child);
        } else if (child.kind() == K::type) {
            result.type = type(child);
        } else if (child.kind() == K::expression) {
            result.value = expression(child);
        }
    }
    return result;
}

ast::Variants* Builder::variants(NodeView node)
{
    auto* const result = finish(arena_.make<ast::Variants>(), DeclKind::variants, span(node));
    switch (kind(node.first())) {
    case T::keyword_enum:
        result->variants_kind = ast::VariantsKind::enumeration;
        break;
    case T::keyword_union:
        result->variants_kind = ast::VariantsKind::union_;
        break;
    case T::word_message:
        result->variants_kind = ast::VariantsKind::message;
        break;
    case T::word_error:
        result->variants_kind = ast::VariantsKind::error;
        break;
    default:
        result->variants_kind = ast::VariantsKind::flags;
        break;
    }
    std::vector<ast::Variant> variants;
    for (NodeView const child : node) {
        if (child.kind() == K::name) {
            result->name = name(child);
        } else if (child.kind() == K::generics) {
            result->generics = generics(child);
        } else if (child.kind() == K::variant) {
            variants.push_back(variant(child));
        }
    }
    result->variants = list(variants);
    return result;
}

ast::Variant Builder::variant(NodeView node)
{
    ast::Variant result;
    result.span = span(node);
    result.annotations = annotations(node);
    std::vector<ast::Field> fields;
    auto const slot = [&](NodeView written) {
        ast::Field field;
        field.span = span(written);
        field.type = type(written);
        fields.push_back(field);
    };
    for (NodeView const child : node) {
        switch (child.kind()) {
        case K::name:
            result.name = name(child);
            break;
        case K::payload_tuple:
            result.tuple = true;
            for (NodeView const part : child) {
                slot(part);
            }
            break;
        case K::payload_record:
            result.record = true;
            for (NodeView const part : child) {
                fields.push_back(field(part));
            }
            break;
        case K::type:
            result.tuple = true;
            slot(child);
            break;
        case K::expression:
            result.value = expression(child);
            break;
        default:
            break;
        }
    }
    result.fields = list(fields);
    return result;
}

ast::Decl* Builder::trait(NodeView node)
{
    auto* const result = finish(arena_.make<ast::Trait>(), DeclKind::trait, span(node));
    std::vector<ast::Function*> methods;
    for (NodeView const child : node) {
        if (child.kind() == K::name) {
            result->name = name(child);
        } else if (child.kind() == K::generics) {
            result->generics = generics(child);
        } else if (child.kind() == K::declaration) {
            methods.push_back(method(child));
        }
    }
    result->supertraits = types_in(node);
    result->methods = list(methods);
    return result;
}

ast::Decl* Builder::impl(NodeView node)
{
    auto* const result = finish(arena_.make<ast::Impl>(), DeclKind::impl, span(node));
    std::vector<ast::Function*> methods;
    for (NodeView const child : node) {
        switch (child.kind()) {
        case K::generics:
            result->generics = generics(child);
            break;
        case K::type:
            result->type = type(child);
            break;
        case K::impl_for:
            result->trait = result->type;
            result->type = type(child.front());
            break;
        case K::declaration:
            methods.push_back(method(child));
            require_body(*methods.back());
            break;
        default:
            break;
        }
    }
    result->methods = list(methods);
    return result;
}

ast::Decl* Builder::alias(NodeView node)
{
    auto const aggregate = [&](auto* declaration) {
        declaration->name = name(node.front());
        if (auto const written = node.find(K::generics)) {
            declaration->generics = generics(written);
        }
        return declaration;
    };
    if (auto const inner = node.find(K::structure)) {
        auto* const result = aggregate(structure(inner));
        result->path = list<ast::Name>({result->name});
        return result;
    }
    if (auto const inner = node.find(K::variants)) {
        return aggregate(variants(inner));
    }
    auto* const result = aggregate(finish(arena_.make<ast::Alias>(), DeclKind::alias, span(node)));
    auto const written = node.find(K::type);
    result->type = type(written);
    result->unique = is(written.first() - 1, T::word_unique);
    return result;
}

ast::Decl* Builder::external(NodeView node)
{
    auto* const result = finish(arena_.make<ast::Extern>(), DeclKind::extern_, span(node));
    std::vector<ast::Name> cases;
    result->extern_kind = is(node.first() + 1, T::word_type)      ? ast::ExternKind::type
                          : is(node.first() + 1, T::keyword_enum) ? ast::ExternKind::enumeration
                                                                  : ast::ExternKind::function;
    for (NodeView const child : node) {
        switch (child.kind()) {
        case K::function:
            result->function = function(child);
            result->name = result->function->name;
            break;
        case K::name:
            result->name = name(child);
            break;
        case K::variant:
            cases.push_back(variant(child).name);
            break;
        case K::literal:
            result->cpp_name = string_value(child.first());
            result->has_cpp_name = true;
            break;
        default:
            break;
        }
    }
    result->cases = list(cases);
    return result;
}

ast::Decl* Builder::test(NodeView node)
{
    auto* const result = finish(arena_.make<ast::Test>(), DeclKind::test, span(node));
    auto const parts = node.children();
    result->title = string_value(parts[0].first());
    result->name = {result->title, span(parts[0])};
    result->body = block(parts[1]);
    return result;
}

ast::Decl* Builder::name_space(NodeView node)
{
    auto* const result = finish(arena_.make<ast::Namespace>(), DeclKind::namespace_, span(node));
    std::vector<ast::Item> items;
    for (NodeView const child : node) {
        if (child.kind() == K::name) {
            result->name = name(child);
        } else {
            item(child, items);
        }
    }
    result->items = list(items);
    return result;
}

} // namespace janus::syntax
