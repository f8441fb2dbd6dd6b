#pragma once

#include "diagnostics/explain.hpp"

#include <span>

namespace janus::diagnostics {

/// The texts behind `explanation()`, split by the phase that reports the code. Constant data.
[[nodiscard]] std::span<Explanation const> syntax_explanations() noexcept;
[[nodiscard]] std::span<Explanation const> semantic_explanations() noexcept;

} // namespace janus::diagnostics
