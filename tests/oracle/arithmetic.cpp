#include "interpreter.hpp"

namespace janus::oracle {

using namespace semantics;

Number fitting(Number number, TypeRef type)
{
    int const bits = integer_bits(type);
    Number const one = 1;
    bool const is_signed = is_signed_integer(type);
    Number const high = is_signed ? (one << (bits - 1)) - 1 : (one << bits) - 1;
    Number const low = is_signed ? -high - 1 : 0;
    if (number < low || number > high)
        throw Panic{"P002"};
    return number;
}

namespace {

Number power(Number base, Number exponent, TypeRef type)
{
    if (exponent < 0)
        throw Panic{"P002"};
    Number result = 1;
    // 0, 1 and -1 never overflow; everything else does after 64 steps.
    if (base == 0 || base == 1)
        return exponent == 0 ? 1 : base;
    if (base == -1)
        return exponent % 2 == 0 ? 1 : -1;
    for (; exponent > 0; --exponent)
        result = fitting(result * base, type);
    return result;
}

Number shift(BinaryOp op, Number left, Number amount, TypeRef type)
{
    int const bits = integer_bits(type);
    if (amount < 0 || amount >= bits)
        throw Panic{"P002"};
    if (op == BinaryOp::shift_right)
        return left >> static_cast<int>(amount);
    Bits const kept = (static_cast<Bits>(left) << static_cast<int>(amount)) &
                      ((static_cast<Bits>(1) << bits) - 1);
    auto number = static_cast<Number>(kept);
    if (is_signed_integer(type) && (kept >> (bits - 1)) != 0)
        number -= static_cast<Number>(1) << bits;
    return number;
}

} // namespace

Number compute(BinaryOp op, Number left, Number right, TypeRef type)
{
    Number product = 0;
    switch (op) {
    case BinaryOp::add:
        return fitting(left + right, type);
    case BinaryOp::subtract:
        return fitting(left - right, type);
    case BinaryOp::multiply:
        if (__builtin_mul_overflow(left, right, &product))
            throw Panic{"P002"};
        return fitting(product, type);
    case BinaryOp::divide:
        if (right == 0)
            throw Panic{"P003"};
        return fitting(left / right, type);
    case BinaryOp::remainder:
        if (right == 0)
            throw Panic{"P003"};
        return left % right;
    case BinaryOp::power:
        return power(left, right, type);
    case BinaryOp::shift_left:
    case BinaryOp::shift_right:
        return shift(op, left, right, type);
    case BinaryOp::bit_and:
        return left & right;
    case BinaryOp::bit_or:
        return left | right;
    case BinaryOp::bit_xor:
        return left ^ right;
    default:
        throw Unknown{"operator"};
    }
}

} // namespace janus::oracle
