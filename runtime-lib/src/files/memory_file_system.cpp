#include <filesystem>

#include <janus/detail/file_system.hpp>

namespace janus::detail {

namespace {

std::string normal(std::string const& path)
{
    std::string text = std::filesystem::path(path).lexically_normal().string();
    while (text.size() > 1 && text.ends_with('/')) {
        text.pop_back();
    }
    return text == "." ? "" : text;
}

bool is_root(std::string const& path)
{
    return path.empty() || path == "/";
}

std::string parent(std::string const& path)
{
    return std::filesystem::path(path).parent_path().string();
}

} // namespace

FileKind MemoryFileSystem::kind(std::string const& path)
{
    std::string const name = normal(path);
    if (is_root(name)) {
        return FileKind::directory;
    }
    auto const found = entries_.find(name);
    if (found == entries_.end()) {
        return FileKind::none;
    }
    return found->second.directory ? FileKind::directory : FileKind::file;
}

Result<void, IoError> MemoryFileSystem::check_parent(std::string const& path)
{
    switch (kind(parent(path))) {
    case FileKind::none:
        return IoError{IoError::NotFound{}};
    case FileKind::file:
        return IoError{IoError::NotADirectory{}};
    case FileKind::directory:
        break;
    }
    return ok;
}

Result<std::int64_t, IoError> MemoryFileSystem::size(std::string const& path)
{
    auto const found = entries_.find(normal(path));
    if (found == entries_.end()) {
        return IoError{IoError::NotFound{}};
    }
    return static_cast<std::int64_t>(found->second.content.size());
}

Result<std::string, IoError> MemoryFileSystem::read(std::string const& path)
{
    switch (kind(path)) {
    case FileKind::none:
        return IoError{IoError::NotFound{}};
    case FileKind::directory:
        return IoError{IoError::IsDirectory{}};
    case FileKind::file:
        break;
    }
    return entries_[normal(path)].content;
}

Result<void, IoError> MemoryFileSystem::write(std::string const& path, std::string_view content,
                                              bool append)
{
    std::string const name = normal(path);
    if (kind(name) == FileKind::directory) {
        return IoError{IoError::IsDirectory{}};
    }
    if (auto const missing = check_parent(name); missing.is_error()) {
        return missing;
    }
    std::string& held = entries_[name].content;
    if (!append) {
        held.clear();
    }
    held += content;
    return ok;
}

Result<List<String>, IoError> MemoryFileSystem::list(std::string const& path)
{
    std::string const name = normal(path);
    if (kind(name) != FileKind::directory) {
        return kind(name) == FileKind::none ? IoError{IoError::NotFound{}}
                                            : IoError{IoError::NotADirectory{}};
    }
    List<String> names;
    for (auto const& [entry, content] : entries_) {
        if (parent(entry) == name) {
            names.push(String(std::filesystem::path(entry).filename().string()));
        }
    }
    return names;
}

Result<void, IoError> MemoryFileSystem::create_directory(std::string const& path)
{
    std::string const name = normal(path);
    if (is_root(name) || kind(name) == FileKind::directory) {
        return ok;
    }
    if (kind(name) == FileKind::file) {
        return IoError{IoError::AlreadyExists{}};
    }
    if (auto const above = create_directory(parent(name)); above.is_error()) {
        return above;
    }
    entries_[name].directory = true;
    return ok;
}

Result<void, IoError> MemoryFileSystem::remove(std::string const& path)
{
    std::string const name = normal(path);
    if (kind(name) == FileKind::none) {
        return IoError{IoError::NotFound{}};
    }
    if (kind(name) == FileKind::directory && !list(name).unwrap_or(List<String>()).is_empty()) {
        return IoError{IoError::NotEmpty{}};
    }
    entries_.erase(name);
    return ok;
}

Result<void, IoError> MemoryFileSystem::rename(std::string const& from, std::string const& to)
{
    std::string const old_name = normal(from);
    std::string const new_name = normal(to);
    if (kind(old_name) == FileKind::none) {
        return IoError{IoError::NotFound{}};
    }
    if (auto const missing = check_parent(new_name); missing.is_error()) {
        return missing;
    }
    std::map<std::string, Entry> moved;
    for (auto const& [name, entry] : entries_) {
        bool const inside = name == old_name || name.starts_with(old_name + "/");
        moved[inside ? new_name + name.substr(old_name.size()) : name] = entry;
    }
    entries_ = std::move(moved);
    return ok;
}

} // namespace janus::detail
