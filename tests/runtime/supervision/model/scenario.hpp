#pragma once
// One seed: a random tree of real supervisors in virtual time, troubled by crashes, hangs and
// stops, and compared event by event with the models.

#include <cstdint>
#include <string>
#include <vector>

namespace supervision_model {

struct ScenarioResult {
    std::string difference; // empty if there is none
    std::vector<std::string> lines;
    std::uint64_t digest = 0;
    std::uint64_t events = 0;
};

ScenarioResult run_scenario(std::uint64_t seed, bool keeps_lines);

} // namespace supervision_model
