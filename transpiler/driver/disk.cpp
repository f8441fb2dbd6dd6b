#include "driver/disk.hpp"

#include "driver/output_file.hpp"

#include <filesystem>

namespace janus::driver {

namespace fs = std::filesystem;

std::optional<std::string> Disk::read(std::string_view path) const
{
    std::error_code error;
    if (!fs::is_regular_file(path, error))
        return std::nullopt;
    return read_whole(path);
}

bool Disk::exists(std::string_view path) const
{
    std::error_code error;
    return fs::exists(path, error);
}

bool Disk::is_directory(std::string_view path) const
{
    std::error_code error;
    return fs::is_directory(path, error);
}

} // namespace janus::driver
