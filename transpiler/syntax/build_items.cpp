#include "syntax/builder.hpp"

#include <utility>

namespace janus::syntax {

using ast::ItemKind;
using diagnostics::Code;
using K = NodeKind;
using T = TokenKind;

// ---------- tokens ----------

source::Span Builder::span(std::uint32_t token) const
{
    auto const& where = list_.tokens[token];
    return {file_.id(), where.begin, where.end};
}

// Line breaks at the ends are not part of what stands between them.
source::Span Builder::span(std::uint32_t first, std::uint32_t last) const
{
    while (first < last && is(first, T::newline)) {
        ++first;
    }
    while (last > first && is(last - 1, T::newline)) {
        --last;
    }
    if (first == last) {
        auto const at = list_.tokens[first].begin;
        return {file_.id(), at, at};
    }
    return {file_.id(), list_.tokens[first].begin, list_.tokens[last - 1].end};
}

std::string_view Builder::text(std::uint32_t token) const
{
    return file_.text(span(token));
}

ast::Name Builder::name(NodeView node) const
{
    return name(node.first());
}

// The words among some tokens, dots left out.
ast::Path Builder::path(std::uint32_t first, std::uint32_t last)
{
    Names names;
    for (std::uint32_t token = first; token < last; ++token) {
        if (is_word(kind(token))) {
            names.push_back(name(token));
        }
    }
    return list(names);
}

void Builder::report(Code code, source::Span span, std::string message)
{
    diagnostics_.report(code, span, std::move(message));
}

// ---------- items ----------

void Builder::item(NodeView node, std::vector<ast::Item>& items)
{
    if (node.kind() != K::item) {
        statement_item(error_statement(node), items);
        return;
    }
    NodeView const inner = node.front();
    ast::Item result;
    result.span = span(node);
    switch (inner.kind()) {
    case K::profile:
        result.kind = ItemKind::profile;
        result.profile = profile(inner);
        break;
    case K::module: {
        result.kind = ItemKind::module;
        NodeView const named = inner.front();
        result.module = named.kind() == K::path
                            ? path(named.first(), named.last())
                            : list<ast::Name>({{string_value(named.first()), span(named)}});
        break;
    }
    case K::import:
    case K::use:
    case K::use_foreign:
    case K::graft:
        result.kind = ItemKind::import;
        result.import = import(inner);
        break;
    default:
        statement_item(statement(inner), items);
        for (auto* const after : std::exchange(after_actor_, {})) {
            statement_item(after, items);
        }
        return;
    }
    items.push_back(result);
}

void Builder::statement_item(ast::Stmt* statement, std::vector<ast::Item>& items)
{
    ast::Item result;
    result.kind = ItemKind::statement;
    result.span = statement->span;
    result.statement = statement;
    items.push_back(result);
}

std::string_view Builder::without_spaces(NodeView node)
{
    std::string joined;
    for (std::uint32_t token = node.first(); token < node.last(); ++token) {
        joined += text(token);
    }
    return arena_.text(joined);
}

ast::ProfileDirective* Builder::profile(NodeView node)
{
    auto* const result = arena_.make<ast::ProfileDirective>();
    result->span = span(node);
    result->profile = without_spaces(node.find(K::directive_value));
    result->extra = annotations(node);
    return result;
}

ast::Import* Builder::import(NodeView node)
{
    auto* const result = arena_.make<ast::Import>();
    result->span = span(node);
    switch (node.kind()) {
    case K::import:
        result->kind = ast::Import::Kind::import;
        break;
    case K::use:
        result->kind = ast::Import::Kind::use;
        break;
    case K::use_foreign:
        result->kind = ast::Import::Kind::use_foreign;
        break;
    default:
        result->kind = ast::Import::Kind::graft;
        break;
    }
    bool const foreign = node.kind() == K::use_foreign || node.kind() == K::graft;
    for (NodeView const child : node) {
        switch (child.kind()) {
        case K::path:
            result->path = path(child.first(), child.last());
            break;
        case K::use_names: {
            Names names;
            for (NodeView const part : child) {
                names.push_back(name(part));
            }
            result->names = list(names);
            break;
        }
        case K::literal: {
            result->text = string_value(child.first());
            Names parts;
            for (std::size_t at = 0; !foreign && at <= result->text.size();) {
                auto const slash = std::min(result->text.find('/', at), result->text.size());
                parts.push_back({result->text.substr(at, slash - at), span(child)});
                at = slash + 1;
            }
            result->path = list(parts);
            break;
        }
        default: // a name: the alias, or a graft's alias and language, or a language
            if (node.kind() == K::use_foreign || (node.kind() == K::graft && result->alias)) {
                result->language = text(child.first());
            } else {
                result->alias = name(child);
            }
            break;
        }
    }
    return result;
}

} // namespace janus::syntax
