//! Writing results to disk so that nobody ever sees half a file, and so that a build tool sees a
//! new time stamp only where something changed. Errors come back as text; safe from several
//! processes at once.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace janus::driver {

/// The whole content, or nothing if it cannot be read.
[[nodiscard]] std::optional<std::string> read_whole(std::filesystem::path const& path);

/// Writes `content` beside `path` and renames it over `path`; makes missing folders. Gives the
/// reason why it could not, with the path in it, or nothing.
[[nodiscard]] std::optional<std::string> replace_file(std::filesystem::path const& path,
                                                      std::string_view content);

/// The same, but leaves a file alone that has this content already.
[[nodiscard]] std::optional<std::string> write_if_different(std::filesystem::path const& path,
                                                            std::string_view content);

} // namespace janus::driver
