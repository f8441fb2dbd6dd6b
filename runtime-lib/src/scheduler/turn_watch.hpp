#pragma once
// TurnWatch: looks at the running turns so that the workers need no clock. A turn that lasts 200 µs
// ends at the next message or round; after a millisecond the other workers take what waits behind
// it; after a second it is reported; later a spare worker stands in for its worker. Called on one
// thread; the notes in the workers are for any.

#include <cstdint>
#include <vector>

#include <janus/detail/cell.hpp>

#include "scheduler/worker.hpp"

namespace janus::detail {

class TurnWatch {
public:
    struct Limits {
        std::int64_t stuck_after_milliseconds = 30'000;
        std::int64_t shutdown_milliseconds = 5'000;
    };

    TurnWatch(Runtime& runtime, Limits limits) : runtime_(runtime), limits_(limits) {}

    // In so many microseconds it wants to look again; 0: when somebody works.
    std::int64_t look();

private:
    struct Seen {
        Cell* cell = nullptr;
        std::uint64_t pick = 0;
        std::int64_t since = 0; // nanoseconds
        bool taken = false;
        bool reported = false;
    };

    // True if the turn lasts too long.
    bool look_at(Worker& worker, Seen& seen, std::int64_t now);
    void look_after_stuck(Worker& worker, Seen& seen, std::int64_t milliseconds);
    void report(Worker const& worker, Seen const& seen, std::int64_t milliseconds,
                char const* consequence);

    Runtime& runtime_;
    Limits limits_;
    std::vector<Seen> seen_;
    std::int64_t pause_ = 200;
    int calm_looks_ = 0;
};

} // namespace janus::detail
