#include "store/sqlite_store.hpp"

#include <utility>

#include <sqlite3.h>

namespace janus::detail {

SqliteStore::SqliteStore(std::string const& path)
    : file_(path),
      select_(file_.connection(),
              "SELECT etag, epoch, owner, write_id, revision, stored_at, bytes FROM grains"
              " WHERE type = ? AND key = ?"),
      claim_(file_.connection(),
             "UPDATE grains SET owner = ?, epoch = ? WHERE type = ? AND key = ?"),
      insert_(file_.connection(),
              "INSERT INTO grains (type, key, etag, epoch, owner, write_id, revision, stored_at,"
              " bytes) VALUES (?1, ?2, 1, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT DO NOTHING"),
      update_(file_.connection(),
              "UPDATE grains SET etag = etag + 1, epoch = ?3, owner = ?4, write_id = ?5,"
              " revision = ?6, stored_at = ?7, bytes = ?8"
              " WHERE type = ?1 AND key = ?2 AND etag = ?9 AND epoch <= ?3"),
      thread_([this] { return run_once(); })
{}

StoreTraits SqliteStore::traits() const
{
    return {true, true, std::size_t{512} << 20, max_batch};
}

void SqliteStore::load(StoreKey key, Loaded done)
{
    Request request;
    request.write.key = std::move(key);
    request.loaded = std::move(done);
    enqueue(std::move(request));
}

void SqliteStore::commit(StoreWrite write, Committed done)
{
    if (write.bytes.size() > traits().max_value) {
        return done(CommitResult{StoreStatus::unavailable, 0});
    }
    Request request;
    request.write = std::move(write);
    request.committed = std::move(done);
    enqueue(std::move(request));
}

void SqliteStore::enqueue(Request request)
{
    {
        LockGuard const guard(lock_);
        queue_.push_back(std::move(request));
    }
    thread_.notify();
}

SqliteStore::Batch SqliteStore::take()
{
    Batch batch;
    LockGuard const guard(lock_);
    while (!queue_.empty() && batch.size() < max_batch) {
        batch.push_back(std::move(queue_.front()));
        queue_.pop_front();
    }
    return batch;
}

bool SqliteStore::run_once()
{
    Batch batch = take();
    if (batch.empty()) {
        return false;
    }
    run_batch(batch);
    for (Request& request : batch) {
        if (request.loaded) {
            request.loaded(std::move(request.load_result));
        } else {
            request.committed(request.commit_result);
        }
    }
    return true;
}

// A failure before COMMIT leaves nothing written; one of COMMIT itself leaves it open.
void SqliteStore::run_batch(Batch& batch)
{
    bool committing = false;
    try {
        file_.connection().run("BEGIN IMMEDIATE");
        for (Request& request : batch) {
            if (request.loaded) {
                load_row(request);
            } else {
                write_row(request);
            }
        }
        committing = true;
        file_.connection().run("COMMIT");
    } catch (SqliteError const& error) {
        bool const rolled_back = file_.connection().try_run("ROLLBACK");
        bool const open = committing && error.code() != SQLITE_BUSY && !rolled_back;
        settle(batch, open ? StoreStatus::unknown : StoreStatus::unavailable);
    }
    for (SqliteStatement* const statement : {&select_, &claim_, &insert_, &update_}) {
        statement->reset();
    }
}

void SqliteStore::settle(Batch& batch, StoreStatus status)
{
    for (Request& request : batch) {
        request.load_result = LoadResult{};
        request.load_result.status = StoreStatus::unavailable;
        request.commit_result = CommitResult{status, 0};
    }
}

void SqliteStore::load_row(Request& request)
{
    LoadResult& result = request.load_result;
    std::int64_t owner = 0;
    result.status = StoreStatus::done;
    if (!read_row(request.write.key, result.row, owner)) {
        result.row.epoch = 1;
        return;
    }
    if (owner == file_.own_number()) {
        return;
    }
    if (file_.is_alive(owner)) {
        result.status = StoreStatus::elsewhere;
        result.owner_process = file_.process_id(owner);
        return;
    }
    ++result.row.epoch;
    claim(request.write.key, result.row.epoch);
}

bool SqliteStore::read_row(StoreKey const& key, StoreRow& row, std::int64_t& owner)
{
    select_.reset();
    select_.bind(1, std::string_view(key.type)).bind_blob(2, key.key);
    if (!select_.step()) {
        return false;
    }
    row.etag = static_cast<std::uint64_t>(select_.number(0));
    row.epoch = static_cast<std::uint64_t>(select_.number(1));
    owner = select_.number(2);
    row.write_id = static_cast<std::uint64_t>(select_.number(3));
    row.revision = static_cast<std::uint32_t>(select_.number(4));
    row.stored_at = select_.number(5);
    row.has_state = !select_.is_null(6);
    row.bytes = select_.bytes(6);
    select_.reset();
    return true;
}

void SqliteStore::claim(StoreKey const& key, std::uint64_t epoch)
{
    claim_.reset();
    claim_.bind(1, file_.own_number()).bind(2, epoch);
    claim_.bind(3, std::string_view(key.type)).bind_blob(4, key.key);
    claim_.step();
    claim_.reset();
}

// The predicate is the statement's own: the first write inserts, later ones need etag and epoch.
void SqliteStore::write_row(Request& request)
{
    StoreWrite const& write = request.write;
    bool const first = write.expect_etag == 0;
    SqliteStatement& statement = first ? insert_ : update_;
    statement.reset();
    statement.bind(1, std::string_view(write.key.type)).bind_blob(2, write.key.key);
    statement.bind(3, write.epoch).bind(4, file_.own_number()).bind(5, write.write_id);
    statement.bind(6, std::uint64_t{write.revision}).bind(7, write.stored_at);
    write.erase ? statement.bind_null(8) : statement.bind_blob(8, write.bytes);
    if (!first) {
        statement.bind(9, write.expect_etag);
    }
    statement.step();
    bool const written = file_.connection().changes() == 1;
    statement.reset();
    request.commit_result.status = written ? StoreStatus::done : StoreStatus::conflict;
    request.commit_result.etag = write.expect_etag + (written ? 1 : 0);
}

} // namespace janus::detail
