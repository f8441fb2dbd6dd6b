#pragma once
// Observer: counts what each actor does and shows each message to the tracer. A system has one only
// if somebody asked for that; without one a message costs a test of a pointer. Any thread.

#include <array>
#include <atomic>
#include <cstdint>
#include <optional>
#include <unordered_map>

#include <janus/detail/address.hpp>
#include <janus/observing.hpp>

#include "seams/lock.hpp"

namespace janus::detail {

struct Envelope;

class Observer {
public:
    // Within the actor's turn: it takes this message.
    void takes(Cell& cell, Envelope& envelope) noexcept;
    // Runs a turn of the cell and, for one in `sampled`, measures how long it takes.
    void run_turn(Worker& worker, Cell& cell) noexcept;
    // The actor is gone.
    void forget(Cell const& cell) noexcept;

    std::optional<ActorCounts> counts_of(Pid actor) const;

private:
    static constexpr std::uint32_t sampled = 16;

    struct Shard {
        mutable Lock lock;
        std::unordered_map<std::uint32_t, ActorCounts> counts; // by Pid
    };
    Shard& shard_of(std::uint32_t number) { return shards_[number % shards_.size()]; }
    Shard const& shard_of(std::uint32_t number) const { return shards_[number % shards_.size()]; }

    std::array<Shard, 16> shards_;
    std::atomic<std::uint32_t> turns_{0};
};

// This thread runs actors of a runtime that may have an observer, as long as this lives.
class Observing {
public:
    explicit Observing(Observer* observer) noexcept;
    Observing(Observing const&) = delete;
    Observing& operator=(Observing const&) = delete;
    ~Observing();

private:
    Observer* const outer_;
};

} // namespace janus::detail
