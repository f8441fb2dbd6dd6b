#include "semantics/pattern_literals.hpp"

#include <bit>

namespace janus::semantics {

namespace {

constexpr SortableInteger one = 1;

SortableInteger sortable(TypeRef type, SortableInteger bits)
{
    return is_signed_integer(type) ? bits ^ (one << 127) : bits;
}

/// A literal without conversions, and whether it is negated.
struct Literal {
    Expr const* value;
    bool negative = false;
};

Literal literal_of(Expr const* value)
{
    Literal literal{value};
    while (true) {
        if (literal.value->kind == ExprKind::convert)
            literal.value = as<Convert>(*literal.value).operand;
        else if (literal.value->kind == ExprKind::unary &&
                 as<Unary>(*literal.value).op == UnaryOp::negate) {
            literal.value = as<Unary>(*literal.value).operand;
            literal.negative = !literal.negative;
        } else
            return literal;
    }
}

} // namespace

TypeRef matched_type(TypeRef type)
{
    while (type && (type->kind == TypeKind::reference || type->kind == TypeKind::unique))
        type = type->arguments[0];
    return type;
}

bool is_ordinal(TypeRef type)
{
    return is_integer(type) || type->kind == TypeKind::character;
}

SortableInteger smallest(TypeRef type)
{
    if (!is_signed_integer(type))
        return 0;
    return (one << 127) - (one << (integer_bits(type) - 1));
}

SortableInteger largest(TypeRef type)
{
    if (type->kind == TypeKind::character)
        return 0x10FFFF;
    if (is_signed_integer(type))
        return (one << 127) + ((one << (integer_bits(type) - 1)) - 1);
    return integer_bits(type) == 128 ? ~SortableInteger{0} : (one << integer_bits(type)) - 1;
}

std::optional<SortableInteger> ordinal(TypeRef type, Expr const* value)
{
    Literal literal = literal_of(value);
    if (literal.value->kind != ExprKind::integer && literal.value->kind != ExprKind::boolean)
        return std::nullopt;
    auto const& integer = as<Integer>(*literal.value);
    SortableInteger bits = (SortableInteger{integer.high} << 64) | integer.low;
    return sortable(type, literal.negative ? -bits : bits);
}

std::optional<std::string> text_key(Expr const* value)
{
    Literal literal = literal_of(value);
    switch (literal.value->kind) {
    case ExprKind::string:
    case ExprKind::bytes:
        return std::string{as<Text>(*literal.value).value};
    case ExprKind::floating: {
        double number = as<Floating>(*literal.value).value;
        if (number == 0) // minus zero is the same value
            number = 0;
        return std::to_string(std::bit_cast<std::uint64_t>(literal.negative ? -number : number));
    }
    default:
        return std::nullopt;
    }
}

std::optional<Interval> interval_of(TypeRef type, Pattern const& pattern)
{
    if (pattern.kind != PatternKind::literal && pattern.kind != PatternKind::not_literal &&
        pattern.kind != PatternKind::range)
        return std::nullopt;
    auto const& literal = as<LiteralPattern>(pattern);
    auto low = ordinal(type, literal.value);
    if (!low)
        return std::nullopt;
    if (pattern.kind != PatternKind::range)
        return Interval{*low, *low, false};
    auto high = literal.high ? ordinal(type, literal.high) : std::nullopt;
    if (!high)
        return std::nullopt;
    if (literal.exclusive ? *high <= *low : *high < *low)
        return Interval{*low, *low, true};
    return Interval{*low, literal.exclusive ? *high - 1 : *high, false};
}

bool is_null(Expr const* value)
{
    return literal_of(value).value->kind == ExprKind::none;
}

bool is_opaque_leaf(Pattern const& pattern)
{
    if (pattern.kind != PatternKind::literal && pattern.kind != PatternKind::not_literal &&
        pattern.kind != PatternKind::range)
        return false;
    auto const& literal = as<LiteralPattern>(pattern);
    TypeRef type = matched_type(pattern.type);
    if (is_ordinal(type))
        return !interval_of(type, pattern);
    if (pattern.kind == PatternKind::range)
        return true;
    return !is_null(literal.value) && !text_key(literal.value) &&
           !(type->kind == TypeKind::boolean && ordinal(type, literal.value));
}

} // namespace janus::semantics
