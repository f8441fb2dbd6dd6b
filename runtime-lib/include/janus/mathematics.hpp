#pragma once
// Mathematics on floating point numbers, checked conversions and random numbers: Janus's `math`,
// `conv` and `random`. Random numbers come from the running system, hence a simulation repeats
// them. Any thread may call them.

#include <array>
#include <cmath>
#include <cstdint>
#include <numbers>
#include <string_view>
#include <variant>

#include <janus/checked.hpp>
#include <janus/list.hpp>
#include <janus/option.hpp>
#include <janus/result.hpp>
#include <janus/type_info.hpp>
#include <janus/wrapping.hpp>

namespace janus {

inline double sqrt(double x)
{
    return std::sqrt(x);
}
inline double floor(double x)
{
    return std::floor(x);
}
inline double ceil(double x)
{
    return std::ceil(x);
}
inline double round(double x)
{
    return std::round(x);
}
inline double trunc(double x)
{
    return std::trunc(x);
}
inline double cbrt(double x)
{
    return std::cbrt(x);
}
inline double exp(double x)
{
    return std::exp(x);
}
inline double log2(double x)
{
    return std::log2(x);
}
inline double log10(double x)
{
    return std::log10(x);
}
inline double sin(double x)
{
    return std::sin(x);
}
inline double cos(double x)
{
    return std::cos(x);
}
inline double tan(double x)
{
    return std::tan(x);
}
inline double asin(double x)
{
    return std::asin(x);
}
inline double acos(double x)
{
    return std::acos(x);
}
inline double atan(double x)
{
    return std::atan(x);
}
inline double pow(double x, double y)
{
    return std::pow(x, y);
}
inline double atan2(double x, double y)
{
    return std::atan2(x, y);
}
inline double hypot(double x, double y)
{
    return std::hypot(x, y);
}
// `math.log`; `janus::log` is the namespace of the log.
inline double natural_log(double x)
{
    return std::log(x);
}
inline double abs_f64(double x)
{
    return std::fabs(x);
}
inline double math_pi()
{
    return std::numbers::pi;
}
inline double math_e()
{
    return std::numbers::e;
}
inline std::int64_t i32_to_i64(std::int32_t x)
{
    return x;
}
inline double i32_to_f64(std::int32_t x)
{
    return x;
}

// The error of `to[T](x)`.
struct ConvertError {
    struct OutOfRange {
        friend bool operator==(OutOfRange, OutOfRange) = default;
    };
    enum class Case : std::uint8_t { OutOfRange };

    std::variant<OutOfRange> value;

    friend bool operator==(ConvertError const&, ConvertError const&) = default;
};

template <> struct type_info<ConvertError> {
    static constexpr std::string_view name = "ConvertError";
    static constexpr bool is_error = true;
    static constexpr std::array<std::string_view, 1> cases{"OutOfRange"};
};

// `to[T](x)`: as `x as T`, but what does not fit is an error.
template <class To, class From> Result<To, ConvertError> convert_checked(From value)
{
    if constexpr (Integer<To> && !std::is_same_v<From, bool>) {
        if (!detail::fits<To>(value)) {
            return ConvertError{ConvertError::OutOfRange{}};
        }
    }
    return convert<To>(value);
}

// 64 random bits.
std::uint64_t random_bits();
// From `low` to `high`, both included; panics with P004 if high lies below low.
std::int64_t random_int(std::int64_t low, std::int64_t high);
// From 0 up to, but not including, 1.
double random_float();
bool random_bool();

template <class T> Option<T> random_choice(List<T> const& items)
{
    return items.is_empty() ? Option<T>() : items.get(random_int(0, items.len() - 1));
}

template <class T> List<T> random_shuffled(List<T> items)
{
    for (std::int64_t i = items.len() - 1; i > 0; --i) {
        std::int64_t const other = random_int(0, i);
        T held = items[i];
        items[i] = items[other];
        items[other] = std::move(held);
    }
    return items;
}

} // namespace janus
