#include <janus/detail/file_system.hpp>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <string>
#include <vector>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace janus::detail {

namespace {

namespace fs = std::filesystem;

// An open file of the operating system.
class Descriptor {
public:
    explicit Descriptor(int fd) : fd_(fd) {}
    ~Descriptor()
    {
        if (fd_ >= 0) {
            ::close(fd_);
        }
    }
    Descriptor(Descriptor const&) = delete;
    Descriptor& operator=(Descriptor const&) = delete;
    int fd() const { return fd_; }

private:
    int fd_;
};

IoError last_error()
{
    return IoError::from_errno(errno);
}

Result<void, IoError> done_unless(std::error_code const& error)
{
    if (error) {
        return IoError::from_errno(error.value());
    }
    return ok;
}

class RealFileSystem final : public FileSystem {
public:
    FileKind kind(std::string const& path) override
    {
        struct stat status {};
        if (::stat(path.c_str(), &status) != 0) {
            return FileKind::none;
        }
        return S_ISDIR(status.st_mode) ? FileKind::directory : FileKind::file;
    }

    Result<std::int64_t, IoError> size(std::string const& path) override
    {
        struct stat status {};
        if (::stat(path.c_str(), &status) != 0) {
            return last_error();
        }
        return static_cast<std::int64_t>(status.st_size);
    }

    Result<std::string, IoError> read(std::string const& path) override
    {
        Descriptor const file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
        if (file.fd() < 0) {
            return last_error();
        }
        constexpr std::size_t step = 65'536;
        std::string content;
        for (;;) {
            std::size_t const before = content.size();
            content.resize(before + step);
            ssize_t const count = ::read(file.fd(), content.data() + before, step);
            if (count < 0 && errno != EINTR) {
                return last_error();
            }
            content.resize(before + static_cast<std::size_t>(count < 0 ? 0 : count));
            if (count == 0) {
                return content;
            }
        }
    }

    Result<void, IoError> write(std::string const& path, std::string_view content,
                                bool append) override
    {
        int const mode = O_WRONLY | O_CREAT | O_CLOEXEC | (append ? O_APPEND : O_TRUNC);
        Descriptor const file(::open(path.c_str(), mode, 0666));
        if (file.fd() < 0) {
            return last_error();
        }
        while (!content.empty()) {
            ssize_t const count = ::write(file.fd(), content.data(), content.size());
            if (count < 0 && errno != EINTR) {
                return last_error();
            }
            content.remove_prefix(static_cast<std::size_t>(count < 0 ? 0 : count));
        }
        return ok;
    }

    Result<List<String>, IoError> list(std::string const& path) override
    {
        std::error_code error;
        std::vector<std::string> names;
        for (fs::directory_iterator entry(path, error), end; !error && entry != end;
             entry.increment(error)) {
            names.push_back(entry->path().filename().string());
        }
        if (error) {
            return IoError::from_errno(error.value());
        }
        std::sort(names.begin(), names.end());
        List<String> sorted;
        for (std::string const& name : names) {
            sorted.push(String(name));
        }
        return sorted;
    }

    Result<void, IoError> create_directory(std::string const& path) override
    {
        std::error_code error;
        fs::create_directories(path, error);
        return done_unless(error);
    }

    Result<void, IoError> remove(std::string const& path) override
    {
        if (std::remove(path.c_str()) != 0) {
            return last_error();
        }
        return ok;
    }

    Result<void, IoError> rename(std::string const& from, std::string const& to) override
    {
        if (std::rename(from.c_str(), to.c_str()) != 0) {
            return last_error();
        }
        return ok;
    }
};

std::atomic<FileSystem*> replaced{nullptr};

} // namespace

FileSystem& file_system() noexcept
{
    static RealFileSystem real;
    FileSystem* const other = replaced.load(std::memory_order_acquire);
    return other != nullptr ? *other : real;
}

void set_file_system(FileSystem* replacement) noexcept
{
    replaced.store(replacement, std::memory_order_release);
}

} // namespace janus::detail
