#include "driver/toolchain.hpp"

#include "driver/content_hash.hpp"
#include "driver/output_file.hpp"

#include <algorithm>
#include <cstdlib>
#include <sstream>
#include <sys/stat.h>

namespace janus::driver {

namespace {

namespace fs = std::filesystem;

/// Size and time of change stand for the content: reading the runtime's archive on every run would
/// cost more than the rest of a cached run.
void add_file(ContentHash& hash, fs::path const& path)
{
    struct stat status {};
    hash.add(path.string());
    if (::stat(path.c_str(), &status) != 0)
        return;
    hash.add(static_cast<std::uint64_t>(status.st_size));
    hash.add(static_cast<std::uint64_t>(status.st_mtim.tv_sec));
    hash.add(static_cast<std::uint64_t>(status.st_mtim.tv_nsec));
}

void add_folder(ContentHash& hash, fs::path const& folder)
{
    std::error_code error;
    std::vector<fs::path> files;
    for (fs::recursive_directory_iterator entry{folder, error}, end; entry != end && !error;
         entry.increment(error))
        if (entry->path().extension() == ".hpp")
            files.push_back(entry->path());
    std::sort(files.begin(), files.end());
    for (fs::path const& file : files)
        add_file(hash, file);
}

/// The compiler as a file, looked up like the shell does.
fs::path resolve_program(std::string const& name)
{
    if (name.find('/') != std::string::npos)
        return name;
    char const* const path = std::getenv("PATH");
    std::istringstream folders{path ? path : "/usr/local/bin:/usr/bin:/bin"};
    for (std::string folder; std::getline(folders, folder, ':');) {
        fs::path const candidate = fs::path{folder} / name;
        std::error_code error;
        if (fs::is_regular_file(candidate, error))
            return candidate;
    }
    return name;
}

class Reader {
public:
    explicit Reader(fs::path const& file) : folder_(file.parent_path()) {}

    /// False if the line is none of this format's.
    bool take(std::string const& line)
    {
        if (line.empty())
            return true;
        std::size_t const space = line.find(' ');
        if (space == std::string::npos)
            return false;
        std::string const key = line.substr(0, space);
        return take(key, line.substr(space + 1));
    }

    Toolchain toolchain;

private:
    bool take(std::string const& key, std::string const& value)
    {
        if (key == "compiler") {
            toolchain.compiler = value;
        } else if (key == "flag") {
            toolchain.compile_flags.push_back(value);
            toolchain.link_flags.push_back(value);
        } else if (key == "include" || key == "system") {
            std::string const folder = absolute(value).string();
            // Whoever asks for warnings asks about the program, not about the runtime.
            toolchain.compile_flags.push_back("-isystem");
            toolchain.compile_flags.push_back(folder);
            if (key == "include")
                toolchain.include_folders.emplace_back(folder);
        } else if (key == "link") {
            take_link(value);
        } else {
            return false;
        }
        return true;
    }

    void take_link(std::string const& value)
    {
        if (value.starts_with("-")) {
            toolchain.link_flags.push_back(value);
            return;
        }
        toolchain.libraries.push_back(absolute(value));
        toolchain.link_flags.push_back(toolchain.libraries.back().string());
    }

    [[nodiscard]] fs::path absolute(std::string const& value) const
    {
        return (folder_ / value).lexically_normal();
    }

    fs::path folder_;
};

void apply_environment(Toolchain& toolchain)
{
    if (char const* const compiler = std::getenv("JANUS_CXX"); compiler && *compiler)
        toolchain.compiler = compiler;
    if (char const* const flags = std::getenv("JANUS_CXXFLAGS")) {
        std::istringstream words{flags};
        for (std::string flag; words >> flag;)
            toolchain.compile_flags.push_back(flag);
    }
}

std::string identify(Toolchain const& toolchain)
{
    ContentHash hash;
    hash.add(toolchain.compiler);
    std::error_code error;
    fs::path const compiler = fs::canonical(resolve_program(toolchain.compiler), error);
    add_file(hash, compiler);
    for (std::string const& flag : toolchain.compile_flags)
        hash.add(flag);
    for (std::string const& flag : toolchain.link_flags)
        hash.add(flag);
    for (fs::path const& library : toolchain.libraries)
        add_file(hash, library);
    for (fs::path const& folder : toolchain.include_folders)
        add_folder(hash, folder);
    add_file(hash, fs::read_symlink("/proc/self/exe", error));
    return hash.text();
}

} // namespace

fs::path program_folder()
{
    std::error_code error;
    return fs::read_symlink("/proc/self/exe", error).parent_path();
}

std::variant<Toolchain, ToolchainError> find_toolchain()
{
    char const* const named = std::getenv("JANUS_TOOLCHAIN");
    fs::path const file = named && *named
                              ? fs::path{named}
                              : (program_folder() / JANUS_TOOLCHAIN_FILE).lexically_normal();
    std::optional<std::string> const text = read_whole(file);
    if (!text)
        return ToolchainError{
            "cannot read '" + file.string() +
            "', which says how to build a program. It belongs to the Janus runtime; build or "
            "install that, or name another such file in JANUS_TOOLCHAIN"};
    Reader reader{fs::absolute(file)};
    std::istringstream lines{*text};
    for (std::string line; std::getline(lines, line);)
        if (!reader.take(line))
            return ToolchainError{"'" + file.string() + "' has a line that says nothing: " + line};
    for (fs::path const& library : reader.toolchain.libraries) {
        std::error_code error;
        if (!fs::exists(library, error))
            return ToolchainError{"there is no '" + library.string() + "', which '" +
                                  file.string() +
                                  "' names. Build the runtime first (target janus_runtime)"};
    }
    apply_environment(reader.toolchain);
    reader.toolchain.identity = identify(reader.toolchain);
    return std::move(reader.toolchain);
}

} // namespace janus::driver
