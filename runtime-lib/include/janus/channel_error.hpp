#pragma once
// ChannelError: why a channel took or gave nothing. It has the shape of a generated `error` type. A
// value; any thread may use it.

#include <array>
#include <cstdint>
#include <source_location>
#include <string_view>
#include <variant>

#include <janus/type_info.hpp>

namespace janus {

struct ChannelError {
    struct ChannelClosed {
        friend bool operator==(ChannelClosed const&, ChannelClosed const&) = default;
        template <class Archive> void serialize(Archive&, unsigned) {}
    };

    enum class Case : std::uint8_t { ChannelClosed };

    std::variant<ChannelClosed> value;

    friend bool operator==(ChannelError const&, ChannelError const&) = default;
};

template <> struct type_info<ChannelError> {
    static constexpr std::string_view name = "ChannelError";
    static constexpr bool is_error = true;
    static constexpr std::array<std::string_view, 1> cases{"ChannelClosed"};
};

// Where nobody handles the error.
[[noreturn]] void channel_closed(std::source_location where = std::source_location::current());

} // namespace janus
