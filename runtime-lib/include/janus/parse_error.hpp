#pragma once
// ParseError: why a text is no number; the error of `s.to_int()` and `s.to_float()`. Has the shape
// of a generated `error` type. A value; any thread may use it.

#include <array>
#include <cstdint>
#include <string_view>
#include <variant>

#include <janus/type_info.hpp>

namespace janus {

struct ParseError {
    struct Empty {
        friend bool operator==(Empty, Empty) = default;
    };
    struct Invalid {
        friend bool operator==(Invalid, Invalid) = default;
    };
    struct OutOfRange {
        friend bool operator==(OutOfRange, OutOfRange) = default;
    };
    enum class Case : std::uint8_t { Empty, Invalid, OutOfRange };

    std::variant<Empty, Invalid, OutOfRange> value;

    friend bool operator==(ParseError const&, ParseError const&) = default;
};

template <> struct type_info<ParseError> {
    static constexpr std::string_view name = "ParseError";
    static constexpr bool is_error = true;
    static constexpr std::array<std::string_view, 3> cases{"Empty", "Invalid", "OutOfRange"};
};

} // namespace janus
