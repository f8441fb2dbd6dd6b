#pragma once
// The file system as the runtime uses it: the machine's, or one in memory for tests and
// simulations. Functions may block; any thread may call them.

#include <map>
#include <string>

#include <janus/io_error.hpp>
#include <janus/list.hpp>
#include <janus/result.hpp>
#include <janus/string.hpp>

namespace janus::detail {

enum class FileKind : unsigned char { none, file, directory };

class FileSystem {
public:
    FileSystem() = default;
    FileSystem(FileSystem const&) = delete;
    FileSystem& operator=(FileSystem const&) = delete;
    virtual ~FileSystem() = default;

    virtual FileKind kind(std::string const& path) = 0;
    virtual Result<std::int64_t, IoError> size(std::string const& path) = 0;
    virtual Result<std::string, IoError> read(std::string const& path) = 0;
    virtual Result<void, IoError> write(std::string const& path, std::string_view content,
                                        bool append) = 0;
    // Names without the folder's own path, sorted.
    virtual Result<List<String>, IoError> list(std::string const& path) = 0;
    // With all folders above it; one that is there already is no error.
    virtual Result<void, IoError> create_directory(std::string const& path) = 0;
    // A file or an empty folder.
    virtual Result<void, IoError> remove(std::string const& path) = 0;
    virtual Result<void, IoError> rename(std::string const& from, std::string const& to) = 0;
};

FileSystem& file_system() noexcept;
// Takes effect for all threads; the caller keeps `replacement` alive. Null restores the machine's.
void set_file_system(FileSystem* replacement) noexcept;

// Files of one test or simulation. Used by one thread.
class MemoryFileSystem final : public FileSystem {
public:
    FileKind kind(std::string const& path) override;
    Result<std::int64_t, IoError> size(std::string const& path) override;
    Result<std::string, IoError> read(std::string const& path) override;
    Result<void, IoError> write(std::string const& path, std::string_view content,
                                bool append) override;
    Result<List<String>, IoError> list(std::string const& path) override;
    Result<void, IoError> create_directory(std::string const& path) override;
    Result<void, IoError> remove(std::string const& path) override;
    Result<void, IoError> rename(std::string const& from, std::string const& to) override;

private:
    struct Entry {
        bool directory = false;
        std::string content;
    };
    // By normal path; "" and "/" are always there.
    std::map<std::string, Entry> entries_;

    Result<void, IoError> check_parent(std::string const& path);
};

} // namespace janus::detail
