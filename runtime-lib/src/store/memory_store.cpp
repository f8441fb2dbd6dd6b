#include <map>
#include <utility>

#include <janus/store.hpp>

#include "seams/lock.hpp"

namespace janus {

namespace {

class MemoryStore final : public Store {
public:
    void load(StoreKey key, Loaded done) override
    {
        LoadResult result;
        {
            detail::LockGuard const guard(lock_);
            result.status = StoreStatus::done;
            auto const found = rows_.find({key.type, key.key});
            if (found != rows_.end()) {
                result.row = found->second;
            } else {
                result.row.epoch = 1;
            }
        }
        done(std::move(result));
    }

    void commit(StoreWrite write, Committed done) override
    {
        CommitResult result;
        {
            detail::LockGuard const guard(lock_);
            result = apply(std::move(write));
        }
        done(result);
    }

    StoreTraits traits() const override { return {false, false, std::size_t{1} << 30, 1}; }

private:
    CommitResult apply(StoreWrite write)
    {
        StoreRow& row = rows_[{std::move(write.key.type), std::move(write.key.key)}];
        if (row.etag != write.expect_etag || row.epoch > write.epoch) {
            return {StoreStatus::conflict, row.etag};
        }
        row.has_state = !write.erase;
        row.bytes = write.erase ? std::string() : std::move(write.bytes);
        ++row.etag;
        row.epoch = write.epoch;
        row.write_id = write.write_id;
        row.stored_at = write.stored_at;
        row.revision = write.revision;
        return {StoreStatus::done, row.etag};
    }

    detail::Lock lock_;
    std::map<std::pair<std::string, std::string>, StoreRow> rows_;
};

} // namespace

std::unique_ptr<Store> open_memory_store()
{
    return std::make_unique<MemoryStore>();
}

} // namespace janus
