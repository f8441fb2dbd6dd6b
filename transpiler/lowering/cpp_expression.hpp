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
/// Moved in one by one: a list in braces would copy the trees.
template <class... Parts> Expr with_parts(ExprKind kind, std::string text, Parts... parts)
{
    Expr made{kind, std::move(text), {}, nullptr, Literal::none};
    made.parts.reserve(sizeof...(parts));
    (made.parts.push_back(std::move(parts)), ...);
    return made;
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
    return with_parts(ExprKind::member, std::move(member), std::move(base));
}
inline Expr arrow(Expr base, std::string member)
{
    return with_parts(ExprKind::arrow, std::move(member), std::move(base));
}
inline Expr prefix(std::string operation, Expr operand)
{
    return with_parts(ExprKind::prefix, std::move(operation), std::move(operand));
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
    return with_parts(ExprKind::binary, std::move(operation), std::move(left), std::move(right));
}
inline Expr conditional(Expr condition, Expr then, Expr otherwise)
{
    return with_parts(ExprKind::conditional, {}, std::move(condition), std::move(then),
                      std::move(otherwise));
}
inline Expr index(Expr base, Expr at)
{
    return with_parts(ExprKind::index, {}, std::move(base), std::move(at));
}
inline Expr move(Expr value)
{
    return with_parts(ExprKind::call, {}, name("std::move"), std::move(value));
}
/// `!a`, with double negations and comparisons kept simple.
inline Expr negate(Expr value)
{
    if (value.kind == ExprKind::prefix && value.text == "!")
        return std::move(value.parts[0]);
    return prefix("!", std::move(value));
}

} // namespace janus::lowering::cpp
