#include <catch2/catch.hpp>

#include <future>
#include <memory>
#include <vector>

#include <unistd.h>

#include <janus/store.hpp>

#include "temporary_folder.hpp"

using janus::CommitResult;
using janus::LoadResult;
using janus::Store;
using janus::StoreKey;
using janus::StoreStatus;
using janus::StoreWrite;

namespace {

template <class T> T wait_for(std::future<T> result)
{
    REQUIRE(result.wait_for(std::chrono::seconds(60)) == std::future_status::ready);
    return result.get();
}

LoadResult load(Store& store, StoreKey const& key)
{
    auto promise = std::make_shared<std::promise<LoadResult>>();
    store.load(key, [promise](LoadResult result) { promise->set_value(std::move(result)); });
    return wait_for(promise->get_future());
}

CommitResult commit(Store& store, StoreWrite write)
{
    auto promise = std::make_shared<std::promise<CommitResult>>();
    store.commit(std::move(write), [promise](CommitResult result) { promise->set_value(result); });
    return wait_for(promise->get_future());
}

StoreWrite write_of(StoreKey key, std::uint64_t etag, std::uint64_t epoch, std::string bytes)
{
    StoreWrite write;
    write.key = std::move(key);
    write.expect_etag = etag;
    write.epoch = epoch;
    write.write_id = 77;
    write.stored_at = 5;
    write.revision = 2;
    write.bytes = std::move(bytes);
    return write;
}

struct MemoryProvider {
    std::unique_ptr<Store> open() { return janus::open_memory_store(); }
};

struct SqliteProvider {
    TemporaryFolder folder;
    std::unique_ptr<Store> open() { return janus::open_store(folder.file("store.db"), "test"); }
};

} // namespace

TEMPLATE_TEST_CASE("a store keeps what was committed", "[store]", MemoryProvider, SqliteProvider)
{
    TestType provider;
    auto const store = provider.open();
    StoreKey const key{"m.Account", std::string("\0k\xFF", 3)};
    LoadResult const fresh = load(*store, key);
    CHECK(fresh.status == StoreStatus::done);
    CHECK_FALSE(fresh.row.has_state);
    CHECK(fresh.row.etag == 0);

    CommitResult const first = commit(*store, write_of(key, 0, fresh.row.epoch, "one"));
    REQUIRE(first.status == StoreStatus::done);
    CHECK(first.etag == 1);
    LoadResult const loaded = load(*store, key);
    CHECK(loaded.row.has_state);
    CHECK(loaded.row.bytes == "one");
    CHECK(loaded.row.etag == 1);
    CHECK(loaded.row.write_id == 77);
    CHECK(loaded.row.stored_at == 5);
    CHECK(loaded.row.revision == 2);
    CHECK_FALSE(load(*store, {"m.Account", "other"}).row.has_state);
    CHECK_FALSE(load(*store, {"m.Other", key.key}).row.has_state);
}

TEMPLATE_TEST_CASE("a store refuses a write on anything but the last state", "[store]",
                   MemoryProvider, SqliteProvider)
{
    TestType provider;
    auto const store = provider.open();
    StoreKey const key{"t", "k"};
    std::uint64_t const epoch = load(*store, key).row.epoch;
    CHECK(commit(*store, write_of(key, 3, epoch, "x")).status == StoreStatus::conflict);
    CHECK(commit(*store, write_of(key, 0, epoch, "a")).status == StoreStatus::done);
    CHECK(commit(*store, write_of(key, 0, epoch, "b")).status == StoreStatus::conflict);
    CHECK(commit(*store, write_of(key, 2, epoch, "b")).status == StoreStatus::conflict);
    CHECK(commit(*store, write_of(key, 1, epoch + 5, "c")).status == StoreStatus::done);
    CHECK(commit(*store, write_of(key, 2, epoch, "d")).status == StoreStatus::conflict);
    CHECK(load(*store, key).row.bytes == "c");
}

TEMPLATE_TEST_CASE("an erased row has no state, but its etag goes on", "[store]", MemoryProvider,
                   SqliteProvider)
{
    TestType provider;
    auto const store = provider.open();
    StoreKey const key{"t", "k"};
    std::uint64_t const epoch = load(*store, key).row.epoch;
    commit(*store, write_of(key, 0, epoch, "a"));
    StoreWrite erase = write_of(key, 1, epoch, "");
    erase.erase = true;
    CHECK(commit(*store, erase).status == StoreStatus::done);
    LoadResult const erased = load(*store, key);
    CHECK_FALSE(erased.row.has_state);
    CHECK(erased.row.etag == 2);
    CHECK(commit(*store, write_of(key, 0, epoch, "stale")).status == StoreStatus::conflict);
    CHECK(commit(*store, write_of(key, 2, epoch, "")).status == StoreStatus::done);
    CHECK(load(*store, key).row.has_state);
}

TEMPLATE_TEST_CASE("many writes at once all arrive", "[store]", MemoryProvider, SqliteProvider)
{
    TestType provider;
    auto const store = provider.open();
    std::vector<std::future<CommitResult>> results;
    for (int i = 0; i < 1000; ++i) {
        auto promise = std::make_shared<std::promise<CommitResult>>();
        results.push_back(promise->get_future());
        store->commit(write_of({"t", std::to_string(i)}, 0, 1, std::to_string(i)),
                      [promise](CommitResult result) { promise->set_value(result); });
    }
    for (auto& result : results) {
        CHECK(wait_for(std::move(result)).status == StoreStatus::done);
    }
    CHECK(load(*store, {"t", "999"}).row.bytes == "999");
}

TEST_CASE("an SQLite store is there after reopening, with a higher epoch", "[store][sqlite]")
{
    SqliteProvider provider;
    StoreKey const key{"t", "k"};
    std::uint64_t first_epoch = 0;
    {
        auto const store = provider.open();
        first_epoch = load(*store, key).row.epoch;
        REQUIRE(commit(*store, write_of(key, 0, first_epoch, "a")).status == StoreStatus::done);
    }
    auto const store = provider.open();
    LoadResult const loaded = load(*store, key);
    CHECK(loaded.row.bytes == "a");
    CHECK(loaded.row.epoch > first_epoch);
    CHECK(load(*store, key).row.epoch == loaded.row.epoch);
}

TEST_CASE("a row of a living process is elsewhere; of a dead one it changes hands",
          "[store][sqlite]")
{
    SqliteProvider provider;
    StoreKey const key{"t", "k"};
    auto first = provider.open();
    std::uint64_t const epoch = load(*first, key).row.epoch;
    REQUIRE(commit(*first, write_of(key, 0, epoch, "a")).status == StoreStatus::done);

    auto const second = provider.open();
    LoadResult const refused = load(*second, key);
    CHECK(refused.status == StoreStatus::elsewhere);
    CHECK(refused.owner_process == ::getpid());

    first.reset();
    LoadResult const claimed = load(*second, key);
    REQUIRE(claimed.status == StoreStatus::done);
    CHECK(claimed.row.epoch == epoch + 1);
    CHECK(commit(*second, write_of(key, 1, epoch, "stale")).status == StoreStatus::conflict);
    CHECK(commit(*second, write_of(key, 1, epoch + 1, "new")).status == StoreStatus::done);
}

TEST_CASE("two processes that both create a row: one of them wins", "[store][sqlite]")
{
    SqliteProvider provider;
    StoreKey const key{"t", "k"};
    auto const first = provider.open();
    auto const second = provider.open();
    CHECK(load(*first, key).status == StoreStatus::done);
    CHECK(load(*second, key).status == StoreStatus::done);
    CHECK(commit(*first, write_of(key, 0, 1, "a")).status == StoreStatus::done);
    CHECK(commit(*second, write_of(key, 0, 1, "b")).status == StoreStatus::conflict);
}
