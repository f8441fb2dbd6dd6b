#include "syntax/dump.hpp"

#include "syntax/dump_state.hpp"

namespace janus::syntax {

std::string dump(ast::Module const& module)
{
    Dumper dumper;
    for (auto const& item : module.items) {
        dumper.item(item);
    }
    return dumper.take();
}

std::string dump(ast::Expr const& expression)
{
    Dumper dumper;
    dumper.expression(&expression);
    return dumper.take();
}

void Dumper::line()
{
    out_ += '\n';
    out_.append(static_cast<std::size_t>(depth_) * 2, ' ');
}

void Dumper::path(ast::Path path)
{
    bool first = true;
    for (auto const& name : path) {
        put(first ? "" : ".");
        put(name.text);
        first = false;
    }
}

void Dumper::named(std::string_view label, ast::Name const& name)
{
    if (name) {
        put(label);
        put(name.text);
    }
}

void Dumper::quoted(std::string_view text)
{
    out_ += '"';
    for (char const character : text) {
        switch (character) {
        case '"':
        case '\\':
            out_ += '\\';
            out_ += character;
            break;
        case '\n':
            out_ += "\\n";
            break;
        case '\t':
            out_ += "\\t";
            break;
        case '\r':
            out_ += "\\r";
            break;
        case '\0':
            out_ += "\\0";
            break;
        default:
            out_ += character;
            break;
        }
    }
    out_ += '"';
}

void Dumper::item(ast::Item const& item)
{
    switch (item.kind) {
    case ast::ItemKind::profile:
        put("(profile ");
        put(item.profile->profile);
        annotations(item.profile->extra);
        put(")");
        break;
    case ast::ItemKind::module:
        put("(module ");
        path(item.module);
        put(")");
        break;
    case ast::ItemKind::import:
        import(*item.import);
        break;
    case ast::ItemKind::statement:
        statement(item.statement);
        break;
    }
    line();
}

void Dumper::import(ast::Import const& node)
{
    switch (node.kind) {
    case ast::Import::Kind::import:
        put("(import ");
        break;
    case ast::Import::Kind::use:
        put("(use ");
        break;
    case ast::Import::Kind::use_foreign:
        put("(use-foreign ");
        break;
    case ast::Import::Kind::graft:
        put("(graft ");
        break;
    }
    if (node.path.empty()) {
        put(node.language);
        put(" ");
        quoted(node.text);
    } else {
        path(node.path);
    }
    for (auto const& name : node.names) {
        named(" ", name);
    }
    named(" as ", node.alias);
    put(")");
}

} // namespace janus::syntax
