#include "driver/warning_flags.hpp"

namespace janus::driver {

std::optional<std::string> apply_warning_flag(std::string_view flag, diagnostics::Policy& policy)
{
    if (flag == "error") {
        policy.warnings_are_errors = true;
        return std::nullopt;
    }
    std::string_view name = flag;
    bool const off = name.starts_with("no-");
    if (off)
        name.remove_prefix(3);
    if (off && name == "error") {
        policy.warnings_are_errors = false;
        return std::nullopt;
    }
    auto const code = diagnostics::find_code(name);
    if (!code)
        return "'-W" + std::string{flag} +
               "' names no diagnostic; write -Werror, -WW0100 or "
               "-Wno-W0006, with the code as it is printed";
    if (diagnostics::info(*code).severity == diagnostics::Severity::error) {
        if (off)
            return std::string{name} + " is an error, which cannot be switched off";
        return std::nullopt;
    }
    (off ? policy.disabled : policy.enabled).insert(*code);
    (off ? policy.enabled : policy.disabled).erase(*code);
    return std::nullopt;
}

} // namespace janus::driver
