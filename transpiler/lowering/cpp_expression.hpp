//! C++ expressions as lowering builds them and emit prints them: small trees whose leaves are names
//! and literals. A value type without invariants; the builders below are the way to make one.
//! No function here fails, and all may be called from any thread.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace janus::lowering::cpp {

struct Lambda;

enum class ExprKind : std::uint8_t {
    name,        // also literals and everything else that never needs parentheses
    call,        // parts[0] is the callee
    construct,   // text{parts…}; without text a bare braced list
    member,      // parts[0].text
    arrow,       // parts[0]->text
    index,       // parts[0][parts[1]]
    prefix,      // text parts[0]
    binary,      // parts[0] text parts[1]
    conditional, // parts[0] ? parts[1] : parts[2]
    lambda,
};

/// How a literal leaf may be read: a plain one takes its type from where it stands.
enum class Literal : std::uint8_t { none, text, number };

struct Expr {
    ExprKind kind = ExprKind::name;
    std::string text;
    std::vector<Expr> parts;
    std::shared_ptr<Lambda const> lambda;
    Literal literal = Literal::none;
};

inline Expr name(std::string text)
{
    return Expr{ExprKind::name, std::move(text), {}, nullptr, Literal::none};
}
inline Expr literal(std::string text, Literal literal)
{
    return Expr{ExprKind::name, std::move(text), {}, nullptr, literal};
}
inline Expr call(Expr callee, std::vector<Expr> arguments)
{
    Expr made{ExprKind::call, {}, {}, nullptr, Literal::none};
    made.parts.reserve(1 + arguments.size());
    made.parts.push_back(std::move(callee));
    for (Expr& argument : arguments)
        made.parts.push_back(std::move(argument));
    return made;
}
inline Expr call(std::string callee, std::vector<Expr> arguments)
{
    return call(name(std::move(callee)), std::move(arguments));
}
inline Expr construct(std::string type, std::vector<Expr> elements)
{
    return Expr{ExprKind::construct, std::move(type), std::move(elements), nullptr, Literal::none};
}
inline Expr member(Expr base, std::string member)
{
    Expr made{ExprKind::member, std::move(member), {}, nullptr, Literal::none};
    made.parts.push_back(std::move(base));
    return made;
}
inline Expr arrow(Expr base, std::string member)
{
    Expr made{ExprKind::arrow, std::move(member), {}, nullptr, Literal::none};
    made.parts.push_back(std::move(base));
    return made;
}
inline Expr prefix(std::string operation, Expr operand)
{
    Expr made{ExprKind::prefix, std::move(operation), {}, nullptr, Literal::none};
    made.parts.push_back(std::move(operand));
    return made;
}
inline Expr method(Expr base, std::string function, std::vector<Expr> arguments)
{
    // (*x).f() reads as x->f().
    if (base.kind == ExprKind::prefix && base.text == "*")
        return call(arrow(std::move(base.parts[0]), std::move(function)), std::move(arguments));
    return call(member(std::move(base), std::move(function)), std::move(arguments));
}
inline Expr field(Expr base, std::string name)
{
    if (base.kind == ExprKind::prefix && base.text == "*")
        return arrow(std::move(base.parts[0]), std::move(name));
    return member(std::move(base), std::move(name));
}
inline Expr binary(std::string operation, Expr left, Expr right)
{
    Expr made{ExprKind::binary, std::move(operation), {}, nullptr, Literal::none};
    made.parts.reserve(2);
    made.parts.push_back(std::move(left));
    made.parts.push_back(std::move(right));
    return made;
}
inline Expr conditional(Expr condition, Expr then, Expr otherwise)
{
    Expr made{ExprKind::conditional, {}, {}, nullptr, Literal::none};
    made.parts.reserve(3);
    made.parts.push_back(std::move(condition));
    made.parts.push_back(std::move(then));
    made.parts.push_back(std::move(otherwise));
    return made;
}
inline Expr index(Expr base, Expr at)
{
    Expr made{ExprKind::index, {}, {}, nullptr, Literal::none};
    made.parts.reserve(2);
    made.parts.push_back(std::move(base));
    made.parts.push_back(std::move(at));
    return made;
}
inline Expr move(Expr value)
{
    Expr made{ExprKind::call, {}, {}, nullptr, Literal::none};
    made.parts.reserve(2);
    made.parts.push_back(name("std::move"));
    made.parts.push_back(std::move(value));
    return made;
}
/// `!a`, with double negations and comparisons kept simple.
inline Expr negate(Expr value)
{
    if (value.kind == ExprKind::prefix && value.text == "!")
        return std::move(value.parts[0]);
    return prefix("!", std::move(value));
}

} // namespace janus::lowering::cpp
