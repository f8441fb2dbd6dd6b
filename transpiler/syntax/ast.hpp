//! The untyped syntax tree. Plain structs in an arena: each node is its base (kind and span) plus
//! its parts; `as<T>(node)` goes down, a `switch` on `kind` chooses. The tree says what was
//! written, nothing about what it means; `janus::semantics` turns it into a typed program. Texts
//! are views into the source or the arena.
#pragma once

#include "source/span.hpp"

#include <cstdint>
#include <span>
#include <string_view>

namespace janus::ast {

using source::Span;

struct Expr;
struct Stmt;
struct Decl;
struct Pattern;
struct Type;

template <class T> using List = std::span<T>;

struct Name {
    std::string_view text;
    Span span;
    explicit operator bool() const { return !text.empty(); }
};

using Path = List<Name>;

/// `do … end` or `{ … }`. `brace` is kept for the formatter.
struct Block {
    Span span;
    List<Stmt*> statements;
    bool brace = false;
};

template <class T, class Base> T const& as(Base const& node)
{
    return static_cast<T const&>(node);
}
template <class T, class Base> T const* get_if(Base const* node)
{
    return node && node->kind == T::this_kind ? static_cast<T const*>(node) : nullptr;
}

// ---------- types ----------

enum class TypeKind : std::uint8_t {
    named,     // a.b[T, U]
    optional,  // ?T, T?
    result,    // T ! E, !T, E!T: sides as written
    list,      // [T]
    array,     // [N]T
    slice,     // []T
    tuple,     // (A, B); () is the unit
    function,  // fn(A) -> R
    reference, // &T, &mut T
    dyn,       // &dyn Trait
    pointer,   // *T and other forms of :sovereign: parsed to be refused
    one_of,    // A | B
    structure, // { a: T } or struct { … }
    error,     // could not be read; reported
};

struct Type {
    TypeKind kind;
    Span span;
};

struct NamedType : Type {
    static constexpr TypeKind this_kind = TypeKind::named;
    Path path;
    List<Type*> arguments;
    bool angle_brackets = false; // Name<T>: W0004
};
/// One inner type: optional, list, slice, reference (`mut`), pointer.
struct WrappedType : Type {
    Type* inner = nullptr;
    bool mut = false;
};
struct ResultType : Type {
    static constexpr TypeKind this_kind = TypeKind::result;
    Type* left = nullptr; // null in `!T`
    Type* right = nullptr;
};
struct ArrayType : Type {
    static constexpr TypeKind this_kind = TypeKind::array;
    Expr* size = nullptr;
    Type* element = nullptr;
};
/// tuple and one_of.
struct ManyType : Type {
    List<Type*> parts;
};
struct FunctionType : Type {
    static constexpr TypeKind this_kind = TypeKind::function;
    List<Type*> parameters;
    Type* result = nullptr; // null: void
    bool async = false;
};
struct DynType : Type {
    static constexpr TypeKind this_kind = TypeKind::dyn;
    NamedType* trait = nullptr;
};

// ---------- patterns ----------

enum class PatternKind : std::uint8_t {
    wildcard, // _ and else
    path, // a name (binding or variant: semantics decides), a.b, .Variant, with or without payload
    binding_at, // name @ pattern
    literal,
    not_literal, // !10
    range,
    tuple,
    list,
    fields, // { a, b: p }
    rest,   // ..name inside list, tuple or fields
    bits,   // << … >>: parsed to be refused, its names are kept
    either, // p | q
    error,
};

struct Pattern {
    PatternKind kind;
    Span span;
};
/// `field: pattern`, or `field` alone when `pattern` is null. `..rest` is a RestPattern in
/// `pattern` without a name.
struct FieldPattern {
    Name name;
    Pattern* pattern = nullptr;
};
struct PathPattern : Pattern {
    static constexpr PatternKind this_kind = PatternKind::path;
    Path path;
    bool leading_dot = false;
    bool positional = false;   // Name(p, q)
    bool named = false;        // Name { a, b: p }
    List<Pattern*> elements;   // positional
    List<FieldPattern> fields; // named
};
struct AtPattern : Pattern {
    static constexpr PatternKind this_kind = PatternKind::binding_at;
    Name name;
    Pattern* inner = nullptr;
};
/// literal, not_literal.
struct LiteralPattern : Pattern {
    Expr* value = nullptr; // a literal, or unary minus of one
};
struct RangePattern : Pattern {
    static constexpr PatternKind this_kind = PatternKind::range;
    Expr* low = nullptr;
    Expr* high = nullptr;
    bool exclusive = false; // ..<
};
/// tuple, list, either.
struct ManyPattern : Pattern {
    List<Pattern*> elements;
};
struct BitsPattern : Pattern {
    static constexpr PatternKind this_kind = PatternKind::bits;
    List<Name> names;
};
struct FieldsPattern : Pattern {
    static constexpr PatternKind this_kind = PatternKind::fields;
    List<FieldPattern> fields;
};
struct RestPattern : Pattern {
    static constexpr PatternKind this_kind = PatternKind::rest;
    Name name; // may be empty
};

} // namespace janus::ast

#include "syntax/ast_declaration.hpp"
#include "syntax/ast_expression.hpp"
#include "syntax/ast_module.hpp"
#include "syntax/ast_statement.hpp"
