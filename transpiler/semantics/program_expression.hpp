//! Expressions, statements and patterns of the checked program. Include "semantics/program.hpp".
//! Nodes are arena structs like those of the syntax tree: `as<T>(node)` goes down, `kind` chooses.
#pragma once

#include "semantics/intrinsic.hpp"
#include "semantics/type.hpp"
#include "source/span.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace janus::semantics {

using source::Span;
template <class T> using NodeList = std::span<T>;

struct Function;
struct Global;
struct Field;
struct Case;
struct Expr;
struct Stmt;
struct Pattern;

enum class LocalKind : std::uint8_t { variable, parameter, state, actor_parameter };
/// A variable, parameter, state field or actor parameter.
struct Local {
    std::string_view name; // empty: made by semantics
    Span span;
    TypeRef type = nullptr;
    LocalKind kind = LocalKind::variable;
    bool mutable_ = false;
    bool used = false;
    bool assigned = false;        // written after its initialisation
    bool shared_cell = false;     // a `var` captured by a closure: lives in a cell both sides share
    bool self = false;            // a method's `self`
    bool reference = false;       // `&mut`: another name for a place of somebody else
    Function* function = nullptr; // a nested function: the local is its closure
};

enum class ExprKind : std::uint8_t {
    integer,
    floating,
    string,
    bytes,
    boolean,
    unit,
    none,
    local,
    global,
    function_reference,
    self_reference,
    call,
    call_value,
    field,
    tuple_element,
    index,
    slice,
    unary,
    binary,
    and_,
    or_,
    convert,
    construct,
    construct_case,
    enum_case,
    tuple,
    list,
    repeat,
    map,
    range,
    if_,
    match,
    block,
    propagate,
    catch_,
    coalesce,
    option_chain,
    closure,
    interpolation,
    return_,
    break_,
    continue_,
    panic_none,
    intrinsic,
    spawn_task,
    nursery,
    select,
};

struct Expr {
    ExprKind kind{};
    Span span;
    TypeRef type = nullptr;
};

/// integer (of any integer type, or char; as two's complement 128 bits), boolean.
struct Integer : Expr {
    std::uint64_t low = 0;
    std::uint64_t high = 0; // sign extension for negative values
};
struct Floating : Expr {
    double value = 0;
};
/// string, bytes.
struct Text : Expr {
    std::string_view value;
};
struct LocalRef : Expr {
    Local* local = nullptr;
};
struct GlobalRef : Expr {
    Global* global = nullptr;
};
/// A named function as a value.
struct FunctionRef : Expr {
    Function* function = nullptr;
    NodeList<TypeRef> type_arguments;
};
/// A resolved call. Every parameter has its argument; the receiver of a method is arguments[0].
struct Call : Expr {
    Function* function = nullptr;
    NodeList<TypeRef> type_arguments;
    NodeList<Expr*> arguments;
    TypeRef static_owner = nullptr; // Type.method(…) without self
};
struct CallValue : Expr {
    Expr* callee = nullptr;
    NodeList<Expr*> arguments;
};
struct FieldAccess : Expr {
    Expr* base = nullptr;
    Field const* field = nullptr;
};
struct TupleElement : Expr {
    Expr* base = nullptr;
    std::uint32_t index = 0;
};
struct Index : Expr {
    Expr* base = nullptr; // list, array, map, string, bytes
    Expr* index = nullptr;
};
struct Slice : Expr {
    Expr* base = nullptr;
    Expr* low = nullptr;   // null: from the start
    Expr* high = nullptr;  // null: to the end
    bool exclusive = true; // the high bound
};
enum class UnaryOp : std::uint8_t { negate, not_, bit_not };
struct Unary : Expr {
    UnaryOp op{};
    Expr* operand = nullptr;
};
enum class BinaryOp : std::uint8_t {
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
    multiply,
    divide,
    remainder,
    power,
    concatenate,
};
/// Operands have the same type (shifts: any integer on the right). On integers checked, unless the
/// compile says wrap.
struct Binary : Expr {
    BinaryOp op{};
    Expr* left = nullptr;
    Expr* right = nullptr;
};
/// and_, or_: short-circuit.
struct Logical : Expr {
    Expr* left = nullptr;
    Expr* right = nullptr;
};
enum class Conversion : std::uint8_t {
    some,           // T → ?T
    ok,             // T → T ! E
    fail,           // E → T ! E (the operand is the error value, already of type E)
    widen,          // lossless numeric
    cast,           // `as`: checked numeric conversion
    error_widen,    // error E1 → E2 (its cases by name) or → Error
    result_error,   // T ! E1 → T ! E2
    enum_number,    // payload-free enum → integer
    dynamic,        // T → &dyn Trait
    wrap_unique,    // T → unique T
    unwrap_unique,  // unique T → T
    to_slice,       // array, list → slice
    to_list,        // slice → list: a copy
    forget,         // a value in a void place
    narrow_ref,     // ActorRef[A | B] → ActorRef[A]
    character,      // integer ↔ char
    to_string_text, // Bytes ↔ String where the language says they are one
    plain_function, // fn → async fn
};
struct Convert : Expr {
    Conversion conversion{};
    Expr* operand = nullptr;
    bool shares = false; // dynamic: the object is the operand's variable, not a copy
};
/// Every field has its value, in declaration order.
struct Construct : Expr {
    NodeList<Expr*> fields;
};
/// A case with payload, or any case of a message or error. type is the variants type.
struct ConstructCase : Expr {
    Case const* case_ = nullptr;
    NodeList<Expr*> fields; // a null field: the Reply that ask fills in
};
struct EnumCase : Expr {
    Case const* case_ = nullptr;
};
/// tuple, list.
struct Many : Expr {
    NodeList<Expr*> elements;
};
struct Repeat : Expr {
    Expr* value = nullptr;
    Expr* count = nullptr;
};
/// keys and values alternate.
struct MapLiteral : Expr {
    NodeList<Expr*> entries;
};
struct RangeValue : Expr {
    Expr* low = nullptr;
    Expr* high = nullptr;
    bool exclusive = false;
};
/// As a statement its type is void. `otherwise` may be null then.
struct If : Expr {
    Expr* condition = nullptr;
    Pattern* pattern = nullptr; // if let: matched against `condition`
    Expr* then = nullptr;
    Expr* otherwise = nullptr;
};
struct MatchArm {
    Span span;
    Pattern* pattern = nullptr;
    Expr* guard = nullptr;
    Expr* body = nullptr;
};
/// First matching arm. `exhaustive`: no fall-through possible; otherwise a statement does nothing
/// and a value panics P005.
struct Match : Expr {
    Expr* value = nullptr;
    NodeList<MatchArm> arms;
    bool exhaustive = false;
};
struct Block : Expr {
    NodeList<Stmt*> statements;
    Expr* value = nullptr; // null: type is void or never
};
/// `e?`, `try e`: leaves the function with the error (converted to its error type) or with null.
struct Propagate : Expr {
    Expr* operand = nullptr;
    bool option = false;
};
/// Value of a T ! E, or the handler's; `binding` is the error.
struct Catch : Expr {
    Expr* operand = nullptr;
    Local* binding = nullptr; // may be null
    Expr* handler = nullptr;
};
/// `a ?? b` on options and results.
struct Coalesce : Expr {
    Expr* operand = nullptr;
    Expr* otherwise = nullptr;
};
/// `x?.f(…)`: `body` uses `local`, the value inside; the result is an option (flattened if `body`
/// is one).
struct OptionChain : Expr {
    Expr* operand = nullptr;
    Local* local = nullptr;
    Expr* body = nullptr;
};
struct Closure : Expr {
    Function* function = nullptr; // kind closure; parameters and body
    NodeList<Local*> captures;
};
struct Let;
/// Starts `closure`, which takes nothing, as a task. Its type is Task[T].
struct SpawnTask : Expr {
    NodeList<Let*> evaluated; // what the spawner evaluates for it
    Expr* nursery = nullptr;  // null: `async` outside of any
    Expr* closure = nullptr;
};
/// A block that ends when all its tasks have. Suspends. Of type void, or NurseryResult as a value.
struct NurseryBlock : Expr {
    enum class Form : std::uint8_t { propagates, caught, value };
    Local* nursery = nullptr;
    Expr* limit = nullptr;  // null: none
    Let* context = nullptr; // its cancellation and deadline are the nursery's; null: none
    Expr* body = nullptr;
    Form form{};
    Local* error = nullptr;          // caught: what the handler names; may be null
    Expr* handler = nullptr;         // caught
    TypeRef propagates_as = nullptr; // the function's error type; null: the failure is thrown
};
/// A receive, or a send if there is a value.
struct SelectCase {
    Span span;
    Expr* channel = nullptr;
    Expr* value = nullptr;
    Local* local = nullptr; // what was received; may be null
    Expr* body = nullptr;
};
/// Suspends. One of `default_body`, `timeout` and `closed` says what happens without a case.
struct Select : Expr {
    NodeList<SelectCase> cases;
    Expr* timeout = nullptr; // milliseconds
    Expr* timeout_body = nullptr;
    Expr* default_body = nullptr;
    Expr* closed = nullptr; // every channel is closed; never comes back
};
struct InterpolationPart {
    std::string_view text;
    Expr* value = nullptr;
    std::string_view format;
};
struct Interpolation : Expr {
    NodeList<InterpolationPart> parts;
};
/// return_ (value null: void), break_, continue_ (`loop` names the While or For they leave).
struct Jump : Expr {
    Expr* value = nullptr;
    Stmt* loop = nullptr;
};
struct IntrinsicCall : Expr {
    Intrinsic intrinsic{};
    NodeList<Expr*> arguments;
    std::string_view text;
    Actor* actor = nullptr;
    NodeList<TypeRef> type_arguments; // of a generic actor
    Supervisor* supervisor = nullptr;
    bool in_loop = false;
};

enum class StmtKind : std::uint8_t {
    let,
    assign,
    expression,
    while_,
    for_,
    defer,
};
struct Stmt {
    StmtKind kind{};
    Span span;
};
/// `let` and `var`. One local, or an irrefutable pattern.
struct Let : Stmt {
    Local* local = nullptr;
    Pattern* pattern = nullptr;
    Expr* value = nullptr; // null: zero value
};
struct Assign : Stmt {
    Expr* target = nullptr; // local, global, field, index, tuple element
    Expr* value = nullptr;  // compound: the right operand
    bool compound = false;
    BinaryOp op{};
};
struct ExprStmt : Stmt {
    Expr* value = nullptr;
};
struct While : Stmt {
    Expr* condition = nullptr;  // null: loop
    Pattern* pattern = nullptr; // while let
    Expr* body = nullptr;
    bool has_break = false;
    bool has_continue = false;
    bool labelled_jump = false; // some inner loop leaves or continues this one
    bool gives_way = false;     // each round counts, and may end the turn
};
struct For : Stmt {
    Pattern* pattern = nullptr; // irrefutable; two patterns over a map are a tuple pattern
    Expr* iterable = nullptr;   // RangeValue is special: no list is made
    Expr* body = nullptr;
    bool labelled_jump = false;
    bool gives_way = false; // each round counts, and may end the turn
};
struct Defer : Stmt {
    Expr* body = nullptr;
    NodeList<Let*> evaluated; // arguments of a deferred call, evaluated at the defer
    bool on_error = false;
};

enum class PatternKind : std::uint8_t {
    wildcard,
    binding,
    literal,
    not_literal,
    range,
    tuple,
    case_,
    some,
    none,
    ok,
    error,
    structure,
    list,
    either,
};
struct Pattern {
    PatternKind kind{};
    Span span;
    TypeRef type = nullptr; // of what it is matched against
};
/// `local` takes the value, then `inner` (if any) must match too.
struct BindingPattern : Pattern {
    Local* local = nullptr;
    Pattern* inner = nullptr;
};
/// literal, not_literal; range has both.
struct LiteralPattern : Pattern {
    Expr* value = nullptr;
    Expr* high = nullptr;
    bool exclusive = false;
};
/// tuple, either; some, ok, error have one element.
struct ManyPattern : Pattern {
    NodeList<Pattern*> elements;
};
/// `elements` is parallel to the case's (or struct's) fields; null where the field is not looked
/// at.
struct CasePattern : Pattern {
    Case const* case_ = nullptr;
    std::optional<std::size_t> protocol = std::nullopt; // which of several, in a one_of
    NodeList<Pattern*> elements;
};
struct StructPattern : Pattern {
    NodeList<Pattern*> elements;
};
struct ListPattern : Pattern {
    NodeList<Pattern*> front;
    NodeList<Pattern*> back;
    bool has_rest = false;
    Local* rest = nullptr;
};

template <class T, class Base> T& as(Base& node)
{
    return static_cast<T&>(node);
}
template <class T, class Base> T const& as(Base const& node)
{
    return static_cast<T const&>(node);
}

} // namespace janus::semantics
