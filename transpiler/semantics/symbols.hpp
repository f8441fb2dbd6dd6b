//! Names and what they stand for. A Symbol is found by looking through scopes in the language's
//! order: locals, the actor's members, the module, its imports, its fellows, the prelude.
#pragma once

#include "diagnostics/nearest_name.hpp"
#include "semantics/analyze.hpp"
#include "semantics/program.hpp"

#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace janus::semantics {

struct ModuleScope;

enum class SymbolKind : std::uint8_t {
    none,
    local,
    functions,
    global,
    structure,
    variants,
    trait,
    actor,
    supervisor,
    alias,
    extern_type,
    module,
};

/// `type A = T` and `type A = unique T`; resolved on first use, so that order does not matter.
struct AliasEntity : Entity {
    ast::Alias const* syntax = nullptr;
    ModuleScope* scope = nullptr;
    std::vector<TypeParameter> generics; // known when it is resolved
    TypeRef resolved = nullptr;
    bool resolving = false;
};

struct Symbol {
    SymbolKind kind = SymbolKind::none;
    Span span;
    Local* local = nullptr;
    std::vector<Function*> const* functions = nullptr; // an overload set
    Global* global = nullptr;
    Struct* structure = nullptr;
    Variants* variants = nullptr;
    Trait* trait = nullptr;
    Actor* actor = nullptr;
    Supervisor* supervisor = nullptr;
    AliasEntity* alias = nullptr;
    ExternType* extern_type = nullptr;
    ModuleScope* module = nullptr;
    bool visible = true;

    explicit operator bool() const { return kind != SymbolKind::none; }
    bool is_type() const;
    /// How many type arguments the type is written with.
    std::size_t type_parameters() const;
};

/// The names one module declares, and where it looks further.
struct ModuleScope {
    Module* module = nullptr;
    std::string_view library; // of the standard library: its name; it has no module
    std::unordered_map<std::string_view, Symbol> names;
    std::unordered_map<std::string_view, std::vector<Function*>> functions;
    std::vector<ModuleScope*> open_imports;                // import m: m's names unqualified
    std::unordered_map<std::string_view, Symbol> selected; // use m.{a, b}
    std::vector<ModuleScope*> fellows;
    /// What lookups found through imports: module scopes, and symbols of `selected`.
    mutable std::unordered_set<void const*> used_imports;
    ModuleScope* prelude = nullptr;
    Profile profile = Profile::cluster;
    bool fluid = false;               // `:cluster!`: what the profile lacks is a warning
    std::vector<Span> beyond_profile; // declarations it lacks: what is in them goes without saying
    ModuleScope* parent = nullptr;    // of a namespace: what is around it
    bool uses_visibility = false;     // some declaration says pub or export
    std::unordered_set<std::string_view> const* lost = nullptr; // declared in broken syntax
    std::unordered_set<std::string_view> unfound; // chosen by `use` from a module that lacks them
    bool lacks_import = false; // a module that was not found could have declared any name

    Symbol find_own(std::string_view name) const;
    Symbol find(std::string_view name) const;
    /// The name would be known if its declaration could be read; nobody complains about it then.
    bool has_lost(std::string_view name) const;
    /// Every name that could be meant, for "did you mean".
    void collect_names(std::vector<std::string_view>& names) const;
};

/// As a message names it: "chat/room", "std.math".
std::string module_name(ModuleScope const& scope);

/// Locals in nested blocks of one body.
class LocalScopes {
public:
    void push() { marks_.push_back(locals_.size()); }
    void pop();
    void declare(Local* local) { locals_.push_back(local); }
    /// Innermost first.
    Local* find(std::string_view name) const;
    Local* find_in_innermost(std::string_view name) const;
    std::vector<Local*> const& all() const { return locals_; }

private:
    std::vector<Local*> locals_;
    std::vector<std::size_t> marks_;
};

using diagnostics::edit_distance;
using diagnostics::nearest_name;
using diagnostics::suggest_nearest;

} // namespace janus::semantics
