#pragma once
// Simulating a program: `--sim` runs its tests, else its main, once for each seed, on one thread,
// in virtual time and in an order that the seed chooses.

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include <janus/options.hpp>
#include <janus/system.hpp>

namespace CLI {
class App;
}

namespace janus::detail {

struct SimSettings {
    bool on = false;
    std::uint64_t seeds = 100;
    std::uint64_t first_seed = 1;
    bool one_seed = false;
    std::string faults = "none";
    Duration time = seconds(600);
    std::string repeat_as; // how this program was started, for the line that repeats a failure
};

// What is run for each seed. `run` throws what failed it.
struct SimJob {
    std::string title;
    std::string place;
    std::function<void(ActorSystem&)> run;
};

// A main function; an exit code other than 0 is a failure.
SimJob main_job(std::function<std::int64_t(ActorSystem&)> main);

void describe_simulation(CLI::App& app, SimSettings& settings);

// The exit code: 0 if no seed failed, else 1.
int simulate(SimSettings const& settings, Options const& options, std::vector<SimJob> const& jobs);

} // namespace janus::detail
