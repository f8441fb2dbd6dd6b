//! Declarations of the syntax tree. Include "syntax/ast.hpp".
#pragma once

#include "syntax/ast.hpp"
#include "syntax/ast_expression.hpp"

namespace janus::ast {

enum class DeclKind : std::uint8_t {
    function,
    extern_,
    structure,
    variants,
    trait,
    impl,
    alias,
    actor,
    supervisor,
    test,
    namespace_,
    error,
};

/// `@name(args)`; `{.directive.}` reads as the annotation `directive`.
struct Annotation {
    Name name;
    List<Argument> arguments;
    Span span;
};
struct Decl {
    DeclKind kind;
    Span span;
    Name name;
    List<Annotation> annotations;
    bool visible = false; // pub, export
};
struct GenericParameter {
    Name name;
    List<Type*> bounds;
};
struct Parameter {
    Span span;
    Name name;
    Type* type = nullptr;  // null: `self`, or an implicit type parameter
    Expr* value = nullptr; // default
    bool mut = false;
    bool reference = false;
    bool comptime = false;
};
struct Bound {
    Name name;
    List<Type*> bounds;
};
struct Contract {
    bool ensures = false;
    Expr* condition = nullptr;
};
struct Function : Decl {
    static constexpr DeclKind this_kind = DeclKind::function;
    Path owner; // func Type.method: path before the last name
    bool async = false;
    List<GenericParameter> generics;
    List<Parameter> parameters;
    Type* result = nullptr; // null: no arrow
    bool arrow = false;     // `-> T` was written (against the arrow-less `!T`)
    Name context;           // with ctx
    Expr* context_where = nullptr;
    List<Bound> bounds;
    List<Contract> contracts;
    Block* body = nullptr; // null: a signature
};
enum class ExternKind : std::uint8_t { function, type, enumeration };
struct Extern : Decl {
    static constexpr DeclKind this_kind = DeclKind::extern_;
    ExternKind extern_kind{};
    Function* function = nullptr;
    List<Name> cases;
    std::string_view cpp_name; // "search::lookup"; empty: C ABI
    bool has_cpp_name = false;
};
struct Field {
    Span span;
    List<Annotation> annotations;
    bool visible = false;
    Name name; // empty: a tuple slot
    Type* type = nullptr;
    Expr* value = nullptr;
};
struct Struct : Decl {
    static constexpr DeclKind this_kind = DeclKind::structure;
    Path path; // struct A.B
    List<GenericParameter> generics;
    List<Field> fields;
    List<Function*> methods;
};
struct Variant {
    Span span;
    List<Annotation> annotations;
    Name name;
    bool tuple = false;  // Num(i64)
    bool record = false; // Add { l: i64 }
    List<Field> fields;
    Expr* value = nullptr; // Mid = 5
};
enum class VariantsKind : std::uint8_t { enumeration, flags, union_, message, error };
struct Variants : Decl {
    static constexpr DeclKind this_kind = DeclKind::variants;
    VariantsKind variants_kind{};
    List<GenericParameter> generics;
    List<Variant> variants;
};
struct Trait : Decl {
    static constexpr DeclKind this_kind = DeclKind::trait;
    List<GenericParameter> generics;
    List<Type*> supertraits;
    List<Function*> methods;
};
struct Impl : Decl {
    static constexpr DeclKind this_kind = DeclKind::impl;
    List<GenericParameter> generics;
    Type* trait = nullptr; // impl Trait for Type
    Type* type = nullptr;
    List<Function*> methods;
};
/// `type A = T`, `type A = unique T`. `type A = struct { … }` and `= enum { … }` read as Struct and
/// Variants.
struct Alias : Decl {
    static constexpr DeclKind this_kind = DeclKind::alias;
    List<GenericParameter> generics;
    bool unique = false;
    Type* type = nullptr;
};
enum class HookKind : std::uint8_t {
    init,
    on_start,
    on_stop,
    on_crash,
    on_activate,
    on_deactivate,
    on_migrate,
    on_down,
    on_reminder,
};
/// As it is written.
inline std::string_view to_string(HookKind kind)
{
    switch (kind) {
    case HookKind::init:
        return "init";
    case HookKind::on_start:
        return "on_start";
    case HookKind::on_stop:
        return "on_stop";
    case HookKind::on_crash:
        return "on_crash";
    case HookKind::on_activate:
        return "on_activate";
    case HookKind::on_deactivate:
        return "on_deactivate";
    case HookKind::on_migrate:
        return "on_migrate";
    case HookKind::on_down:
        return "on_down";
    case HookKind::on_reminder:
        return "on_reminder";
    }
    return {};
}
struct Hook {
    Span span;
    Name name;
    HookKind kind{};
    List<Annotation> annotations;
    List<Parameter> parameters;
    Block* body = nullptr;
};
struct Migrate {
    Span span;
    std::uint64_t from = 0;
    std::uint64_t to = 0;
    Block* body = nullptr;
};
struct StateField {
    List<Annotation> annotations;
    Stmt* statement = nullptr; // Var or Let
};
enum class ClauseKind : std::uint8_t { implements, does, with };
struct Clause {
    ClauseKind kind{};
    List<Type*> types;
};
/// One member in source order, so that comments and the formatter can follow it. Exactly one
/// pointer is set.
struct ActorMember {
    Span span;
    StateField* state = nullptr;
    Hook* hook = nullptr;
    Function* function = nullptr;
    Migrate* migrate = nullptr;
    struct Receive* receive = nullptr;
};
struct Actor : Decl {
    static constexpr DeclKind this_kind = DeclKind::actor;
    bool grain = false;
    List<GenericParameter> generics;
    List<Parameter> parameters;
    bool has_parameters = false;
    List<Clause> clauses;
    List<ActorMember> members;
    bool shared_end = false; // its receive's `end` closed it too
    bool brace = false;
};
struct Option {
    Span span;
    Name name;
    Expr* value = nullptr; // a bare or dotted word is a NameExpr or an enum_literal
};
struct Child {
    Span span;
    Path path;
    List<Type*> generics;
    List<Argument> arguments;
    bool has_arguments = false;
    List<Option> options;
    bool rfc_form = false; // child(T, [args]): `arguments` holds the elements
};
/// One member in source order. Exactly one pointer is set.
struct SupervisorMember {
    Option* option = nullptr;
    Child* child = nullptr;
    Function* function = nullptr;
};
struct Supervisor : Decl {
    static constexpr DeclKind this_kind = DeclKind::supervisor;
    List<Parameter> parameters;
    List<Option> header_options;
    List<SupervisorMember> members;
};
struct Test : Decl {
    static constexpr DeclKind this_kind = DeclKind::test;
    std::string_view title;
    Block* body = nullptr;
};
struct Item;
struct Namespace : Decl {
    static constexpr DeclKind this_kind = DeclKind::namespace_;
    List<Item> items;
};

} // namespace janus::ast
