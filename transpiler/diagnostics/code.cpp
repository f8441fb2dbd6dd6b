#include "diagnostics/code.hpp"

#include <array>
#include <cstddef>

namespace janus::diagnostics {

namespace {

constexpr auto codes = std::to_array<CodeInfo>({
#define JANUS_CODE(name, severity, on, title) {Code::name, #name, Severity::severity, on, title},
#include "diagnostics/codes.def"
#undef JANUS_CODE
});

} // namespace

std::span<CodeInfo const> all_codes() noexcept
{
    return codes;
}

CodeInfo const& info(Code code) noexcept
{
    return codes[static_cast<std::size_t>(code)];
}

std::optional<Code> find_code(std::string_view name) noexcept
{
    for (auto const& entry : codes) {
        if (entry.name == name) {
            return entry.code;
        }
    }
    return std::nullopt;
}

std::string_view name_of(Code code) noexcept
{
    return info(code).name;
}

std::string_view name_of(Severity severity) noexcept
{
    switch (severity) {
    case Severity::error:
        return "error";
    case Severity::warning:
        return "warning";
    case Severity::note:
        return "note";
    case Severity::hint:
        return "hint";
    }
    return "error";
}

} // namespace janus::diagnostics
