//! How imports, files and module paths name each other. Pure text work; any thread.
#pragma once

#include "syntax/ast_module.hpp"

#include <string>
#include <string_view>

namespace janus::driver {

/// What an import names, with slashes and without `.jan`: `chat/room`.
[[nodiscard]] std::string import_text(ast::Import const& import);

/// Both without a slash at their end, both absolute or both relative to the same folder.
[[nodiscard]] bool is_below(std::string_view folder, std::string_view path);

/// The module path of a file below a root, `chat/room`; of a file elsewhere its name alone.
[[nodiscard]] std::string path_below(std::string_view root, std::string_view file);

} // namespace janus::driver
