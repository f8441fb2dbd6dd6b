#include <janus/io_error.hpp>

#include <cerrno>
#include <system_error>

namespace janus {

IoError IoError::from_errno(int number)
{
    switch (number) {
    case ENOENT:
        return {NotFound{}};
    case EACCES:
    case EPERM:
    case EROFS:
        return {Denied{}};
    case EEXIST:
        return {AlreadyExists{}};
    case EISDIR:
        return {IsDirectory{}};
    case ENOTDIR:
        return {NotADirectory{}};
    case ENOTEMPTY:
        return {NotEmpty{}};
    default:
        return {Other{String(std::generic_category().message(number))}};
    }
}

} // namespace janus
