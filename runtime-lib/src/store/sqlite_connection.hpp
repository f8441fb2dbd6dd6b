#pragma once
// SqliteConnection and SqliteStatement: the little of SQLite's interface the store needs, with
// exceptions in place of result codes. One thread uses a connection at a time.

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace janus::detail {

class SqliteError : public std::runtime_error {
public:
    SqliteError(int code, std::string const& text) : std::runtime_error(text), code_(code) {}

    // SQLite's primary result code.
    int code() const { return code_; }

private:
    int code_;
};

class SqliteConnection {
public:
    // Creates the file if it is absent.
    explicit SqliteConnection(std::string const& path);
    ~SqliteConnection();
    SqliteConnection(SqliteConnection const&) = delete;
    SqliteConnection& operator=(SqliteConnection const&) = delete;

    void run(char const* sql);
    // Runs without an exception; false if it failed.
    bool try_run(char const* sql) noexcept;
    std::int64_t number(char const* sql);
    std::string text(char const* sql);
    int changes() const;
    std::int64_t last_row_id() const;
    void set_busy_timeout(int milliseconds);
    sqlite3* handle() const { return handle_; }

private:
    sqlite3* handle_ = nullptr;
};

class SqliteStatement {
public:
    SqliteStatement(SqliteConnection& connection, char const* sql);
    ~SqliteStatement();
    SqliteStatement(SqliteStatement const&) = delete;
    SqliteStatement& operator=(SqliteStatement const&) = delete;

    // The bytes stay in place until `reset`.
    SqliteStatement& bind(int index, std::string_view text);
    SqliteStatement& bind_blob(int index, std::string_view bytes);
    SqliteStatement& bind_null(int index);
    SqliteStatement& bind(int index, std::uint64_t number);
    SqliteStatement& bind(int index, std::int64_t number);

    // True while there is a row.
    bool step();
    std::int64_t number(int column) const;
    std::string bytes(int column) const;
    bool is_null(int column) const;
    void reset() noexcept;

private:
    void check(int code) const;

    SqliteConnection& connection_;
    sqlite3_stmt* statement_ = nullptr;
};

} // namespace janus::detail
