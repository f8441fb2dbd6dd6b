#include <janus/checked.hpp>

#include <cmath>
#include <string>

namespace janus::detail {

void panic_overflow(char const* operation, std::source_location where)
{
    throw Panic("P002", std::string("integer overflow in '") + operation + "'", where);
}

void panic_zero_division(std::source_location where)
{
    throw Panic("P003", "division by zero", where);
}

void panic_shift(long long amount, int width, std::source_location where)
{
    throw Panic("P002",
                "shift by " + std::to_string(amount) + " of an integer of " +
                    std::to_string(width) + " bits",
                where);
}

void panic_convert(std::source_location where)
{
    throw Panic("P002", "value does not fit the type it is converted to", where);
}

double float_remainder(double a, double b)
{
    return std::fmod(a, b);
}

float float_remainder(float a, float b)
{
    return std::fmod(a, b);
}

double float_power(double base, double exponent)
{
    return std::pow(base, exponent);
}

} // namespace janus::detail
