#pragma once

#include "source/span.hpp"

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace janus::source {

/// A place as people see it: both numbers start at 1, the column counts bytes.
struct Position {
    std::uint32_t line = 1;
    std::uint32_t column = 1;

    friend constexpr bool operator==(Position, Position) = default;
};

/// One file of Janus source with its line table.
///
/// The text is kept as it was read: nothing is normalised, so offsets are those of the file
/// on disk. Every lookup takes an offset of at most `text().size()`; larger ones are clamped.
/// Immutable after construction, so any thread may read it.
class SourceFile {
public:
    SourceFile(std::uint32_t id, std::string path, std::string module_path, std::string text);

    [[nodiscard]] std::uint32_t id() const noexcept { return id_; }
    /// The path as the user wrote it; it is what diagnostics show.
    [[nodiscard]] std::string const& path() const noexcept { return path_; }
    /// The module path, for example `chat/room`.
    [[nodiscard]] std::string const& module_path() const noexcept { return module_path_; }
    [[nodiscard]] std::string_view text() const noexcept { return text_; }
    [[nodiscard]] std::string_view text(Span span) const noexcept;
    [[nodiscard]] Span whole() const noexcept;

    [[nodiscard]] Position position(std::uint32_t offset) const noexcept;
    [[nodiscard]] std::uint32_t line_count() const noexcept;
    /// The text of a line (numbered from 1) without its line break.
    [[nodiscard]] std::string_view line_text(std::uint32_t line) const noexcept;
    /// The offset at which a line (numbered from 1) begins.
    [[nodiscard]] std::uint32_t line_begin(std::uint32_t line) const noexcept;

private:
    std::uint32_t id_;
    std::string path_;
    std::string module_path_;
    std::string text_;
    std::vector<std::uint32_t> line_begins_;
};

/// The files of one compilation; a file's id is its index. References stay valid while the
/// set lives. Filled by one thread, then read by any.
class SourceSet {
public:
    SourceFile const& add(std::string path, std::string module_path, std::string text);

    [[nodiscard]] std::size_t size() const noexcept { return files_.size(); }
    [[nodiscard]] SourceFile const& operator[](std::uint32_t id) const { return files_[id]; }
    [[nodiscard]] auto begin() const noexcept { return files_.begin(); }
    [[nodiscard]] auto end() const noexcept { return files_.end(); }

private:
    std::deque<SourceFile> files_;
};

} // namespace janus::source
