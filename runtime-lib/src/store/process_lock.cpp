#include "store/process_lock.hpp"

#include <cerrno>
#include <system_error>

#include <fcntl.h>
#include <unistd.h>

namespace janus::detail {

namespace {

struct flock byte_lock(std::int64_t number)
{
    struct flock lock {};
    lock.l_type = F_WRLCK;
    lock.l_whence = SEEK_SET;
    lock.l_start = number;
    lock.l_len = 1;
    return lock;
}

} // namespace

ProcessLock::ProcessLock(std::string const& path)
    : fd_(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666))
{
    if (fd_ < 0) {
        throw std::system_error(errno, std::generic_category(), path);
    }
}

ProcessLock::~ProcessLock()
{
    ::close(fd_);
}

// Locks of the open file, not of the process: two stores in one process see each other.
bool ProcessLock::hold(std::int64_t number)
{
    struct flock lock = byte_lock(number);
    return ::fcntl(fd_, F_OFD_SETLK, &lock) == 0;
}

bool ProcessLock::is_held(std::int64_t number) const
{
    struct flock lock = byte_lock(number);
    return ::fcntl(fd_, F_OFD_GETLK, &lock) == 0 && lock.l_type != F_UNLCK;
}

} // namespace janus::detail
