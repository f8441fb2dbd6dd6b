#pragma once
// SqliteStore: the store in an SQLite file (WAL, synchronous=FULL). One thread does all the work
// and takes what has gathered meanwhile into one transaction, so that many grains share one sync.

#include <deque>
#include <string>
#include <vector>

#include <janus/store.hpp>

#include "seams/lock.hpp"
#include "seams/work_thread.hpp"
#include "store/store_file.hpp"

namespace janus::detail {

class SqliteStore final : public Store {
public:
    explicit SqliteStore(std::string const& path);
    ~SqliteStore() override = default;

    void load(StoreKey key, Loaded done) override;
    void commit(StoreWrite write, Committed done) override;
    StoreTraits traits() const override;

private:
    static constexpr std::size_t max_batch = 256;

    // A load or a write, and then its result.
    struct Request {
        StoreWrite write;
        Loaded loaded;
        Committed committed;
        LoadResult load_result;
        CommitResult commit_result;
    };
    using Batch = std::vector<Request>;

    void enqueue(Request request);
    Batch take();
    bool run_once();
    void run_batch(Batch& batch);
    void settle(Batch& batch, StoreStatus status);
    void load_row(Request& request);
    bool read_row(StoreKey const& key, StoreRow& row, std::int64_t& owner);
    void claim(StoreKey const& key, std::uint64_t epoch);
    void write_row(Request& request);

    StoreFile file_;
    SqliteStatement select_;
    SqliteStatement claim_;
    SqliteStatement insert_;
    SqliteStatement update_;
    Lock lock_;
    std::deque<Request> queue_;
    WorkThread thread_; // last: it stops before the rest goes
};

} // namespace janus::detail
