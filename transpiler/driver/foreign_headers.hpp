//! The C++ headers a program was built with: which ones, from what the compiler wrote down, and
//! whether they still are what they were. Used for `use cpp`. Driver only.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace janus::driver {

/// The files of a rule in make's form, as `-MMD` writes it, without its target.
[[nodiscard]] std::vector<std::string> prerequisites(std::string_view rule);

/// What is kept about the headers of a program, a line each.
[[nodiscard]] std::string headers_note(std::vector<std::string> const& headers);

/// The headers of a note, if each still has the content it had.
[[nodiscard]] std::optional<std::vector<std::string>> unchanged_headers(std::string_view note);

} // namespace janus::driver
