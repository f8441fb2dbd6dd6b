//! Expressions of the syntax tree. Include "syntax/ast.hpp".
#pragma once

#include "syntax/ast.hpp"

namespace janus::ast {

enum class ExprKind : std::uint8_t {
    int_literal,
    float_literal,
    string_literal,
    char_literal,
    bool_literal,
    null_literal,
    interpolation,
    name,
    member,
    tuple_index,
    index,
    call,
    unary,
    binary,
    range,
    pipe,
    try_,
    propagate,
    unwrap,
    deref,
    await,
    comptime,
    catch_,
    with_context,
    cast,
    spawn,
    nursery,
    if_,
    match,
    block,
    closure,
    array,
    array_repeat,
    tuple,
    paren,
    enum_literal,
    struct_literal,
    anonymous_literal,
    table,
    slice_literal,
    at_call,
    operator_reference,
    return_,
    break_,
    continue_,
    fail,
    error,
};

struct Expr {
    ExprKind kind;
    Span span;
};

struct IntLiteral : Expr {
    static constexpr ExprKind this_kind = ExprKind::int_literal;
    std::uint64_t low = 0;
    std::uint64_t high = 0;  // bits 64 to 127
    bool too_large = false;  // more than 128 bits
    std::string_view suffix; // "u32"
};
struct FloatLiteral : Expr {
    static constexpr ExprKind this_kind = ExprKind::float_literal;
    double value = 0;
    std::string_view suffix;
};
enum class StringForm : std::uint8_t { plain, multi_line, bytes, regex };
struct StringLiteral : Expr {
    static constexpr ExprKind this_kind = ExprKind::string_literal;
    std::string_view value; // escapes resolved
    StringForm form = StringForm::plain;
};
struct CharLiteral : Expr {
    static constexpr ExprKind this_kind = ExprKind::char_literal;
    std::uint32_t code_point = 0;
};
struct BoolLiteral : Expr {
    static constexpr ExprKind this_kind = ExprKind::bool_literal;
    bool value = false;
};
/// One piece: literal text, then (if any) a value and its format.
struct InterpolationPart {
    std::string_view text;
    Expr* value = nullptr;
    std::string_view format;
};
struct Interpolation : Expr {
    static constexpr ExprKind this_kind = ExprKind::interpolation;
    List<InterpolationPart> parts;
};
struct NameExpr : Expr {
    static constexpr ExprKind this_kind = ExprKind::name;
    Name name;
};
struct Member : Expr {
    static constexpr ExprKind this_kind = ExprKind::member;
    Expr* base = nullptr;
    Name name;
    bool optional = false; // ?.
};
struct TupleIndex : Expr {
    static constexpr ExprKind this_kind = ExprKind::tuple_index;
    Expr* base = nullptr;
    std::uint32_t index = 0;
    bool optional = false; // ?.
};
/// One of `[a]`, `[a:b]`, `[?T]`: an expression, a colon slice, or a type that is no expression.
struct IndexArgument {
    Expr* value = nullptr;
    Type* type = nullptr;
    bool slice = false;
    Expr* slice_end = nullptr;
    Expr* slice_step = nullptr;
};
/// Indexing or generic instantiation: semantics resolves it by what `base` is.
struct Index : Expr {
    static constexpr ExprKind this_kind = ExprKind::index;
    Expr* base = nullptr;
    List<IndexArgument> arguments;
    bool optional = false; // ?.[
};
struct Argument {
    Name name; // f(name: value)
    Expr* value = nullptr;
    Type* type = nullptr; // an argument that only a type can be
    bool spread = false;  // **value
};
struct Call : Expr {
    static constexpr ExprKind this_kind = ExprKind::call;
    Expr* callee = nullptr;
    List<Argument> arguments;
    bool command = false;  // print "x", y
    bool trailing = false; // the last argument was written as a block after the call
};
/// `send a, m` and `spawn X, args` keep their shape: a Call with `command`.

enum class UnaryOp : std::uint8_t { minus, not_, bit_not, reference, reference_mut };
struct Unary : Expr {
    static constexpr ExprKind this_kind = ExprKind::unary;
    UnaryOp op{};
    Expr* operand = nullptr;
};
enum class BinaryOp : std::uint8_t {
    or_,
    coalesce,
    and_,
    equal,
    not_equal,
    less,
    less_equal,
    greater,
    greater_equal,
    bit_or,
    bit_xor,
    bit_and,
    shift_left,
    shift_right,
    add,
    subtract,
    concatenate,
    multiply,
    divide,
    remainder,
    power,
};
struct Binary : Expr {
    static constexpr ExprKind this_kind = ExprKind::binary;
    BinaryOp op{};
    Span op_span;
    Expr* left = nullptr;
    Expr* right = nullptr;
};
struct Range : Expr {
    static constexpr ExprKind this_kind = ExprKind::range;
    Expr* low = nullptr; // null: open
    Expr* high = nullptr;
    bool exclusive = false;
};
struct Pipe : Expr {
    static constexpr ExprKind this_kind = ExprKind::pipe;
    Expr* left = nullptr;
    Expr* right = nullptr;
};
/// One operand: try_, propagate (`e?`), unwrap (`e.?`), deref (`e.*`), await, comptime, paren.
struct Wrapped : Expr {
    Expr* operand = nullptr;
};
/// `((e))` is e.
inline Expr const* without_parentheses(Expr const* expression)
{
    while (expression->kind == ExprKind::paren)
        expression = static_cast<Wrapped const*>(expression)->operand;
    return expression;
}
enum class CatchForm : std::uint8_t { value, block, or_do };
struct Catch : Expr {
    static constexpr ExprKind this_kind = ExprKind::catch_;
    Expr* operand = nullptr;
    CatchForm form{};
    Name binding;          // may be empty or "_"
    Expr* value = nullptr; // form value
    Block* body = nullptr; // the others
};
struct WithContext : Expr {
    static constexpr ExprKind this_kind = ExprKind::with_context;
    Expr* operand = nullptr;
    Expr* context = nullptr;
    Expr* where = nullptr;
};
struct Cast : Expr {
    static constexpr ExprKind this_kind = ExprKind::cast;
    Expr* operand = nullptr;
    Type* type = nullptr;
};
/// `spawn f(x)`, `spawn X, a, b`, `spawn do … end`, `async f(x)`.
struct Spawn : Expr {
    static constexpr ExprKind this_kind = ExprKind::spawn;
    Expr* target = nullptr;
    List<Expr*> more;
    Block* body = nullptr;
    bool async = false; // written `async`, not `spawn`
};
struct Nursery : Expr {
    static constexpr ExprKind this_kind = ExprKind::nursery;
    List<Argument> arguments;
    Expr* context = nullptr;
    Name name;
    Block* body = nullptr;
    Name error;
    Block* handler = nullptr;
};
/// `let pattern = value`, or a plain condition when `pattern` is null.
struct Condition {
    Pattern* pattern = nullptr;
    Expr* value = nullptr;
};
/// `otherwise` is null, another If, or a BlockExpr. The flat forms hold their branch as a
/// one-statement block.
struct If : Expr {
    static constexpr ExprKind this_kind = ExprKind::if_;
    Condition condition;
    Block* then = nullptr;
    Expr* otherwise = nullptr;
    bool flat = false; // no block: `if (c) return x`, `if c a else b`
};
struct MatchArm {
    Span span;
    Pattern* pattern = nullptr;
    Expr* guard = nullptr;
    Block* body = nullptr; // an expression body is a one-statement block with `expression` set
    bool expression = false;
};
struct Match : Expr {
    static constexpr ExprKind this_kind = ExprKind::match;
    Expr* value = nullptr;
    List<MatchArm> arms;
    bool brace = false;
    bool incomplete = false; // an arm is missing that could not be read
};
struct BlockExpr : Expr {
    static constexpr ExprKind this_kind = ExprKind::block;
    Block* block = nullptr;
};
struct ClosureParameter {
    Pattern* pattern = nullptr;
    Type* type = nullptr;
};
/// `|x| e`, `{ |x| … }`, `do |x| … end`, `func(x: T) -> R do … end`.
struct Closure : Expr {
    static constexpr ExprKind this_kind = ExprKind::closure;
    List<ClosureParameter> parameters;
    Type* result = nullptr;
    Block* body = nullptr;
    bool expression = false; // the body is one expression
    bool func_form = false;
};
/// array, tuple, slice_literal (`type` set).
struct Many : Expr {
    List<Expr*> elements;
    Type* type = nullptr;
};
struct ArrayRepeat : Expr {
    static constexpr ExprKind this_kind = ExprKind::array_repeat;
    Expr* value = nullptr;
    Expr* count = nullptr;
};
/// `name: value`; bare expression (no name); `..base` (spread).
struct FieldInit {
    Name name;
    Expr* value = nullptr;
    bool spread = false;
};
/// struct_literal (`path`), enum_literal (`.Variant`, path of one), anonymous_literal (`.{ … }`),
/// table (`{ k: v }`).
struct Literal : Expr {
    Path path;
    List<Type*> type_arguments;
    List<FieldInit> fields;
    bool has_fields = false; // `.Variant { }` against `.Variant`
};
/// Table keys may be strings and integers, so they are expressions.
struct TableEntry {
    Expr* key = nullptr; // null: `..value`
    Expr* value = nullptr;
};
struct Table : Expr {
    static constexpr ExprKind this_kind = ExprKind::table;
    List<TableEntry> entries;
};
struct AtCall : Expr {
    static constexpr ExprKind this_kind = ExprKind::at_call;
    Name name;
    List<Argument> arguments;
};
struct OperatorReference : Expr {
    static constexpr ExprKind this_kind = ExprKind::operator_reference;
    BinaryOp op{};
};
/// return_, break_, continue_, fail: `value` or `label` may be missing.
struct Jump : Expr {
    Expr* value = nullptr;
    Name label;
};

} // namespace janus::ast
