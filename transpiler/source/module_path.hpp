#pragma once

#include <string>
#include <string_view>

namespace janus::source {

/// How files and modules name each other. Pure text work; no file is looked at.
/// May be called from any thread.

/// The module path of `file` below `root`: `src/chat/room.jan` under `src` is
/// `chat/room`. A file outside the root is named by its stem alone. Characters that C++
/// cannot spell are kept; the emitter's name table deals with them.
[[nodiscard]] std::string module_path(std::string_view root, std::string_view file);

/// The file a module path names, relative to a module root: `chat/room` is `chat/room.jan`.
[[nodiscard]] std::string module_file(std::string_view module_path);

/// Joins a folder and a relative path with exactly one slash; an empty folder adds nothing.
[[nodiscard]] std::string join_path(std::string_view folder, std::string_view path);

/// The folder part of a path, `.` if it has none.
[[nodiscard]] std::string folder_of(std::string_view path);

} // namespace janus::source
