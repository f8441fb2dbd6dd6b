#pragma once
// ReadyOrder: which of the actors that can run is next. Half of the seeds pick evenly; the others
// run the one with the highest priority and lower the priority of the running one at a few points,
// which finds orders that an even choice hardly ever makes. Priorities are drawn anew now and then,
// so that nobody waits for ever. Depends on the seed and on actors' numbers only, never on
// addresses.

#include <cstdint>
#include <vector>

#include <janus/detail/cell.hpp>

#include "sim/deterministic_executor.hpp"

namespace janus::detail {

class ReadyOrder {
public:
    explicit ReadyOrder(std::uint64_t seed);

    bool is_empty() const noexcept { return ready_.empty(); }
    void add(Cell& cell) { push(cell); }
    Cell& take();

private:
    struct Entry {
        std::uint64_t priority;
        Cell* cell;
        friend bool operator<(Entry const& a, Entry const& b) { return a.priority < b.priority; }
    };

    void push(Cell& cell);
    std::uint64_t priority_of(Cell const& cell) const noexcept;

    std::uint64_t const seed_;
    SeededRandom random_;
    bool const by_priority_;
    std::uint64_t round_ = 0;
    std::uint64_t taken_ = 0;
    std::uint64_t next_change_ = 0;
    std::uint32_t lowered_ = 0; // the number of the actor that comes last
    std::vector<Entry> ready_;  // a heap if by priority
};

} // namespace janus::detail
