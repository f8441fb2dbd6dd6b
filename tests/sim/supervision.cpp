// sim_supervision --seeds N [--first S], or --seed S: compares supervisors with the reference model
// on random trees. Prints the first difference with the line that repeats it.

#include <cstdint>
#include <iostream>

#include <CLI/CLI.hpp>

#include "scenario.hpp"

namespace {

constexpr std::size_t shown_events = 60;

void show(std::uint64_t seed)
{
    auto const result = supervision_model::run_scenario(seed, true);
    std::size_t const count = result.lines.size();
    for (std::size_t i = count > shown_events ? count - shown_events : 0; i < count; ++i) {
        std::cout << "  " << result.lines[i] << '\n';
    }
    if (result.difference.empty()) {
        std::cout << "seed " << seed << ": " << result.events << " events, digest " << std::hex
                  << result.digest << std::dec << ", no difference\n";
        return;
    }
    std::cout << "DIFFERENCE with seed " << seed
              << " at the last of these events: " << result.difference
              << "\nagain: ./dev sim supervision --seed " << seed << '\n';
}

} // namespace

int main(int argc, char** argv)
{
    std::uint64_t seeds = 1'000;
    std::uint64_t first = 1;
    std::uint64_t only = 0;
    CLI::App app{"Compares supervisors with a reference model", "sim_supervision"};
    app.add_option("--seeds", seeds, "how many seeds");
    app.add_option("--first", first, "the first one");
    app.add_option("--seed", only, "this one only, with its last events");
    CLI11_PARSE(app, argc, argv);
    if (only != 0) {
        show(only);
        return supervision_model::run_scenario(only, false).difference.empty() ? 0 : 1;
    }
    std::uint64_t digest = 0;
    std::uint64_t events = 0;
    for (std::uint64_t seed = first; seed < first + seeds; ++seed) {
        auto const result = supervision_model::run_scenario(seed, false);
        if (!result.difference.empty()) {
            show(seed);
            return 1;
        }
        digest = digest * 31 + result.digest;
        events += result.events;
    }
    std::cout << "seeds " << first << " to " << first + seeds - 1 << ": " << events
              << " events, no difference, digest " << std::hex << digest << '\n';
    return 0;
}
