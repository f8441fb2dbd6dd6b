#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace janus::diagnostics {

/// The registry of diagnostic codes: which exist, how severe each is unless the user says
/// otherwise, and a short title. Constant data; any thread may read it.

enum class Severity : std::uint8_t { error, warning, note, hint };

enum class Code : std::uint16_t {
#define JANUS_CODE(name, severity, on, title) name,
#include "diagnostics/codes.def"
#undef JANUS_CODE
};

struct CodeInfo {
    Code code;
    std::string_view name;
    Severity severity;
    bool on_by_default;
    std::string_view title;
};

/// All codes, in the order of the enumeration.
[[nodiscard]] std::span<CodeInfo const> all_codes() noexcept;
[[nodiscard]] CodeInfo const& info(Code code) noexcept;
/// Finds a code by its name, for example `S0001`.
[[nodiscard]] std::optional<Code> find_code(std::string_view name) noexcept;

[[nodiscard]] std::string_view name_of(Code code) noexcept;
/// The word printed in front of `[CODE]`.
[[nodiscard]] std::string_view name_of(Severity severity) noexcept;

} // namespace janus::diagnostics
