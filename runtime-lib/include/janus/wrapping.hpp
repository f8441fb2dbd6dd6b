#pragma once
// Wrapping arithmetic: what `--wrap` makes of Janus's operators, under the names of checked.hpp.
// Integers wrap around in two's complement; division by zero and bad shifts still panic. Any thread
// may use it.

#include <janus/checked.hpp>

namespace janus::wrapping {

template <Number T> constexpr T add(T a, std::type_identity_t<T> b)
{
    if constexpr (std::floating_point<T>) {
        return a + b;
    } else {
        T result{};
        (void)__builtin_add_overflow(a, b, &result);
        return result;
    }
}

template <Number T> constexpr T subtract(T a, std::type_identity_t<T> b)
{
    if constexpr (std::floating_point<T>) {
        return a - b;
    } else {
        T result{};
        (void)__builtin_sub_overflow(a, b, &result);
        return result;
    }
}

template <Number T> constexpr T multiply(T a, std::type_identity_t<T> b)
{
    if constexpr (std::floating_point<T>) {
        return a * b;
    } else {
        T result{};
        (void)__builtin_mul_overflow(a, b, &result);
        return result;
    }
}

template <Number T>
constexpr T divide(T a, std::type_identity_t<T> b, detail::Place where = detail::Place::current())
{
    if constexpr (Integer<T> && detail::is_signed<T>) {
        if (b == static_cast<T>(-1)) {
            return wrapping::subtract(T{}, a);
        }
    }
    return janus::divide(a, b, where);
}

template <Number T>
constexpr T remainder(T a, std::type_identity_t<T> b,
                      detail::Place where = detail::Place::current())
{
    return janus::remainder(a, b, where);
}

template <Number T> constexpr T negate(T a)
{
    return wrapping::subtract(T{}, a);
}

template <Number T, Number N>
constexpr T power(T base, N exponent, detail::Place where = detail::Place::current())
{
    if constexpr (std::floating_point<T> || std::floating_point<N>) {
        return janus::power(base, exponent, where);
    } else {
        return detail::power_by_squaring(
            base, exponent, [](T a, T b) { return wrapping::multiply(a, b); }, where);
    }
}

template <Integer T, Integer N>
constexpr T shift_left(T a, N amount, detail::Place where = detail::Place::current())
{
    return janus::shift_left(a, amount, where);
}

template <Integer T, Integer N>
constexpr T shift_right(T a, N amount, detail::Place where = detail::Place::current())
{
    return janus::shift_right(a, amount, where);
}

// Integers keep their low bits; from a float it is checked all the same.
template <class To, class From>
constexpr To convert(From value, detail::Place where = detail::Place::current())
{
    if constexpr (Integer<To> && Integer<From>) {
        return static_cast<To>(value);
    } else {
        return janus::convert<To>(value, where);
    }
}

} // namespace janus::wrapping
