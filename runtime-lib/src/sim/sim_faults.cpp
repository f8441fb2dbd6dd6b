#include "sim/sim_faults.hpp"

#include <array>

namespace janus::detail {

namespace {

constexpr std::array<std::pair<std::string_view, bool FaultKinds::*>, 6> words{
    {{"yield", &FaultKinds::yield},
     {"wake", &FaultKinds::wake},
     {"late", &FaultKinds::late},
     {"sleep", &FaultKinds::sleep},
     {"store", &FaultKinds::store},
     {"refuse", &FaultKinds::refuse}}};

// Small seeds that follow each other make much the same first numbers; these do not.
std::uint64_t scattered(std::uint64_t seed)
{
    seed = (seed + 1) * 0x9E3779B97F4A7C15U;
    seed = (seed ^ (seed >> 30)) * 0xBF58476D1CE4E5B9U;
    return seed ^ (seed >> 27);
}

std::vector<std::string_view> words_of(std::string_view list)
{
    std::vector<std::string_view> all;
    for (;;) {
        std::size_t const comma = list.find(',');
        all.push_back(list.substr(0, comma));
        if (comma == std::string_view::npos) {
            return all;
        }
        list.remove_prefix(comma + 1);
    }
}

} // namespace

FaultKinds FaultKinds::named(std::string_view list)
{
    FaultKinds named;
    for (std::string_view const word : words_of(list)) {
        for (auto const& [known, kind] : words) {
            named.*kind = named.*kind || word == known || (word == "all" && known != "refuse");
        }
    }
    return named;
}

std::string FaultKinds::problem_with(std::string_view list)
{
    std::string choice;
    for (auto const& [known, kind] : words) {
        choice += (choice.empty() ? "" : ",") + std::string(known);
    }
    for (std::string_view const word : words_of(list)) {
        bool known = word == "all" || word == "none";
        for (auto const& [text, kind] : words) {
            known = known || word == text;
        }
        if (!known) {
            return "'" + std::string(word) + "' is no kind of fault (all, none, or some of " +
                   choice + ")";
        }
    }
    return {};
}

FaultKinds FaultKinds::chosen_by(std::uint64_t seed) const
{
    SeededRandom random(scattered(seed));
    FaultKinds chosen;
    for (auto const& [known, kind] : words) {
        bool const armed = random.next() >> 62 == 0;
        chosen.*kind = this->*kind && armed;
    }
    return chosen;
}

SimFaults::SimFaults(ManualClock& clock, std::uint64_t seed, FaultKinds kinds)
    : clock_(clock), random_(scattered(seed + 0xFA17)), kinds_(kinds.chosen_by(seed))
{}

bool SimFaults::strikes(Site site) noexcept
{
    switch (site) {
    case Site::grain_sleeps:
        return kinds_.sleep && chance(2);
    case Site::commit_is_late:
        return kinds_.store && chance(2);
    case Site::outcome_unknown:
        return kinds_.store && chance(8);
    case Site::commit_refused:
        return kinds_.refuse && chance(8);
    }
    return false;
}

void SimFaults::later(std::function<void()> call)
{
    constexpr std::uint64_t longest = 200'000'000; // nanoseconds
    std::int64_t const due =
        clock_.boot_nanoseconds() + static_cast<std::int64_t>(random_.next() % longest);
    calls_.emplace(due, std::move(call));
}

std::int64_t SimFaults::next_nanoseconds() const noexcept
{
    return calls_.empty() ? INT64_MAX : calls_.begin()->first;
}

void SimFaults::make_due_calls()
{
    while (next_nanoseconds() <= clock_.boot_nanoseconds()) {
        auto const first = calls_.extract(calls_.begin());
        first.mapped()();
    }
}

} // namespace janus::detail
