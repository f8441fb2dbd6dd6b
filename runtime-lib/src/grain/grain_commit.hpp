#pragma once
// GrainCommit: one write of a grain's state on its way to the store, with the effects that wait for
// it. It outlives the activation that started it. The store's thread finishes it.

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>

#include <janus/store.hpp>

#include "actor/effect_buffer.hpp"

namespace janus::detail {

class GrainCommit : public std::enable_shared_from_this<GrainCommit> {
public:
    enum class State : std::uint8_t { open, stored, failed };

    explicit GrainCommit(Cell& cell);

    // Takes over the effects and hands the write to the store; `state` may have changed on return.
    void start(Store& store, StoreWrite write, EffectBuffer& effects);

    State state() const noexcept { return state_.load(std::memory_order_acquire); }
    // Of the row, once stored.
    std::uint64_t etag() const { return etag_; }
    // Once failed: whether the write may have happened all the same.
    bool maybe_stored() const { return maybe_stored_; }
    std::int64_t stored_at() const { return stored_at_; }
    bool erases() const { return erases_; }

private:
    void committed(Store& store, CommitResult result);
    void looked_up(LoadResult const& result);
    void finish(State state);

    Cell& cell_;
    EffectBuffer effects_;
    StoreKey key_;
    std::uint64_t write_id_ = 0;
    std::uint64_t etag_ = 0;
    std::int64_t stored_at_ = 0;
    bool erases_ = false;
    bool maybe_stored_ = false;
    std::atomic<State> state_{State::open};
};

} // namespace janus::detail
