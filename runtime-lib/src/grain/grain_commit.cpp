#include "grain/grain_commit.hpp"

#include <utility>

#include <janus/detail/cell.hpp>

#include "scheduler/runtime.hpp"

namespace janus::detail {

GrainCommit::GrainCommit(Cell& cell) : cell_(cell) {}

void GrainCommit::start(Store& store, StoreWrite write, EffectBuffer& effects)
{
    effects_.append(effects);
    key_ = write.key;
    write_id_ = write.write_id;
    stored_at_ = write.stored_at;
    erases_ = write.erase;
    cell_.runtime->begin_pending();
    store.commit(std::move(write), [self = shared_from_this(), &store](CommitResult result) {
        self->committed(store, result);
    });
}

void GrainCommit::committed(Store& store, CommitResult result)
{
    etag_ = result.etag;
    switch (result.status) {
    case StoreStatus::done:
        finish(State::stored);
        return;
    case StoreStatus::unknown:
        // The row tells whether it was us.
        store.load(key_, [self = shared_from_this()](LoadResult found) { self->looked_up(found); });
        return;
    case StoreStatus::conflict:
    case StoreStatus::unavailable:
    case StoreStatus::elsewhere:
        finish(State::failed);
        return;
    }
}

void GrainCommit::looked_up(LoadResult const& result)
{
    bool const known = result.status == StoreStatus::done;
    bool const ours = known && result.row.write_id == write_id_;
    etag_ = result.row.etag;
    maybe_stored_ = !known;
    finish(ours ? State::stored : State::failed);
}

void GrainCommit::finish(State state)
{
    if (state == State::stored) {
        effects_.release();
    } else {
        effects_.drop(AskError{AskError::StorageFailed{maybe_stored_}});
    }
    Runtime& runtime = *cell_.runtime;
    state_.store(state, std::memory_order_release);
    wake(cell_);
    runtime.end_pending();
}

} // namespace janus::detail
