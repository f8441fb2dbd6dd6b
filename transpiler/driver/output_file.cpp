#include "driver/output_file.hpp"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace janus::driver {

namespace {

class Descriptor {
public:
    explicit Descriptor(int fd) : fd_(fd) {}
    Descriptor(Descriptor const&) = delete;
    Descriptor& operator=(Descriptor const&) = delete;
    ~Descriptor()
    {
        if (fd_ >= 0)
            ::close(fd_);
    }
    [[nodiscard]] int fd() const { return fd_; }

    /// Closing can report a write that failed late, so it is a step of its own.
    bool close() { return ::close(std::exchange(fd_, -1)) == 0; }

private:
    int fd_;
};

std::string cannot_write(std::filesystem::path const& path, int error)
{
    return "cannot write '" + path.string() + "': " + std::strerror(error);
}

bool write_all(int fd, std::string_view content)
{
    while (!content.empty()) {
        ssize_t const written = ::write(fd, content.data(), content.size());
        if (written < 0 && errno != EINTR)
            return false;
        if (written > 0)
            content.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

} // namespace

std::optional<std::string> read_whole(std::filesystem::path const& path)
{
    Descriptor const file{::open(path.c_str(), O_RDONLY | O_CLOEXEC)};
    struct stat status {};
    if (file.fd() < 0 || ::fstat(file.fd(), &status) != 0 || S_ISDIR(status.st_mode))
        return std::nullopt;
    std::string content(static_cast<std::size_t>(status.st_size), '\0');
    std::size_t filled = 0;
    for (;;) {
        if (filled == content.size())
            content.resize(filled + 4096);
        ssize_t const count = ::read(file.fd(), content.data() + filled, content.size() - filled);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return std::nullopt;
        if (count == 0)
            break;
        filled += static_cast<std::size_t>(count);
    }
    content.resize(filled);
    return content;
}

std::optional<std::string> replace_file(std::filesystem::path const& path, std::string_view content)
{
    std::error_code error;
    if (path.has_parent_path())
        std::filesystem::create_directories(path.parent_path(), error);
    if (error)
        return cannot_write(path, error.value());
    // The process id keeps two builds that share a folder out of each other's half-written file.
    std::string const draft = path.string() + "." + std::to_string(::getpid()) + ".tmp";
    Descriptor file{::open(draft.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666)};
    if (file.fd() < 0)
        return cannot_write(path, errno);
    if (!write_all(file.fd(), content) || !file.close() ||
        std::rename(draft.c_str(), path.c_str()) != 0) {
        int const reason = errno;
        ::unlink(draft.c_str());
        return cannot_write(path, reason);
    }
    return std::nullopt;
}

std::optional<std::string> write_if_different(std::filesystem::path const& path,
                                              std::string_view content)
{
    if (read_whole(path) == content)
        return std::nullopt;
    return replace_file(path, content);
}

} // namespace janus::driver
