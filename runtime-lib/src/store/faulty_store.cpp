#include "store/faulty_store.hpp"

#include <utility>

namespace janus::detail {

namespace {

class FaultyStore final : public Store {
public:
    FaultyStore(std::unique_ptr<Store> store, Faults& faults)
        : store_(std::move(store)), faults_(faults)
    {}

    void load(StoreKey key, Loaded done) override
    {
        if (faults_.strikes(Faults::Site::commit_is_late)) {
            faults_.later([this, key = std::move(key), done = std::move(done)]() mutable {
                store_->load(std::move(key), std::move(done));
            });
            return;
        }
        store_->load(std::move(key), std::move(done));
    }

    void commit(StoreWrite write, Committed done) override
    {
        if (faults_.strikes(Faults::Site::commit_is_late)) {
            faults_.later([this, write = std::move(write), done = std::move(done)]() mutable {
                commit_now(std::move(write), std::move(done));
            });
            return;
        }
        commit_now(std::move(write), std::move(done));
    }

    StoreTraits traits() const override { return store_->traits(); }

private:
    void commit_now(StoreWrite write, Committed done)
    {
        if (faults_.strikes(Faults::Site::commit_refused)) {
            done({StoreStatus::unavailable, 0});
            return;
        }
        if (faults_.strikes(Faults::Site::outcome_unknown)) {
            store_->commit(std::move(write), [](CommitResult) {});
            done({StoreStatus::unknown, 0});
            return;
        }
        store_->commit(std::move(write), std::move(done));
    }

    std::unique_ptr<Store> const store_;
    Faults& faults_;
};

} // namespace

std::unique_ptr<Store> make_faulty(std::unique_ptr<Store> store, Faults& faults)
{
    return std::make_unique<FaultyStore>(std::move(store), faults);
}

} // namespace janus::detail
