#include "source/module_path.hpp"

#include <algorithm>

namespace janus::source {

namespace {

constexpr std::string_view extension = ".jan";

std::string_view without_dot_folders(std::string_view path)
{
    while (path.substr(0, 2) == "./") {
        path.remove_prefix(2);
        while (!path.empty() && path.front() == '/') {
            path.remove_prefix(1);
        }
    }
    return path == "." ? std::string_view{} : path;
}

std::string_view without_extension(std::string_view path)
{
    if (path.size() > extension.size() &&
        path.substr(path.size() - extension.size()) == extension) {
        path.remove_suffix(extension.size());
    }
    return path;
}

std::string_view file_name(std::string_view path)
{
    auto const slash = path.rfind('/');
    return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

} // namespace

std::string module_path(std::string_view root, std::string_view file)
{
    root = without_dot_folders(root);
    file = without_dot_folders(file);
    while (root.size() > 1 && root.back() == '/') {
        root.remove_suffix(1);
    }
    bool const relative_root = root.empty() && (file.empty() || file.front() != '/');
    std::string_view rest;
    if (relative_root) {
        rest = file;
    } else if (!root.empty() && file.size() > root.size() && file.substr(0, root.size()) == root &&
               (root.back() == '/' || file[root.size()] == '/')) {
        rest = file.substr(root.size());
        rest.remove_prefix(std::min(rest.find_first_not_of('/'), rest.size()));
    }
    if (rest.empty() || rest.substr(0, 3) == "../") {
        rest = file_name(file);
    }
    return std::string(without_extension(rest));
}

std::string module_file(std::string_view module_path)
{
    std::string file(module_path);
    file += extension;
    return file;
}

std::string join_path(std::string_view folder, std::string_view path)
{
    if (folder.empty() || (!path.empty() && path.front() == '/')) {
        return std::string(path);
    }
    std::string joined(folder);
    if (joined.back() != '/') {
        joined += '/';
    }
    joined += path;
    return joined;
}

std::string folder_of(std::string_view path)
{
    auto const slash = path.rfind('/');
    if (slash == std::string_view::npos) {
        return ".";
    }
    return std::string(slash == 0 ? path.substr(0, 1) : path.substr(0, slash));
}

} // namespace janus::source
