#pragma once
// Types in the shape the transpiler writes, for the tests of the values.

#include <array>
#include <variant>

#include <boost/core/nvp.hpp>

#include <janus/values.hpp>

namespace sample {

struct Point {
    double x = 0.0;
    double y = 0.0;

    friend bool operator==(Point const&, Point const&) = default;
    template <class Archive> void serialize(Archive& archive, unsigned)
    {
        archive& boost::serialization::make_nvp("x", x);
        archive& boost::serialization::make_nvp("y", y);
    }
};

struct Shape {
    struct Rect {
        std::int32_t w;
        janus::String label;
        friend bool operator==(Rect const&, Rect const&) = default;
        template <class Archive> void serialize(Archive& archive, unsigned)
        {
            archive& boost::serialization::make_nvp("w", w);
            archive& boost::serialization::make_nvp("label", label);
        }
    };
    struct Circle {
        std::int64_t item0;
        friend bool operator==(Circle const&, Circle const&) = default;
        template <class Archive> void serialize(Archive& archive, unsigned)
        {
            archive& boost::serialization::make_nvp("0", item0);
        }
    };
    struct Empty {
        friend bool operator==(Empty const&, Empty const&) = default;
    };
    enum class Case : std::uint8_t { Rect, Circle, Empty };
    std::variant<Rect, Circle, Empty> value;

    friend bool operator==(Shape const&, Shape const&) = default;
};

struct CalcError {
    struct DivByZero {
        friend bool operator==(DivByZero const&, DivByZero const&) = default;
    };
    struct Other {
        std::int64_t code;
        friend bool operator==(Other const&, Other const&) = default;
        template <class Archive> void serialize(Archive& archive, unsigned)
        {
            archive& boost::serialization::make_nvp("code", code);
        }
    };
    enum class Case : std::uint8_t { DivByZero, Other };
    std::variant<DivByZero, Other> value;

    friend bool operator==(CalcError const&, CalcError const&) = default;
};

enum class Level : std::int32_t { Low = 0, Mid = 5, High = 6 };

// A list of numbers as a type that contains itself.
struct Chain {
    std::int64_t value = 0;
    janus::Option<janus::Box<Chain>> next;

    friend bool operator==(Chain const& a, Chain const& b)
    {
        return a.value == b.value && a.next == b.next;
    }
    template <class Archive> void serialize(Archive& archive, unsigned)
    {
        archive& boost::serialization::make_nvp("value", value);
        archive& boost::serialization::make_nvp("next", next);
    }
};

} // namespace sample

template <> struct janus::type_info<sample::Point> {
    static constexpr std::string_view name = "sample.Point";
};
template <> struct janus::type_info<sample::Shape> {
    static constexpr std::string_view name = "sample.Shape";
    static constexpr std::array<std::string_view, 3> cases{"Rect", "Circle", "Empty"};
};
template <> struct janus::type_info<sample::CalcError> {
    static constexpr std::string_view name = "sample.CalcError";
    static constexpr bool is_error = true;
    static constexpr std::array<std::string_view, 2> cases{"DivByZero", "Other"};
};
template <> struct janus::type_info<sample::Level> {
    static constexpr std::string_view name = "sample.Level";
    static constexpr std::array<janus::EnumCase<sample::Level>, 3> cases{
        {{sample::Level::Low, "Low"}, {sample::Level::Mid, "Mid"}, {sample::Level::High, "High"}}};
};
template <> struct janus::type_info<sample::Chain> {
    static constexpr std::string_view name = "sample.Chain";
};
