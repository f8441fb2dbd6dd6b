#include "driver/import_path.hpp"

#include <algorithm>

namespace janus::driver {

std::string import_text(ast::Import const& import)
{
    std::string text;
    for (ast::Name const& part : import.path) {
        if (!text.empty())
            text += '/';
        text += part.text;
    }
    if (text.empty())
        text = import.text;
    if (text.ends_with(".jan"))
        text.resize(text.size() - 4);
    return text;
}

bool is_below(std::string_view folder, std::string_view path)
{
    if (folder == "." || folder.empty())
        return !path.starts_with("/") && !path.starts_with("../");
    if (folder == "/")
        return path.starts_with("/");
    return path == folder ||
           (path.size() > folder.size() && path.starts_with(folder) && path[folder.size()] == '/');
}

std::string path_below(std::string_view root, std::string_view file)
{
    std::string_view path = file;
    if (is_below(root, file)) {
        if (root != "." && !root.empty())
            path.remove_prefix(root.size());
        path.remove_prefix(std::min(path.find_first_not_of('/'), path.size()));
    } else if (std::size_t const slash = path.rfind('/'); slash != std::string_view::npos) {
        path.remove_prefix(slash + 1);
    }
    if (path.ends_with(".jan"))
        path.remove_suffix(4);
    return std::string{path};
}

} // namespace janus::driver
