//! First pass: every declaration becomes an entity with a name, so that order in a file does not
//! matter. Second pass: signatures. Both leave behind what the body checker reads again.
#pragma once

#include "semantics/environment.hpp"
#include "semantics/type_reader.hpp"

#include <vector>

namespace janus::semantics {

template <class Made, class Syntax> struct Declared {
    Made* entity = nullptr;
    Syntax const* syntax = nullptr;
    ModuleScope* scope = nullptr;
};

struct Declarations {
    std::vector<Declared<Struct, ast::Struct>> structs;
    std::vector<Declared<Variants, ast::Variants>> variants;
    std::vector<Declared<Trait, ast::Trait>> traits;
    std::vector<Declared<Impl, ast::Impl>> impls;
    std::vector<Declared<Impl, ast::Function>> outside_methods; // func Type.method(…)
    std::vector<Declared<Actor, ast::Actor>> actors;
    std::vector<Declared<Supervisor, ast::Supervisor>> supervisors;
    std::vector<Declared<Global, ast::Stmt>> globals;
    std::vector<Declared<AliasEntity, ast::Alias>> aliases;
    std::vector<Declared<Function, ast::Function>> functions; // with bodies to check
    std::vector<Declared<Function, ast::Test>> tests;
    /// File-level statements of an entry module, which become its main.
    std::vector<ast::Stmt const*> script;
    ModuleScope* script_scope = nullptr;
    Function* script_main = nullptr;
};

/// Declares the names of one module; `scope` is already linked to its imports. `tests`: also its
/// `test` blocks.
void declare_module(Environment& environment, Declarations& declarations, ModuleScope& scope,
                    ast::Module const& syntax, bool entry, bool tests);

/// Declarations inside a block.
void declare_nested(Environment& environment, Declarations& declarations, ModuleScope& scope,
                    std::vector<ast::Stmt const*> const& statements);

/// Checks the default values of fields.
void note_default_fields(Environment& environment, Declarations const& declarations);
void check_default_fields(Environment& environment, Declarations const& declarations);

/// What the parameter gets that a call leaves out; checked once.
Expr* default_argument(Environment& environment, Function& function, std::size_t at);
/// Also those that no call needs.
void check_default_arguments(Environment& environment, Function& function);

/// Resolves fields, payloads, parameters and results of everything declared.
void resolve_signatures(Environment& environment, Declarations& declarations);

/// The prelude's entities, from its own source. Must run first.
void declare_prelude(Environment& environment, Declarations& declarations);
void find_builtins(Environment& environment);

/// What `@name(…)` on a declaration says; null if it is not there.
ast::Annotation const* find_annotation(ast::List<ast::Annotation> annotations,
                                       std::string_view name);
/// The string an annotation like `@name("…")` carries.
std::string_view annotation_text(ast::Annotation const* annotation);

/// Parameters and result of a function whose context is known.
void resolve_function(Environment& environment, Function& function, ast::Function const& syntax,
                      TypeContext context);
/// Actors: protocol, parameters, state types, functions.
void resolve_actor(Environment& environment, Actor& actor, ast::Actor const& syntax,
                   ModuleScope& scope);
Function* make_function(Environment& environment, ast::Function const& syntax, ModuleScope& scope,
                        FunctionKind kind);
/// `generics` takes the type parameter of a parameter without a type; null: it needs one.
Local* make_parameter(Environment& environment, ast::Parameter const& syntax, TypeReader& reader,
                      TypeRef self, std::vector<TypeParameter>* generics);
std::vector<TypeParameter> make_generics(Environment& environment,
                                         ast::List<ast::GenericParameter> syntax,
                                         TypeContext const& context);

} // namespace janus::semantics
