#pragma once
// ChildRecord: what a supervisor remembers of one child. A pending restart is a state of the
// record, never a timer of its own, so it cannot get lost.

#include <compare>
#include <cstdint>
#include <limits>
#include <memory>
#include <vector>

#include <janus/child_spec.hpp>
#include <janus/detail/address.hpp>
#include <janus/reply.hpp>

namespace janus::detail {

class SupervisionTable;

// Where a child stands in the order of starting: as written, members of a pool where the pool is.
struct ChildOrder {
    std::size_t position = 0;
    std::uint64_t number = 0;
    friend auto operator<=>(ChildOrder, ChildOrder) = default;
};

struct ChildRecord {
    enum class State : std::uint8_t {
        down,     // no incarnation
        starting, // on_start has not returned
        running,
        stopping // was told to end
    };
    static constexpr std::int64_t never = std::numeric_limits<std::int64_t>::max();

    ChildRecord(ChildSpec how, ChildOrder rank) : spec(std::move(how)), order(rank) {}

    ChildSpec spec;
    ChildOrder const order;
    bool is_member = false;                  // of a pool
    Address address;                         // its cell, kept over restarts
    std::shared_ptr<SupervisionTable> inner; // of a supervisor: its children
    State state = State::down;

    bool planned = false;       // to be started
    bool in_group = false;      // by the plan for several; until it has started
    bool ended = false;         // is not restarted any more
    bool stop_ordered = false;  // by stop_child
    std::int64_t due = 0;       // of the restart
    std::int64_t limit = never; // when starting or stopping has taken too long
    std::int64_t started = -1;  // when this incarnation began to run; -1 is not yet
    std::int64_t row = 0;       // restarts in a row
    std::int64_t last_delay = 0;
    std::int64_t restarts = 0;
    Option<ExitReason> last_exit;

    Reply<Address> start_waiter;
    std::vector<Reply<void>> stop_waiters;

    bool is_alive() const { return state != State::down; }
};

} // namespace janus::detail
