#include "store/sqlite_connection.hpp"

#include <sqlite3.h>

namespace janus::detail {

namespace {

[[noreturn]] void fail(sqlite3* handle, int code)
{
    throw SqliteError(code & 0xFF, handle ? sqlite3_errmsg(handle) : sqlite3_errstr(code));
}

} // namespace

SqliteConnection::SqliteConnection(std::string const& path)
{
    int const flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
    int const code = sqlite3_open_v2(path.c_str(), &handle_, flags, nullptr);
    if (code != SQLITE_OK) {
        SqliteError const error(code & 0xFF,
                                handle_ ? sqlite3_errmsg(handle_) : sqlite3_errstr(code));
        sqlite3_close(handle_);
        throw error;
    }
}

SqliteConnection::~SqliteConnection()
{
    sqlite3_close(handle_);
}

void SqliteConnection::run(char const* sql)
{
    int const code = sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) {
        fail(handle_, code);
    }
}

bool SqliteConnection::try_run(char const* sql) noexcept
{
    return sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr) == SQLITE_OK;
}

std::int64_t SqliteConnection::number(char const* sql)
{
    SqliteStatement statement(*this, sql);
    return statement.step() ? statement.number(0) : 0;
}

std::string SqliteConnection::text(char const* sql)
{
    SqliteStatement statement(*this, sql);
    return statement.step() ? statement.bytes(0) : std::string();
}

int SqliteConnection::changes() const
{
    return sqlite3_changes(handle_);
}

std::int64_t SqliteConnection::last_row_id() const
{
    return sqlite3_last_insert_rowid(handle_);
}

void SqliteConnection::set_busy_timeout(int milliseconds)
{
    sqlite3_busy_timeout(handle_, milliseconds);
}

SqliteStatement::SqliteStatement(SqliteConnection& connection, char const* sql)
    : connection_(connection)
{
    check(sqlite3_prepare_v3(connection.handle(), sql, -1, SQLITE_PREPARE_PERSISTENT, &statement_,
                             nullptr));
}

SqliteStatement::~SqliteStatement()
{
    sqlite3_finalize(statement_);
}

SqliteStatement& SqliteStatement::bind(int index, std::string_view text)
{
    check(sqlite3_bind_text64(statement_, index, text.data(), text.size(), SQLITE_STATIC,
                              SQLITE_UTF8));
    return *this;
}

// An empty view may point nowhere, which SQLite would take for NULL.
SqliteStatement& SqliteStatement::bind_blob(int index, std::string_view bytes)
{
    char const* const data = bytes.empty() ? "" : bytes.data();
    check(sqlite3_bind_blob64(statement_, index, data, bytes.size(), SQLITE_STATIC));
    return *this;
}

SqliteStatement& SqliteStatement::bind_null(int index)
{
    check(sqlite3_bind_null(statement_, index));
    return *this;
}

SqliteStatement& SqliteStatement::bind(int index, std::uint64_t number)
{
    return bind(index, static_cast<std::int64_t>(number));
}

SqliteStatement& SqliteStatement::bind(int index, std::int64_t number)
{
    check(sqlite3_bind_int64(statement_, index, number));
    return *this;
}

bool SqliteStatement::step()
{
    int const code = sqlite3_step(statement_);
    if (code != SQLITE_ROW && code != SQLITE_DONE) {
        fail(connection_.handle(), code);
    }
    return code == SQLITE_ROW;
}

std::int64_t SqliteStatement::number(int column) const
{
    return sqlite3_column_int64(statement_, column);
}

std::string SqliteStatement::bytes(int column) const
{
    auto const* const data = static_cast<char const*>(sqlite3_column_blob(statement_, column));
    int const size = sqlite3_column_bytes(statement_, column);
    return size > 0 ? std::string(data, static_cast<std::size_t>(size)) : std::string();
}

bool SqliteStatement::is_null(int column) const
{
    return sqlite3_column_type(statement_, column) == SQLITE_NULL;
}

void SqliteStatement::reset() noexcept
{
    sqlite3_reset(statement_);
    sqlite3_clear_bindings(statement_);
}

void SqliteStatement::check(int code) const
{
    if (code != SQLITE_OK) {
        fail(connection_.handle(), code);
    }
}

} // namespace janus::detail
