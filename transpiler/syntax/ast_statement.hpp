//! Statements of the syntax tree. Include "syntax/ast.hpp".
#pragma once

#include "syntax/ast.hpp"

namespace janus::ast {

enum class StmtKind : std::uint8_t {
    let,
    var,
    assign,
    expression,
    defer,
    while_,
    for_,
    using_,
    with_chain,
    with_block,
    select,
    receive,
    declaration,
    yield,
    error,
};

/// `guard` is the postfix `when e`; with `unless` it is negated.
struct Guard {
    Expr* condition = nullptr;
    bool unless = false;
};
struct Stmt {
    StmtKind kind;
    Span span;
    Guard guard;
};
struct Let : Stmt {
    static constexpr StmtKind this_kind = StmtKind::let;
    Pattern* pattern = nullptr;
    Type* type = nullptr;
    Expr* value = nullptr;
    bool constant = false; // const
    bool walrus = false;   // name := e
    bool visible = false;  // pub, export
};
struct Var : Stmt {
    static constexpr StmtKind this_kind = StmtKind::var;
    Name name;
    Type* type = nullptr;
    Expr* value = nullptr; // null: zero value
    bool visible = false;  // pub, export
};
struct Assign : Stmt {
    static constexpr StmtKind this_kind = StmtKind::assign;
    Expr* target = nullptr;
    bool compound = false; // op=
    BinaryOp op{};
    Span op_span;
    Expr* value = nullptr;
};
struct ExprStmt : Stmt {
    static constexpr StmtKind this_kind = StmtKind::expression;
    Expr* value = nullptr;
};
struct Defer : Stmt {
    static constexpr StmtKind this_kind = StmtKind::defer;
    Block* body = nullptr;   // a single statement is a block of one
    bool block_form = false; // `defer do … end`: variables are read at exit
    bool on_error = false;   // errdefer
};
struct While : Stmt {
    static constexpr StmtKind this_kind = StmtKind::while_;
    Name label;
    Condition condition; // value null: `loop`
    Block* body = nullptr;
};
struct For : Stmt {
    static constexpr StmtKind this_kind = StmtKind::for_;
    Name label;
    List<Pattern*> patterns;
    Expr* iterable = nullptr;
    Block* body = nullptr;
    bool block_parameter = false; // for xs do |x| … end
};
struct Using : Stmt {
    static constexpr StmtKind this_kind = StmtKind::using_;
    bool shared = false;
    Name name;
    Type* type = nullptr;
    Expr* value = nullptr;
    Block* body = nullptr;
};
/// `with a <- f(), b <- g(a) do … else |e| … end`; a step without a pattern is a plain expression.
struct WithStep {
    Pattern* pattern = nullptr;
    Expr* value = nullptr;
};
struct WithChain : Stmt {
    static constexpr StmtKind this_kind = StmtKind::with_chain;
    List<WithStep> steps;
    Block* body = nullptr;
    Name error;
    Block* otherwise = nullptr;
};
struct WithBlock : Stmt {
    static constexpr StmtKind this_kind = StmtKind::with_block;
    Expr* context = nullptr;
    Block* body = nullptr;
};
struct SelectCase {
    enum class Kind : std::uint8_t { operation, timeout, default_ };
    Kind kind{};
    Span span;
    Name binding;
    Expr* value = nullptr;
    Block* body = nullptr;
};
struct Select : Stmt {
    static constexpr StmtKind this_kind = StmtKind::select;
    List<SelectCase> cases;
};
struct ReceiveArm {
    Span span;
    List<Annotation> annotations;
    Pattern* pattern = nullptr;
    Expr* guard = nullptr;
    Block* body = nullptr;
    bool expression = false;
    bool bar = false; // written with a leading `|`
};
struct After {
    Span span;
    Expr* timeout = nullptr;
    Block* body = nullptr;
};
/// Arms, or (second form) a block that sees the message as `name`, or as `__msg`.
struct Receive : Stmt {
    static constexpr StmtKind this_kind = StmtKind::receive;
    List<ReceiveArm> arms;
    Name name;
    Block* body = nullptr;
    After* after = nullptr;
    bool incomplete = false; // an arm is missing that could not be read
};
struct DeclStmt : Stmt {
    static constexpr StmtKind this_kind = StmtKind::declaration;
    Decl* declaration = nullptr;
};
struct Yield : Stmt {
    static constexpr StmtKind this_kind = StmtKind::yield;
    Expr* value = nullptr;
};
/// What no rule fits. `names` are those that it seems to declare.
struct DamagedStmt : Stmt {
    static constexpr StmtKind this_kind = StmtKind::error;
    List<Name> names;
};

} // namespace janus::ast
