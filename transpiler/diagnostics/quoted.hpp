#pragma once

#include <string>
#include <string_view>

namespace janus::diagnostics {

/// A piece of source in a message.
inline std::string quoted(std::string_view source)
{
    return "`" + std::string{source} + "`";
}

} // namespace janus::diagnostics
