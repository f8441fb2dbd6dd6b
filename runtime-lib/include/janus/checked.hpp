#pragma once
// Checked arithmetic, Janus's `+ - * / % ** << >> as`. Overflow, a bad shift and a cast that does
// not fit panic with P002, division by zero with P003, both with the place of the caller. Floats
// follow IEEE and never panic. Usable in constant expressions; any thread may use it.
//
// The panic stands last in each function: g++ 12 then inlines a recursive caller as it inlines one
// without the check.

#include <concepts>
#include <cstdint>
#include <source_location>
#include <type_traits>
#include <utility>

#include <janus/integer_types.hpp>
#include <janus/panic.hpp>

namespace janus {

namespace detail {

[[noreturn, gnu::cold]] void panic_overflow(char const* operation, std::source_location where);
[[noreturn, gnu::cold]] void panic_zero_division(std::source_location where);
[[noreturn, gnu::cold]] void panic_shift(long long amount, int width, std::source_location where);
[[noreturn, gnu::cold]] void panic_convert(std::source_location where);
double float_remainder(double a, double b);
float float_remainder(float a, float b);
double float_power(double base, double exponent);

using Place = std::source_location;

} // namespace detail

template <Number T>
constexpr T add(T a, std::type_identity_t<T> b, detail::Place where = detail::Place::current())
{
    if constexpr (std::floating_point<T>) {
        return a + b;
    } else {
        T result{};
        if (!__builtin_add_overflow(a, b, &result)) [[likely]] {
            return result;
        }
        detail::panic_overflow("+", where);
    }
}

template <Number T>
constexpr T subtract(T a, std::type_identity_t<T> b, detail::Place where = detail::Place::current())
{
    if constexpr (std::floating_point<T>) {
        return a - b;
    } else {
        T result{};
        if (!__builtin_sub_overflow(a, b, &result)) [[likely]] {
            return result;
        }
        detail::panic_overflow("-", where);
    }
}

template <Number T>
constexpr T multiply(T a, std::type_identity_t<T> b, detail::Place where = detail::Place::current())
{
    if constexpr (std::floating_point<T>) {
        return a * b;
    } else {
        T result{};
        if (!__builtin_mul_overflow(a, b, &result)) [[likely]] {
            return result;
        }
        detail::panic_overflow("*", where);
    }
}

// Truncates toward zero.
template <Number T>
constexpr T divide(T a, std::type_identity_t<T> b, detail::Place where = detail::Place::current())
{
    if constexpr (std::floating_point<T>) {
        return a / b;
    } else {
        if (b == 0) [[unlikely]] {
            detail::panic_zero_division(where);
        }
        if constexpr (detail::is_signed<T>) {
            if (b == static_cast<T>(-1)) {
                if (a == min_of<T>) [[unlikely]] {
                    detail::panic_overflow("/", where);
                }
            }
        }
        return static_cast<T>(a / b);
    }
}

// Has the sign of the dividend.
template <Number T>
constexpr T remainder(T a, std::type_identity_t<T> b,
                      detail::Place where = detail::Place::current())
{
    if constexpr (std::floating_point<T>) {
        return detail::float_remainder(a, b);
    } else {
        if (b == 0) [[unlikely]] {
            detail::panic_zero_division(where);
        }
        if constexpr (detail::is_signed<T>) {
            if (b == static_cast<T>(-1)) {
                return 0;
            }
        }
        return static_cast<T>(a % b);
    }
}

template <Number T> constexpr T negate(T a, detail::Place where = detail::Place::current())
{
    if constexpr (std::floating_point<T>) {
        return -a;
    } else {
        return subtract(T{}, a, where);
    }
}

namespace detail {

template <class T, class N, class Multiply>
constexpr T power_by_squaring(T base, N exponent, Multiply const& multiply, Place where)
{
    if constexpr (is_signed<N>) {
        if (exponent < 0) [[unlikely]] {
            panic_overflow("**", where);
        }
    }
    T result = 1;
    for (auto left = static_cast<unsigned_of<N>>(exponent); left != 0;) {
        if ((left & 1) != 0) {
            result = multiply(result, base);
        }
        left = static_cast<unsigned_of<N>>(left >> 1);
        if (left != 0) {
            base = multiply(base, base);
        }
    }
    return result;
}

} // namespace detail

// Integers need an exponent of 0 or more (P002).
template <Number T, Number N>
constexpr T power(T base, N exponent, detail::Place where = detail::Place::current())
{
    if constexpr (std::floating_point<T> || std::floating_point<N>) {
        return static_cast<T>(
            detail::float_power(static_cast<double>(base), static_cast<double>(exponent)));
    } else {
        return detail::power_by_squaring(
            base, exponent, [&](T a, T b) { return multiply(a, b, where); }, where);
    }
}

// Bits shifted out are lost; an amount outside [0, width) panics.
template <Integer T, Integer N>
constexpr T shift_left(T a, N amount, detail::Place where = detail::Place::current())
{
    if (amount < 0 || static_cast<u128>(amount) >= static_cast<u128>(detail::width_of<T>))
        [[unlikely]] {
        detail::panic_shift(static_cast<long long>(amount), detail::width_of<T>, where);
    }
    return static_cast<T>(static_cast<detail::unsigned_of<T>>(a) << amount);
}

// Arithmetic on signed integers, logical on unsigned ones.
template <Integer T, Integer N>
constexpr T shift_right(T a, N amount, detail::Place where = detail::Place::current())
{
    if (amount < 0 || static_cast<u128>(amount) >= static_cast<u128>(detail::width_of<T>))
        [[unlikely]] {
        detail::panic_shift(static_cast<long long>(amount), detail::width_of<T>, where);
    }
    return static_cast<T>(a >> amount);
}

namespace detail {

// Whether an integer is a value of `To`.
template <Integer To, Integer From> constexpr bool fits(From value)
{
    To converted{};
    return !__builtin_add_overflow(value, From{}, &converted);
}

// The smallest float that is too large for `To` is exact in any float type.
template <Integer To, std::floating_point From> constexpr bool fits(From value)
{
    constexpr int bits = width_of<To> - (is_signed<To> ? 1 : 0);
    From bound = 1;
    for (int i = 0; i < bits; ++i) {
        bound *= 2;
    }
    if constexpr (is_signed<To>) {
        return (value >= -bound || value > -bound - 1) && value < bound;
    } else {
        return value > -1 && value < bound;
    }
}

} // namespace detail

// Janus's `x as T`: checked where it narrows, truncating from float to integer. `bool`, `char` and
// enums convert from and to their numbers.
template <class To, class From>
constexpr To convert(From value, detail::Place where = detail::Place::current())
{
    if constexpr (std::is_same_v<To, From>) {
        return value;
    } else if constexpr (std::is_enum_v<From>) {
        return convert<To>(static_cast<std::underlying_type_t<From>>(value), where);
    } else if constexpr (std::is_same_v<From, bool>) {
        return static_cast<To>(value ? 1 : 0);
    } else if constexpr (std::is_same_v<From, char32_t>) {
        return convert<To>(static_cast<std::uint32_t>(value), where);
    } else if constexpr (std::is_same_v<To, char32_t>) {
        return static_cast<char32_t>(convert<std::uint32_t>(value, where));
    } else if constexpr (std::is_same_v<To, bool>) {
        return value != From{};
    } else if constexpr (std::floating_point<To>) {
        return static_cast<To>(value);
    } else {
        if (!detail::fits<To>(value)) [[unlikely]] {
            detail::panic_convert(where);
        }
        return static_cast<To>(value);
    }
}

} // namespace janus
