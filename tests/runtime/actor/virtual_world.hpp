#pragma once
// A system in virtual time for tests: one thread, a clock that moves only when nothing can run, no
// jitter, and a log that is kept.

#include <string>
#include <vector>

#include <janus/actor.hpp>
#include <janus/system.hpp>

#include "sim/deterministic_executor.hpp"

namespace virtual_world {

// Always the middle, so that a jittered delay is the plain one.
class MiddleRandom final : public janus::Random {
public:
    std::uint64_t next() noexcept override { return std::uint64_t{1} << 63; }
};

class KeptLog final : public janus::Log {
public:
    void write(janus::LogLevel, std::string_view line) noexcept override
    {
        lines_.emplace_back(line);
    }
    std::vector<std::string> const& lines() const { return lines_; }
    bool has(std::string_view part) const
    {
        for (std::string const& line : lines_) {
            if (line.find(part) != std::string::npos) {
                return true;
            }
        }
        return false;
    }

private:
    std::vector<std::string> lines_;
};

class World {
public:
    explicit World(std::uint64_t seed = 0) : executor_(clock_, seed) {}

    // Runs `program`, a function that returns a task, as main would run.
    template <class F> auto run(F program) { return system.run(std::move(program)); }
    // Virtual milliseconds since the start.
    std::int64_t now() { return clock_.boot_nanoseconds() / 1'000'000; }

private:
    janus::detail::ManualClock clock_;
    janus::detail::DeterministicExecutor executor_;
    MiddleRandom random_;

    static janus::Options options()
    {
        janus::Options made;
        made.store = "memory";
        return made;
    }

public:
    KeptLog log;
    janus::ActorSystem system{options(), janus::Seams{&clock_, &random_, &log, &executor_}};
};

} // namespace virtual_world
