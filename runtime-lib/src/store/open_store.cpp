#include <cstdlib>
#include <filesystem>

#include <pwd.h>
#include <unistd.h>

#include <janus/store.hpp>

#include "store/sqlite_store.hpp"

namespace janus {

namespace {

std::filesystem::path state_folder()
{
    if (char const* const folder = std::getenv("XDG_STATE_HOME"); folder && folder[0] == '/') {
        return folder;
    }
    char const* home = std::getenv("HOME");
    if (!home || home[0] != '/') {
        passwd const* const entry = ::getpwuid(::getuid());
        home = entry ? entry->pw_dir : nullptr;
    }
    if (!home) {
        throw StoreError("no place for the store: neither XDG_STATE_HOME nor HOME is set\n"
                         "Name a file with --store PATH, or use --store memory.");
    }
    return std::filesystem::path(home) / ".local" / "state";
}

std::string default_path(std::string const& program)
{
    std::filesystem::path const folder = state_folder() / "janus" / program;
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (error) {
        throw StoreError("cannot make the folder '" + folder.string() +
                         "' for the store: " + error.message() +
                         "\nName a file with --store PATH, or use --store memory.");
    }
    return (folder / "store.db").string();
}

} // namespace

std::unique_ptr<Store> open_sqlite_store(std::string const& path)
{
    return std::make_unique<detail::SqliteStore>(path);
}

std::unique_ptr<Store> open_store(std::string const& where, std::string const& program)
{
    if (where == "memory") {
        return open_memory_store();
    }
    return open_sqlite_store(where.empty() ? default_path(program) : where);
}

} // namespace janus
