#include <catch2/catch.hpp>

#include <cstdint>
#include <limits>

#include <janus/checked.hpp>
#include <janus/wrapping.hpp>

#include "values/panic_code.hpp"

using janus::convert;

namespace {

template <class T> constexpr T least = janus::min_of<T>;
template <class T> constexpr T largest = janus::max_of<T>;

} // namespace

TEMPLATE_TEST_CASE("arithmetic at the ends of every integer type", "[checked]", std::int8_t,
                   std::int16_t, std::int32_t, std::int64_t, janus::i128, std::uint8_t,
                   std::uint16_t, std::uint32_t, std::uint64_t, janus::u128)
{
    using T = TestType;
    CHECK(panic_code([] { janus::add(largest<T>, T{1}); }) == "P002");
    CHECK(panic_code([] { janus::subtract(least<T>, T{1}); }) == "P002");
    CHECK(panic_code([] { janus::multiply(largest<T>, T{2}); }) == "P002");
    CHECK(panic_code([] { janus::divide(T{1}, T{0}); }) == "P003");
    CHECK(panic_code([] { janus::remainder(T{1}, T{0}); }) == "P003");
    CHECK(panic_code([] { janus::power(largest<T>, 2); }) == "P002");
    CHECK(panic_code([] { janus::shift_left(T{1}, sizeof(T) * 8); }) == "P002");
    CHECK(panic_code([] { janus::shift_right(T{1}, -1); }) == "P002");
    CHECK((janus::add(largest<T>, T{0}) == largest<T>));
    CHECK((janus::power(T{2}, 6) == T{64}));
    CHECK((janus::power(T{0}, 0) == T{1}));
    CHECK((janus::wrapping::add(largest<T>, T{1}) == least<T>));
    CHECK((janus::wrapping::subtract(least<T>, T{1}) == largest<T>));
    if (least<T> < 0) {
        CHECK(panic_code([] { janus::negate(least<T>); }) == "P002");
        CHECK(panic_code([] { janus::divide(least<T>, static_cast<T>(-1)); }) == "P002");
        CHECK((janus::remainder(least<T>, static_cast<T>(-1)) == 0));
        CHECK((janus::wrapping::divide(least<T>, static_cast<T>(-1)) == least<T>));
        CHECK((janus::wrapping::negate(least<T>) == least<T>));
    }
}

TEST_CASE("division truncates and the remainder has the dividend's sign", "[checked]")
{
    CHECK(janus::divide(-7, 2) == -3);
    CHECK(janus::remainder(-7, 3) == -1);
    CHECK(janus::remainder(17, 5) == 2);
    CHECK(janus::remainder(7.5, 2.0) == 1.5);
    CHECK(janus::divide(1.0, 0.0) == std::numeric_limits<double>::infinity());
}

TEST_CASE("shifts and powers", "[checked]")
{
    CHECK(janus::shift_right(-8, 1) == -4);
    CHECK(janus::shift_right(0x80000000u, 31) == 1u);
    CHECK(janus::shift_left(std::int8_t{1}, 7) == -128);
    CHECK(janus::power(std::int64_t{-2}, 63) == janus::min_of<std::int64_t>);
    CHECK(panic_code([] { janus::power(std::int64_t{2}, 63); }) == "P002");
    CHECK(panic_code([] { janus::power(2, -1); }) == "P002");
    CHECK(janus::power(2.0, -1) == 0.5);
    CHECK(janus::wrapping::power(std::uint8_t{3}, 7) == static_cast<std::uint8_t>(2187));
}

TEST_CASE("conversions are checked where they narrow", "[checked]")
{
    CHECK(convert<std::int32_t>(std::int64_t{5}) == 5);
    CHECK(panic_code([] { convert<std::int32_t>(std::int64_t{1} << 31); }) == "P002");
    CHECK(panic_code([] { convert<std::uint8_t>(-1); }) == "P002");
    CHECK(panic_code([] { convert<std::uint64_t>(std::int64_t{-1}); }) == "P002");
    CHECK(convert<std::int64_t>(-1.9) == -1);
    CHECK(convert<std::uint8_t>(255.9) == 255);
    CHECK(panic_code([] { convert<std::uint8_t>(256.0); }) == "P002");
    CHECK(panic_code([] { convert<std::int64_t>(9223372036854775808.0); }) == "P002");
    CHECK(convert<std::int64_t>(-9223372036854775808.0) == janus::min_of<std::int64_t>);
    CHECK(panic_code([] { convert<std::int32_t>(std::numeric_limits<double>::quiet_NaN()); }) ==
          "P002");
    CHECK(convert<std::int8_t>(-128.9) == -128);
    CHECK(panic_code([] { convert<std::int8_t>(-129.0); }) == "P002");
    CHECK(convert<double>(3) == 3.0);
    CHECK(convert<std::int64_t>(true) == 1);
    CHECK(convert<std::int64_t>(U'A') == 65);
    CHECK(convert<char32_t>(65) == U'A');
    CHECK(janus::wrapping::convert<std::uint8_t>(300) == 44);
}

TEST_CASE("checked arithmetic works at compile time", "[checked]")
{
    static_assert(janus::add(2, 3) == 5);
    static_assert(janus::power(std::int64_t{10}, 18) == 1'000'000'000'000'000'000);
    static_assert(convert<std::uint8_t>(7) == 7);
    CHECK(janus::subtract(std::int64_t{3}, 5) == -2);
}
