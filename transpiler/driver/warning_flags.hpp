//! The meaning of `-Werror`, `-WCODE` and `-Wno-CODE`. Pure.
#pragma once

#include "diagnostics/diagnostics.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace janus::driver {

/// `flag` is what stands behind `-W`. Gives what is wrong with it, or nothing.
[[nodiscard]] std::optional<std::string> apply_warning_flag(std::string_view flag,
                                                            diagnostics::Policy& policy);

} // namespace janus::driver
