#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace janus::diagnostics {

/// How source text looks on a terminal. Pure functions; may be called from any thread.

/// How many columns a piece of UTF-8 text takes: wide East Asian characters and emoji count
/// two, combining marks none, a byte that is not UTF-8 one.
[[nodiscard]] std::size_t display_width(std::string_view text) noexcept;

/// The text with each tab shown as four spaces and each other control character or byte
/// that is not UTF-8 as `?`, so that what is printed below it lines up.
[[nodiscard]] std::string printable(std::string_view text);

} // namespace janus::diagnostics
