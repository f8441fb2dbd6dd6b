//! C++ statements as lowering builds them and emit prints them. One plain struct with a kind; which
//! parts a kind uses stands beside it. A value type; any thread may use it.
#pragma once

#include "lowering/cpp_expression.hpp"
#include "source/span.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace janus::lowering::cpp {

enum class StmtKind : std::uint8_t {
    expression, // value;
    declare,    // type name = value; (braced: type name{value};)
    return_,    // keyword value;  `keyword` is return, co_return or throw
    if_,        // if (value) body else otherwise
    while_,     // while (value) body
    loop,       // for (;;) body
    count,      // for (first; value; step) body
    range_for,  // for (type name : value) body
    block,      // { body }
    switch_,    // switch (value) { cases }
    break_,
    continue_,
    goto_,   // goto name;
    label,   // name:;
    try_,    // try body; `handlers` in otherwise
    comment, // only its comments
};

struct Stmt;
/// `case a: case b: body`; no labels: default.
struct SwitchCase {
    std::vector<std::string> labels;
    std::vector<Stmt> body;
    std::vector<std::string> comments;
};

struct Stmt {
    StmtKind kind = StmtKind::expression;
    source::Span span;                 // of the Janus statement; empty: written by the compiler
    std::vector<std::string> comments; // lines above, with their `//`
    std::string trailing;              // a comment after it on its line
    std::string type;
    std::string name;
    std::string_view keyword; // a literal
    Expr value;
    bool has_value = false;
    bool braced = false;
    std::vector<Stmt> first;
    std::vector<Expr> step;
    std::vector<Stmt> body;
    std::vector<Stmt> otherwise;
    std::vector<SwitchCase> cases;
};

inline Stmt statement(StmtKind kind)
{
    Stmt made;
    made.kind = kind;
    return made;
}
inline Stmt expression(Expr value)
{
    Stmt made = statement(StmtKind::expression);
    made.value = std::move(value);
    made.has_value = true;
    return made;
}
inline Stmt declare(std::string type, std::string name, Expr value)
{
    Stmt made = statement(StmtKind::declare);
    made.type = std::move(type);
    made.name = std::move(name);
    made.value = std::move(value);
    made.has_value = true;
    return made;
}
/// `type name{};`: the zero value.
inline Stmt declare(std::string type, std::string name)
{
    Stmt made = statement(StmtKind::declare);
    made.type = std::move(type);
    made.name = std::move(name);
    return made;
}
inline Stmt assign(Expr target, Expr value)
{
    return expression(binary("=", std::move(target), std::move(value)));
}
inline Stmt jump(std::string_view keyword)
{
    Stmt made = statement(StmtKind::return_);
    made.keyword = keyword;
    return made;
}
inline Stmt jump(std::string_view keyword, Expr value)
{
    Stmt made = jump(keyword);
    made.value = std::move(value);
    made.has_value = true;
    return made;
}
inline Stmt if_(Expr condition, std::vector<Stmt> then, std::vector<Stmt> otherwise = {})
{
    Stmt made = statement(StmtKind::if_);
    made.value = std::move(condition);
    made.body = std::move(then);
    made.otherwise = std::move(otherwise);
    return made;
}
inline Stmt go_to(std::string label)
{
    Stmt made = statement(StmtKind::goto_);
    made.name = std::move(label);
    return made;
}
inline Stmt label(std::string name)
{
    Stmt made = statement(StmtKind::label);
    made.name = std::move(name);
    return made;
}

struct Parameter {
    std::string type;
    std::string name; // empty: not named
    bool maybe_unused = false;
};

struct Lambda {
    std::vector<std::string> captures;
    std::vector<Parameter> parameters;
    std::string result; // empty: left to the compiler
    bool mutable_ = false;
    std::vector<Stmt> body;
};

inline Expr lambda(Lambda made)
{
    Expr expression{ExprKind::lambda, {}, {}, nullptr, Literal::none};
    expression.lambda = std::make_shared<Lambda const>(std::move(made));
    return expression;
}

} // namespace janus::lowering::cpp
