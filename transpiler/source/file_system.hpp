#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace janus::source {

/// What the compiler may ask of files. The transpiler library reads nothing by itself: the
/// driver passes the real file system, tests pass `MemoryFileSystem`.
/// Implementations must allow calls from several threads at once.
class FileSystem {
public:
    FileSystem() = default;
    FileSystem(FileSystem const&) = delete;
    FileSystem& operator=(FileSystem const&) = delete;
    virtual ~FileSystem() = default;

    /// The whole content, or nothing if the file is missing or cannot be read.
    [[nodiscard]] virtual std::optional<std::string> read(std::string_view path) const = 0;
    [[nodiscard]] virtual bool exists(std::string_view path) const = 0;
    [[nodiscard]] virtual bool is_directory(std::string_view path) const = 0;
};

/// A file system made of strings, for tests. Folders exist if a file lies below them.
class MemoryFileSystem final : public FileSystem {
public:
    void add(std::string path, std::string content);

    [[nodiscard]] std::optional<std::string> read(std::string_view path) const override;
    [[nodiscard]] bool exists(std::string_view path) const override;
    [[nodiscard]] bool is_directory(std::string_view path) const override;

private:
    std::map<std::string, std::string, std::less<>> files_;
};

} // namespace janus::source
