#pragma once
// SimFaults: which legal but rare things happen in a simulated run, and what was put off for later.
// The seed arms each kind or not; an armed one then strikes often. Kinds with a site in the
// runtime's own code are asked for there, through the seam `Faults`.

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <janus/seams.hpp>

#include "sim/deterministic_executor.hpp"

namespace janus::detail {

// The kinds one may ask for, with the words for them on a command line.
struct FaultKinds {
    bool yield = false;  // turns end early
    bool wake = false;   // actors are woken for nothing
    bool late = false;   // timers fire up to 10 ms late
    bool sleep = false;  // grains are put away as soon as they have nothing to do
    bool store = false;  // writes take time, and the store does not say whether they were done
    bool refuse = false; // writes are refused

    // `all`, `none` or some of the words with commas between. `all` leaves out `refuse`, which a
    // program must expect.
    static FaultKinds named(std::string_view list);
    // Empty if the list can be read.
    static std::string problem_with(std::string_view list);
    // A quarter of the seeds have a kind.
    FaultKinds chosen_by(std::uint64_t seed) const;
};

class SimFaults final : public Faults {
public:
    SimFaults(ManualClock& clock, std::uint64_t seed, FaultKinds kinds);

    FaultKinds const& kinds() const noexcept { return kinds_; }
    bool strikes(Site site) noexcept override;
    void later(std::function<void()> call) override;

    // Of the calls put off; INT64_MAX if there are none.
    std::int64_t next_nanoseconds() const noexcept;
    void make_due_calls();

private:
    bool chance(std::uint64_t one_in) { return random_.next() % one_in == 0; }

    ManualClock& clock_;
    SeededRandom random_;
    FaultKinds const kinds_;
    std::multimap<std::int64_t, std::function<void()>> calls_; // by when they are due
};

} // namespace janus::detail
