#pragma once

#include "diagnostics/code.hpp"

#include <string>
#include <string_view>

namespace janus::diagnostics {

/// What `janusc explain CODE` prints. Constant data; any thread may read it.
struct Explanation {
    Code code;
    /// What is wrong, in a sentence or two, and what to do.
    std::string_view text;
    /// A source that produces exactly this finding; empty where that takes more than one file.
    std::string_view example;
};

/// Null for the few codes that nothing reports yet.
[[nodiscard]] Explanation const* explanation(Code code) noexcept;

/// Title, text and example, indented by four spaces, as one page. Ends with a newline.
[[nodiscard]] std::string explanation_page(Code code);

} // namespace janus::diagnostics
