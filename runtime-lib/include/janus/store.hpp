#pragma once
// Store: where grains keep their state between activations. A row is written only by its owner, on
// the state the owner last saw (`etag`), never by an owner that was replaced (`epoch`); the store
// itself checks both. Calls return at once; `done` runs on a thread of the store's choice, or
// inside the call, exactly once. Any thread may call.

#include <cstdint>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>

namespace janus {

struct StoreKey {
    std::string type; // stored type name
    std::string key;  // encoded key tuple

    friend bool operator==(StoreKey const&, StoreKey const&) = default;
};

struct StoreRow {
    // False for a grain that was never stored, or was erased; `etag` then still counts.
    bool has_state = false;
    std::string bytes;
    std::uint64_t etag = 0;
    std::uint64_t epoch = 0;
    std::uint64_t write_id = 0;
    std::int64_t stored_at = 0; // milliseconds since 1970
    std::uint32_t revision = 0;
};

enum class StoreStatus : std::uint8_t {
    done,
    conflict,    // somebody else wrote or owns the row
    unknown,     // it may have been written; load and compare `write_id`
    unavailable, // certainly not written
    elsewhere    // the row's owner is another process, and alive
};

struct LoadResult {
    StoreStatus status = StoreStatus::unavailable;
    StoreRow row;
    std::int64_t owner_process = 0; // with `elsewhere`
};

struct StoreWrite {
    StoreKey key;
    std::uint64_t expect_etag = 0;
    std::uint64_t epoch = 0;
    std::uint64_t write_id = 0; // random; tells the writer its own write
    std::int64_t stored_at = 0;
    std::uint32_t revision = 1;
    bool erase = false;
    std::string bytes;
};

struct CommitResult {
    StoreStatus status = StoreStatus::unavailable;
    std::uint64_t etag = 0; // of the row, if ok
};

struct StoreTraits {
    // An acknowledged write survives the end of the process and of the machine.
    bool durable_on_ack = false;
    // Other processes may use the same rows.
    bool shared = false;
    std::size_t max_value = 0;
    std::size_t max_batch = 0;
};

// Why a store cannot be opened: one line that names the path, and one with the remedy.
class StoreError : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

class Store {
public:
    using Loaded = std::function<void(LoadResult)>;
    using Committed = std::function<void(CommitResult)>;

    Store() = default;
    Store(Store const&) = delete;
    Store& operator=(Store const&) = delete;
    // Finishes what was asked for; all `done` have run afterwards.
    virtual ~Store() = default;

    // Reads a row and makes this process its owner. A row that exists and belonged to a process
    // that has ended gets a higher epoch.
    virtual void load(StoreKey key, Loaded done) = 0;
    virtual void commit(StoreWrite write, Committed done) = 0;
    virtual StoreTraits traits() const = 0;
};

// Not durable; for tests and programs that need nothing kept.
std::unique_ptr<Store> open_memory_store();
// Opens or creates an SQLite file. Throws StoreError, and then has changed nothing.
std::unique_ptr<Store> open_sqlite_store(std::string const& path);
// "memory", a path, or empty for `$XDG_STATE_HOME/janus/<program>/store.db`.
std::unique_ptr<Store> open_store(std::string const& where, std::string const& program);

} // namespace janus
