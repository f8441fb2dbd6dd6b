#include "source/file_system.hpp"

#include <utility>

namespace janus::source {

void MemoryFileSystem::add(std::string path, std::string content)
{
    files_.insert_or_assign(std::move(path), std::move(content));
}

std::optional<std::string> MemoryFileSystem::read(std::string_view path) const
{
    auto const found = files_.find(path);
    return found == files_.end() ? std::nullopt : std::optional(found->second);
}

bool MemoryFileSystem::exists(std::string_view path) const
{
    return files_.find(path) != files_.end() || is_directory(path);
}

bool MemoryFileSystem::is_directory(std::string_view path) const
{
    std::string const folder = std::string(path) + "/";
    auto const next = files_.lower_bound(folder);
    return next != files_.end() && next->first.compare(0, folder.size(), folder) == 0;
}

} // namespace janus::source
