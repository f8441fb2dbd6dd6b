#include "store/store_file.hpp"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <system_error>

#include <sqlite3.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <janus/store.hpp>

namespace janus::detail {

namespace {

constexpr std::int64_t application_id = 0x4A4E5553; // "JNUS"
constexpr std::int64_t format_version = 1;

[[noreturn]] void refuse(std::string const& path, std::string const& why, std::string const& remedy)
{
    throw StoreError("cannot use store '" + path + "': " + why + "\n" + remedy);
}

[[noreturn]] void refuse(std::string const& path, SqliteError const& error)
{
    switch (error.code()) {
    case SQLITE_NOTADB:
        refuse(path, "the file is no SQLite database",
               "It was not changed. Choose another file with --store PATH, or --store memory.");
    case SQLITE_CORRUPT:
        refuse(path, "the file is damaged",
               "Restore it from a backup, or choose another file with --store PATH.");
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        refuse(path, "another program holds it locked",
               "Stop that program, or choose another file with --store PATH.");
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
    case SQLITE_CANTOPEN:
        refuse(path, "it cannot be opened for writing",
               "Check the permissions of the file and of its folder, or choose another file with "
               "--store PATH.");
    case SQLITE_FULL:
        refuse(path, "the disk is full", "Free some space, or choose another disk with --store.");
    default:
        refuse(path, error.what(), "Choose another file with --store PATH, or --store memory.");
    }
}

// File locks and shared memory do not work between machines.
void refuse_network(std::string const& path, std::filesystem::path const& folder)
{
    struct statfs facts {};
    if (::statfs(folder.c_str(), &facts) != 0) {
        return;
    }
    switch (static_cast<unsigned long>(facts.f_type) & 0xFFFFFFFFul) {
    case 0x6969:     // NFS
    case 0x517B:     // SMB
    case 0xFE534D42: // SMB2
    case 0xFF534D42: // CIFS
    case 0x73757245: // Coda
    case 0x5346414F: // AFS
        refuse(path, "it is on a network file system, where a store can lose writes",
               "Choose a file on a local disk with --store PATH.");
    default:
        return;
    }
}

std::string const& checked_path(std::string const& path)
{
    namespace fs = std::filesystem;
    std::error_code error;
    fs::path const folder = fs::path(path).has_parent_path() ? fs::path(path).parent_path() : ".";
    if (fs::is_directory(path, error)) {
        refuse(path, "it is a folder", "Name a file with --store PATH.");
    }
    if (!fs::is_directory(folder, error)) {
        refuse(path, "there is no folder '" + folder.string() + "'",
               "Create the folder, or choose another file with --store PATH.");
    }
    if (fs::exists(path, error) && !fs::is_regular_file(path, error)) {
        refuse(path, "it is no regular file", "Name a file with --store PATH.");
    }
    int const wanted = fs::exists(path, error) ? R_OK | W_OK : F_OK;
    if (::access(path.c_str(), wanted) != 0 && errno != ENOENT) {
        refuse(path, std::strerror(errno),
               "Check the permissions of the file, or choose another one with --store PATH.");
    }
    if (::access(folder.c_str(), W_OK) != 0) {
        refuse(path, "its folder cannot be written to: " + std::string(std::strerror(errno)),
               "Check the permissions of the folder, or choose another file with --store PATH.");
    }
    refuse_network(path, folder);
    return path;
}

} // namespace

StoreFile::StoreFile(std::string const& path)
try : connection_(checked_path(path)), lock_((prepare(path), path + ".processes")) {
    take_number();
} catch (SqliteError const& error) {
    refuse(path, error);
} catch (std::system_error const& error) {
    refuse(path, std::string("cannot make its file of processes: ") + error.what(),
           "Check the permissions of the folder, or choose another file with --store PATH.");
}

// Looks before it writes anything: a foreign or newer file stays as it is.
void StoreFile::prepare(std::string const& path)
{
    connection_.set_busy_timeout(5'000);
    std::int64_t const tables = connection_.number("SELECT count(*) FROM sqlite_master");
    std::int64_t const owner = connection_.number("PRAGMA application_id");
    std::int64_t const version = connection_.number("PRAGMA user_version");
    if (tables != 0 && owner != application_id) {
        refuse(path, "it is the database of another program",
               "It was not changed. Choose another file with --store PATH.");
    }
    if (version > format_version) {
        refuse(path,
               "it was written by a newer Janus (store format " + std::to_string(version) +
                   ", this program knows " + std::to_string(format_version) + ")",
               "It was not changed. Build the program with that Janus, or choose another file with "
               "--store PATH.");
    }
    connection_.run("PRAGMA journal_mode=WAL");
    connection_.run("PRAGMA synchronous=FULL");
    connection_.run("BEGIN IMMEDIATE");
    try {
        if (connection_.number("PRAGMA user_version") == 0) {
            create_tables();
        }
        connection_.run("COMMIT");
    } catch (...) {
        connection_.try_run("ROLLBACK");
        throw;
    }
}

void StoreFile::create_tables()
{
    connection_.run(("PRAGMA application_id=" + std::to_string(application_id)).c_str());
    connection_.run(("PRAGMA user_version=" + std::to_string(format_version)).c_str());
    connection_.run("CREATE TABLE processes ("
                    " number INTEGER PRIMARY KEY AUTOINCREMENT,"
                    " process_id INTEGER NOT NULL)");
    connection_.run("CREATE TABLE grains ("
                    " type TEXT NOT NULL, key BLOB NOT NULL,"
                    " etag INTEGER NOT NULL, epoch INTEGER NOT NULL, owner INTEGER NOT NULL,"
                    " write_id INTEGER NOT NULL, revision INTEGER NOT NULL,"
                    " stored_at INTEGER NOT NULL, bytes BLOB,"
                    " PRIMARY KEY (type, key)) WITHOUT ROWID");
}

// A number is taken again if the store was deleted while another process used it.
void StoreFile::take_number()
{
    std::string const insert =
        "INSERT INTO processes (process_id) VALUES (" + std::to_string(::getpid()) + ")";
    for (int attempt = 0; attempt < 100; ++attempt) {
        connection_.run(insert.c_str());
        own_number_ = connection_.last_row_id();
        if (lock_.hold(own_number_)) {
            return;
        }
    }
    throw std::system_error(errno, std::generic_category(), "lock");
}

std::int64_t StoreFile::process_id(std::int64_t number)
{
    SqliteStatement statement(connection_, "SELECT process_id FROM processes WHERE number = ?");
    statement.bind(1, number);
    return statement.step() ? statement.number(0) : 0;
}

} // namespace janus::detail
