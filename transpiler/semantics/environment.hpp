//! What all parts of the checker share while one program is analysed: the program under
//! construction, the module scopes, the prelude's entities and the sink for problems.
#pragma once

#include "diagnostics/diagnostics.hpp"
#include "semantics/analyze.hpp"
#include "semantics/program.hpp"
#include "semantics/symbols.hpp"

#include <deque>
#include <string>
#include <unordered_map>
#include <unordered_set>

namespace janus::semantics {

using diagnostics::Code;
using diagnostics::Diagnostic;

/// The prelude's types that the language itself refers to.
struct Builtins {
    Struct* string = nullptr;
    Struct* bytes = nullptr;
    Struct* list = nullptr;
    Struct* hash_map = nullptr;
    Struct* set = nullptr;
    Struct* deque = nullptr;
    Struct* option = nullptr; // only their methods: the types are kinds of their own
    Struct* result = nullptr;
    Struct* reply = nullptr;
    Struct* actor_ref = nullptr;
    Struct* timestamp = nullptr;
    Struct* duration = nullptr;
    Struct* pid = nullptr;
    Struct* child_status = nullptr;
    Struct* task = nullptr;
    Struct* nursery = nullptr;
    Variants* nursery_result = nullptr;
    Struct* iter = nullptr;
    Struct* range = nullptr; // only its methods, as of the option
    Struct* channel = nullptr;
    Variants* channel_error = nullptr;
    Struct* timer = nullptr;
    Variants* exit_reason = nullptr;
    Variants* deactivation_reason = nullptr;
    Variants* ask_error = nullptr;
    Struct* context = nullptr;
    Variants* capability_error = nullptr;
    Variants* os_process = nullptr;
    Trait* eq = nullptr;
    Trait* ord = nullptr;
    Trait* hash = nullptr;
    Trait* numeric = nullptr;
    Trait* display = nullptr;
    Trait* show = nullptr;
    Trait* clone = nullptr;
};

/// The syntax behind an entity, read again when its body is checked.
struct FunctionSyntax {
    ast::Function const* syntax = nullptr;
    ModuleScope* scope = nullptr;
    Impl* impl = nullptr;
    std::vector<TypeParameter> outer_generics; // of the struct or impl around a method
    /// `where T: Ord` about a parameter of the type around.
    std::vector<std::pair<TypeParameter, std::vector<Trait*>>> where;
    bool checking = false;
    bool checked = false;
};

/// The default value of a parameter of an actor or supervisor, checked where it is used.
struct ParameterDefault {
    ast::Expr const* value = nullptr;
    ModuleScope* scope = nullptr;
};

/// The default of a field, for where it is needed before it is checked or with type arguments.
struct FieldDefault {
    ast::Expr const* value = nullptr;
    ModuleScope* scope = nullptr;
    std::vector<TypeParameter> const* generics = nullptr; // of the type it stands in
    bool open = false;                                    // being checked
};

/// A method called on a place. Whether it changes the place may turn out later: methods call each
/// other in circles.
struct ReceiverUse {
    Function const* method = nullptr;
    Local* local = nullptr;     // the place is (part of) this
    Function* caller = nullptr; // whose `self` that is; else null
    Span receiver;
};

struct Environment {
    Environment(Program& program_, AnalyzeOptions const& options_, diagnostics::Diagnostics& sink)
        : program(program_), types(program_.types), options(options_), diagnostics(sink)
    {}

    TypeRef scalar(TypeKind kind) const { return types.scalar(kind); }
    TypeRef error_type() const { return types.scalar(TypeKind::error); }
    TypeRef string() { return types.structure(builtins.string); }
    TypeRef list(TypeRef element) { return types.structure(builtins.list, {element}); }
    TypeRef slice(TypeRef element) { return types.composite(TypeKind::slice, {element}); }
    TypeRef option(TypeRef inner) { return types.composite(TypeKind::option, {inner}); }
    TypeRef result(TypeRef value, TypeRef error)
    {
        return types.composite(TypeKind::result, {value, error});
    }
    TypeRef open_error() { return types.scalar(TypeKind::open_error); }
    TypeRef actor_ref(TypeRef message) { return types.structure(builtins.actor_ref, {message}); }

    void report(Diagnostic problem) { diagnostics.add(std::move(problem)); }
    void report(Code code, Span span, std::string message)
    {
        diagnostics.add(Diagnostic{code, span, std::move(message)});
    }
    /// `instead`: what to write until it can be.
    void unsupported(Span span, std::string_view feature, std::string instead)
    {
        report(
            Diagnostic{Code::C0001, span, std::string(feature) + " cannot be compiled yet"}.suggest(
                std::move(instead)));
    }

    /// Allocates a node of the checked program.
    template <class T> T* make() { return program.arena->make<T>(); }
    Local* make_local(std::string_view name, Span span, TypeRef type)
    {
        Local& local = program.locals.emplace_back();
        local.name = name;
        local.span = span;
        local.type = type;
        return &local;
    }
    std::string_view keep(std::string_view text) { return program.arena->text(text); }

    Program& program;
    TypeTable& types;
    AnalyzeOptions const& options;
    diagnostics::Diagnostics& diagnostics;
    Builtins builtins;
    ModuleScope prelude;
    std::deque<ModuleScope> scopes;
    std::deque<ModuleScope> libraries; // those asked for
    std::deque<AliasEntity> aliases;
    std::unordered_map<Function const*, FunctionSyntax> function_syntax;
    std::unordered_map<Local const*, ParameterDefault> parameter_defaults;
    std::unordered_map<Field const*, FieldDefault> field_defaults;
    /// Methods of types that declare none themselves: impl i64, impl ?T …
    std::unordered_map<TypeRef, std::vector<Function*>> other_methods;
    /// Initialisers that array sizes may ask for.
    std::unordered_map<Global const*, ast::Stmt const*> global_syntax;
    std::unordered_map<Local const*, ast::Expr const*> local_constants;
    /// Calls of methods that were not known to change their receiver yet.
    std::vector<ReceiverUse> receiver_uses;
    /// What an actor takes from its mailbox in a `receive` of its own code.
    std::unordered_map<Actor const*, std::unordered_set<Case const*>> received_inside;
    std::uint64_t next_identity = 1;
};

/// `bool` satisfies Eq, `i64` satisfies Ord …; user traits by their impls.
bool satisfies(Environment& environment, TypeRef type, Trait const* trait);

/// The error side of `T ! E` must be one of these.
bool is_error_type(TypeRef type);

/// Whether one type may be what both say: `Box[T]` and `Box[i64]`.
bool overlap(TypeRef first, TypeRef second);

/// Methods called `name` that a value of this type has itself (inherent and through its traits);
/// all of them if `name` is empty.
std::vector<Function*> methods_of(Environment& environment, TypeRef type, std::string_view name);

} // namespace janus::semantics
