#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace janus::syntax {

/// UTF-8 as the lexer and the literals need it. Pure; may be called from any thread.

/// The offset of the first byte that does not belong to valid UTF-8, if there is one.
[[nodiscard]] std::optional<std::size_t> find_invalid_utf8(std::string_view text) noexcept;

/// The length in bytes of the code point that starts with `lead`; 1 for anything odd.
[[nodiscard]] std::size_t code_point_size(char lead) noexcept;

/// The first code point of valid, non-empty UTF-8.
[[nodiscard]] std::uint32_t first_code_point(std::string_view text) noexcept;

void append_utf8(std::string& out, std::uint32_t code_point);

} // namespace janus::syntax
