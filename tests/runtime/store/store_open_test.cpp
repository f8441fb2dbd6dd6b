#include <catch2/catch.hpp>

#include <fstream>
#include <iterator>

#include <sqlite3.h>
#include <unistd.h>

#include <janus/store.hpp>

#include "temporary_folder.hpp"

namespace {

std::string refusal(std::string const& path)
{
    try {
        janus::open_sqlite_store(path);
    } catch (janus::StoreError const& error) {
        return error.what();
    }
    return {};
}

bool says(std::string const& text, std::string const& part)
{
    INFO(text);
    return text.find(part) != std::string::npos;
}

void write_file(std::string const& path, std::string const& content)
{
    std::ofstream(path, std::ios::binary) << content;
}

std::string read_file(std::string const& path)
{
    std::ifstream in(path, std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(in), {});
}

void run_sql(std::string const& path, char const* sql)
{
    sqlite3* handle = nullptr;
    REQUIRE(sqlite3_open(path.c_str(), &handle) == SQLITE_OK);
    CHECK(sqlite3_exec(handle, sql, nullptr, nullptr, nullptr) == SQLITE_OK);
    sqlite3_close(handle);
}

} // namespace

TEST_CASE("a file that is no database is refused and stays as it is", "[store][sqlite]")
{
    TemporaryFolder const folder;
    std::string const path = folder.file("notes.txt");
    std::string const content(5000, 'x');
    write_file(path, content);
    std::string const text = refusal(path);
    CHECK(says(text, path));
    CHECK(says(text, "no SQLite database"));
    CHECK(says(text, "--store"));
    CHECK(read_file(path) == content);
}

TEST_CASE("the database of another program is refused and stays as it is", "[store][sqlite]")
{
    TemporaryFolder const folder;
    std::string const path = folder.file("other.db");
    run_sql(path, "CREATE TABLE songs (title TEXT)");
    std::string const content = read_file(path);
    CHECK(says(refusal(path), "another program"));
    CHECK(read_file(path) == content);
}

TEST_CASE("a store of a newer version is refused and stays as it is", "[store][sqlite]")
{
    TemporaryFolder const folder;
    std::string const path = folder.file("store.db");
    janus::open_sqlite_store(path);
    run_sql(path, "PRAGMA user_version=99");
    run_sql(path, "PRAGMA wal_checkpoint(TRUNCATE)");
    std::string const content = read_file(path);
    CHECK(says(refusal(path), "newer Janus (store format 99"));
    CHECK(read_file(path) == content);
}

TEST_CASE("a locked store is refused after a while", "[store][sqlite]")
{
    TemporaryFolder const folder;
    std::string const path = folder.file("store.db");
    janus::open_sqlite_store(path);
    sqlite3* handle = nullptr;
    REQUIRE(sqlite3_open(path.c_str(), &handle) == SQLITE_OK);
    REQUIRE(sqlite3_exec(handle, "PRAGMA locking_mode=EXCLUSIVE; BEGIN EXCLUSIVE", nullptr, nullptr,
                         nullptr) == SQLITE_OK);
    CHECK(says(refusal(path), "locked"));
    sqlite3_close(handle);
    CHECK(refusal(path).empty());
}

TEST_CASE("folders and missing folders are refused", "[store][sqlite]")
{
    TemporaryFolder const folder;
    CHECK(says(refusal(folder.file("")), "it is a folder"));
    CHECK(says(refusal(folder.file("absent/store.db")), "there is no folder"));
    CHECK(says(refusal("/dev/null"), "no regular file"));
}

TEST_CASE("a file without permission is refused", "[store][sqlite]")
{
    TemporaryFolder const folder;
    std::string const path = folder.file("store.db");
    write_file(path, "");
    if (::geteuid() == 0) {
        SUCCEED("root may read everything");
        return;
    }
    std::filesystem::permissions(path, std::filesystem::perms::none);
    CHECK(says(refusal(path), "Permission denied"));
}

TEST_CASE("an empty file becomes a store", "[store][sqlite]")
{
    TemporaryFolder const folder;
    write_file(folder.file("store.db"), "");
    CHECK(refusal(folder.file("store.db")).empty());
}
