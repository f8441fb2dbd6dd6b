#include "semantics/candidates.hpp"

#include "semantics/library.hpp"

#include <algorithm>

namespace janus::semantics {

namespace {

bool is_callable(Symbol const& symbol)
{
    switch (symbol.kind) {
    case SymbolKind::functions:
        return true;
    case SymbolKind::alias:
        return symbol.alias->syntax->unique;
    case SymbolKind::actor:
        return symbol.actor->grain;
    case SymbolKind::global:
        return symbol.global->type && symbol.global->type->kind == TypeKind::function;
    default:
        return false;
    }
}

/// Methods of the language's own types that the prelude does not declare.
Names methods_without_declaration(Environment const& environment, TypeRef type)
{
    Builtins const& known = environment.builtins;
    if (type->kind != TypeKind::structure)
        return {};
    if (type->structure == known.actor_ref)
        return {"send", "try_send", "ask", "send_after", "deactivate"};
    if (type->structure == known.reply)
        return {"send", "fail", "ok"};
    if (type->structure == known.nursery)
        return {"spawn"};
    return {};
}

} // namespace

Names callable_names(ModuleScope const& scope)
{
    Names names = names_where(scope, is_callable);
    names.insert(names.end(), {"print", "println", "eprint", "eprintln", "print_int", "assert",
                               "min", "max", "abs", "Some", "Ok", "Err", "channel", "whereis",
                               "send", "send_after", "try_send"});
    return names;
}

bool is_called(ModuleScope const& scope, std::string_view name)
{
    Names const names = callable_names(scope);
    return std::find(names.begin(), names.end(), name) != names.end();
}

Names value_names(ModuleScope const& scope, std::string_view wanted)
{
    bool const like_type = wanted.front() >= 'A' && wanted.front() <= 'Z';
    Names names =
        names_where(scope, [&](Symbol const& symbol) { return like_type || !symbol.is_type(); });
    names.insert(names.end(), {"true", "false", "null", "cluster"});
    if (like_type)
        names.insert(names.end(), {"None", "Error"});
    for (std::string_view const path : library_paths())
        names.push_back(library_of(path));
    return names;
}

Names member_names(Environment& environment, TypeRef type)
{
    Names names = methods_without_declaration(environment, type);
    if (type->kind == TypeKind::structure)
        for (Field const& field : type->structure->fields)
            names.push_back(field.name);
    for (Function const* method : methods_of(environment, type, {}))
        if (!method->is_static)
            names.push_back(method->name);
    names.push_back("to_string");
    return names;
}

void report_no_trait(Environment& environment, ModuleScope const& scope, ast::Type const& written,
                     std::string_view problem)
{
    auto const* named = ast::get_if<ast::NamedType>(&written);
    ast::Name const name = named ? named->path.back() : ast::Name{};
    if (name && scope.has_lost(name.text))
        return;
    bool const unknown = name && !scope.find(name.text);
    Diagnostic report{Code::S0003, written.span,
                      unknown ? "undefined trait `" + std::string(name.text) + "`"
                              : std::string(problem)};
    if (unknown)
        suggest_nearest(report, name.text, names_where(scope, [](Symbol const& symbol) {
                            return symbol.kind == SymbolKind::trait;
                        }));
    environment.report(std::move(report));
}

Names parameter_names(std::vector<Local*> const& parameters)
{
    Names names;
    for (Local const* parameter : parameters)
        names.push_back(parameter->name);
    return names;
}

} // namespace janus::semantics
