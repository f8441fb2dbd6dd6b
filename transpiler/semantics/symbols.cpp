#include "semantics/symbols.hpp"

#include <algorithm>

namespace janus::semantics {

std::size_t Symbol::type_parameters() const
{
    switch (kind) {
    case SymbolKind::structure:
        return structure->generics.size();
    case SymbolKind::variants:
        return variants->generics.size();
    case SymbolKind::alias:
        return alias->syntax->generics.size();
    default:
        return 0;
    }
}

bool Symbol::is_type() const
{
    switch (kind) {
    case SymbolKind::structure:
    case SymbolKind::variants:
    case SymbolKind::trait:
    case SymbolKind::actor:
    case SymbolKind::supervisor:
    case SymbolKind::alias:
    case SymbolKind::extern_type:
        return true;
    default:
        return false;
    }
}

Symbol ModuleScope::find_own(std::string_view name) const
{
    if (auto found = names.find(name); found != names.end())
        return found->second;
    if (auto found = functions.find(name); found != functions.end()) {
        Symbol symbol;
        symbol.kind = SymbolKind::functions;
        symbol.functions = &found->second;
        symbol.span = found->second.front()->span;
        symbol.visible = found->second.front()->visible;
        return symbol;
    }
    return {};
}

Symbol ModuleScope::find(std::string_view name) const
{
    if (Symbol own = find_own(name)) {
        if (own.kind == SymbolKind::module)
            used_imports.insert(own.module);
        return own;
    }
    if (auto found = selected.find(name); found != selected.end()) {
        used_imports.insert(&found->second);
        return found->second;
    }
    if (parent)
        return parent->find(name);
    for (ModuleScope const* imported : open_imports)
        if (Symbol symbol = imported->find_own(name);
            symbol && (symbol.visible || !imported->uses_visibility)) {
            used_imports.insert(imported);
            return symbol;
        }
    for (ModuleScope const* fellow : fellows)
        if (Symbol symbol = fellow->find_own(name))
            return symbol;
    return prelude ? prelude->find_own(name) : Symbol{};
}

bool ModuleScope::has_lost(std::string_view name) const
{
    if (parent)
        return parent->has_lost(name);
    auto const in = [&](ModuleScope const& scope) {
        return scope.lacks_import || scope.unfound.contains(name) ||
               (scope.lost && scope.lost->contains(name));
    };
    auto const any_of = [&](std::vector<ModuleScope*> const& scopes) {
        return std::any_of(scopes.begin(), scopes.end(),
                           [&](ModuleScope const* scope) { return in(*scope); });
    };
    return in(*this) || any_of(open_imports) || any_of(fellows);
}

void ModuleScope::collect_names(std::vector<std::string_view>& all) const
{
    auto add = [&](ModuleScope const& scope) {
        for (auto const& [name, symbol] : scope.names)
            all.push_back(name);
        for (auto const& [name, overloads] : scope.functions)
            all.push_back(name);
    };
    add(*this);
    for (auto const& [name, symbol] : selected)
        all.push_back(name);
    for (ModuleScope const* scope : open_imports)
        add(*scope);
    for (ModuleScope const* scope : fellows)
        add(*scope);
    if (parent)
        parent->collect_names(all);
    else if (prelude)
        add(*prelude);
}

std::string module_name(ModuleScope const& scope)
{
    return scope.module ? scope.module->path : "std." + std::string(scope.library);
}

void LocalScopes::pop()
{
    locals_.resize(marks_.back());
    marks_.pop_back();
}

Local* LocalScopes::find(std::string_view name) const
{
    for (auto local = locals_.rbegin(); local != locals_.rend(); ++local)
        if ((*local)->name == name)
            return *local;
    return nullptr;
}

Local* LocalScopes::find_in_innermost(std::string_view name) const
{
    std::size_t const begin = marks_.empty() ? 0 : marks_.back();
    for (std::size_t at = locals_.size(); at > begin; --at)
        if (locals_[at - 1]->name == name)
            return locals_[at - 1];
    return nullptr;
}

} // namespace janus::semantics
