#pragma once
// SimExecutor: runs a whole program on one thread in virtual time, in an order the seed chooses,
// and makes legal but rare things happen. Time moves only when nothing can run.

#include <cstdint>
#include <string>

#include <janus/detail/address.hpp>
#include <janus/seams.hpp>

#include "sim/deterministic_executor.hpp"
#include "sim/ready_order.hpp"
#include "sim/sim_events.hpp"
#include "sim/sim_faults.hpp"

namespace janus::detail {

class SimExecutor final : public Executor {
public:
    struct Limits {
        std::int64_t milliseconds; // of virtual time; then the program is told to end
        std::uint64_t turns;       // then it panics
    };

    SimExecutor(ManualClock& clock, SimEvents& events, std::uint64_t seed, SimFaults& faults,
                Limits limits);

    void ready(Cell& cell) noexcept override { order_.add(cell); }
    bool run_until(bool (*done)(void*), void* context, std::int64_t due_milliseconds) override;

    // The time was over, and nobody waited for the end of the program.
    bool was_cut_off() const noexcept { return cut_off_; }

private:
    bool run_one();
    std::int64_t next_event();
    bool let_time_pass(std::int64_t limit_milliseconds);
    bool end_program() noexcept;
    void record(Cell const& cell);
    bool chance(std::uint64_t one_in) { return random_.next() % one_in == 0; }

    ManualClock& clock_;
    SimEvents& events_;
    SeededRandom random_;
    ReadyOrder order_;
    SimFaults& faults_;
    Limits const limits_;
    Runtime* runtime_ = nullptr; // of the cell that ran last
    Address last_;
    bool told_to_end_ = false;
    bool cut_off_ = false;
};

} // namespace janus::detail
