#pragma once
// Random rules: small trees in which every option occurs, with limits that are reached often.

#include <cstdint>
#include <memory>

#include "rules.hpp"
#include "sim/deterministic_executor.hpp"

namespace supervision_model {

class Choices {
public:
    explicit Choices(std::uint64_t seed) : random_(seed * 0x9E3779B97F4A7C15U + 1)
    {
        for (int i = 0; i < 4; ++i) {
            random_.next(); // small seeds are much alike at first
        }
    }

    // 0 to count - 1.
    std::size_t below(std::size_t count) { return (random_.next() >> 16) % count; }
    bool one_in(std::size_t count) { return below(count) == 0; }
    std::int64_t of(std::initializer_list<std::int64_t> values)
    {
        return values.begin()[below(values.size())];
    }

private:
    janus::detail::SeededRandom random_;
};

std::shared_ptr<SupervisorRules const> random_tree(Choices& choices);

} // namespace supervision_model
