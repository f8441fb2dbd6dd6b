//! The dependency file that tells make and ninja which sources an output was made from. Pure text.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace janus::driver {

/// One rule, `target: source source …`, a source a line. The target is spelled exactly as given;
/// the caller makes the sources absolute. Space, `$` and `#` are escaped as both make and ninja
/// understand them.
[[nodiscard]] std::string depfile_text(std::string_view target,
                                       std::span<std::string const> sources);

} // namespace janus::driver
