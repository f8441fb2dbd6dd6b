#include "syntax/builder.hpp"

namespace janus::syntax {

using ast::DeclKind;
using diagnostics::Code;
using K = NodeKind;
using T = TokenKind;

ast::Function* Builder::function(NodeView node)
{
    auto* const result = arena_.make<ast::Function>();
    result->kind = DeclKind::function;
    result->span = span(node);
    result->async = is(node.first(), T::keyword_async);
    std::vector<ast::Bound> bounds;
    std::vector<ast::Contract> contracts;
    for (NodeView const child : node) {
        switch (child.kind()) {
        case K::function_name: {
            auto const names = path(child.first(), child.last());
            result->name = names.back();
            result->owner = names.first(names.size() - 1);
            break;
        }
        case K::generics:
            result->generics = generics(child);
            break;
        case K::parameters:
            result->parameters = parameters(child);
            break;
        case K::return_type:
            result->arrow = is(child.first(), T::arrow);
            result->result = type(child.front());
            break;
        case K::block:
            result->body = block(child);
            for (NodeView const part : child)
                if (part.kind() == K::closure_parameters)
                    report(Code::P0006, span(part),
                           "the parameters of a function are written behind its name");
            break;
        case K::error_head:
            result->kind = DeclKind::error; // reported; nothing may rely on its parameters
            break;
        default:
            function_clause(*result, child, bounds, contracts);
            break;
        }
    }
    result->annotations = annotations(node);
    result->bounds = list(bounds);
    result->contracts = list(contracts);
    return result;
}

void Builder::function_clause(ast::Function& function, NodeView node,
                              std::vector<ast::Bound>& bounds,
                              std::vector<ast::Contract>& contracts)
{
    switch (node.kind()) {
    case K::clause_with:
        function.context = name(node.front());
        if (auto const where = node.find(K::expression)) {
            function.context_where = expression(where);
        }
        break;
    case K::clause_where:
        for (NodeView const child : node) {
            ast::Bound bound;
            bound.name = name(child.front());
            bound.bounds = types_in(child);
            bounds.push_back(bound);
        }
        break;
    case K::contract:
        contracts.push_back({is(node.first(), T::word_ensures), expression(node.front())});
        break;
    default: // `{.directive.}` between head and body
        break;
    }
}

void Builder::require_body(ast::Function const& function)
{
    if (function.body == nullptr) {
        diagnostics_.add(diagnostics::Diagnostic{Code::P0015, function.name.span,
                                                 "function `" + std::string(function.name.text) +
                                                     "` has no body"}
                             .suggest("add `do … end`, or `extern` if it is written in C++"));
    }
}

// A function with its modifiers, as a member of something.
ast::Function* Builder::method(NodeView node)
{
    auto const before = modifiers(node);
    auto* const result = function(node.find(K::function));
    result->annotations = joined(before.annotations, result->annotations);
    result->visible = before.visible;
    return result;
}

ast::List<ast::Parameter> Builder::parameters(NodeView node)
{
    std::vector<ast::Parameter> result;
    for (NodeView const child : node) {
        result.push_back(parameter(child));
    }
    return list(result);
}

ast::Parameter Builder::parameter(NodeView node)
{
    ast::Parameter result;
    result.span = span(node);
    NodeView const written = node.front();
    result.name = name(written);
    for (std::uint32_t token = node.first(); token < written.first(); ++token) {
        result.mut = result.mut || is(token, T::word_mut);
        result.comptime = result.comptime || is(token, T::word_comptime);
        result.reference = result.reference || is(token, T::ampersand) || is(token, T::star);
    }
    for (NodeView const child : node) {
        if (child.kind() == K::type) {
            result.type = type(child);
        } else if (child.kind() == K::expression) {
            result.value = expression(child);
        }
    }
    return result;
}

ast::List<ast::GenericParameter> Builder::generics(NodeView node)
{
    if (is(node.first(), T::less)) {
        diagnostics_.add(
            diagnostics::Diagnostic(Code::W0004, span(node), "generics are written in `[…]`")
                .suggest("write `[T]` for `<T>`"));
    }
    std::vector<ast::GenericParameter> result;
    for (NodeView const child : node) {
        result.push_back({name(child.first()), types_in(child)});
    }
    return list(result);
}

ast::List<ast::Annotation> Builder::annotations(NodeView node)
{
    std::vector<ast::Annotation> result;
    for (NodeView const child : node) {
        if (child.kind() == K::annotation || child.kind() == K::directive) {
            result.push_back(annotation(child));
        }
    }
    return list(result);
}

// What stands before a declaration and the directives in its head.
ast::List<ast::Annotation> Builder::joined(ast::List<ast::Annotation> before,
                                           ast::List<ast::Annotation> inside)
{
    if (before.empty() || inside.empty()) {
        return before.empty() ? inside : before;
    }
    std::vector<ast::Annotation> all(before.begin(), before.end());
    all.insert(all.end(), inside.begin(), inside.end());
    return list(all);
}

ast::Annotation Builder::annotation(NodeView node)
{
    ast::Annotation result;
    result.span = span(node);
    if (node.kind() == K::annotation) {
        result.name = name(node.front());
        result.arguments = arguments(node);
        return result;
    }
    result.name = name(node.first());
    if (auto const value = node.find(K::directive_value)) {
        auto const token = value.first();
        auto* argument_value = syntax::is_name(kind(token)) ? name_expression(token)
                               : is(token, T::brace_open)   ? error_expression(span(value))
                                                            : literal(token);
        ast::Argument argument;
        argument.value = argument_value;
        result.arguments = list<ast::Argument>({argument});
    }
    return result;
}

Builder::Modifiers Builder::modifiers(NodeView node)
{
    Modifiers result;
    result.annotations = annotations(node);
    if (auto const written = node.find(K::visibility)) {
        result.visible = true;
        result.span = span(written);
    }
    return result;
}

} // namespace janus::syntax
