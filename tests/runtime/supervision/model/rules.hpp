#pragma once
// What a random tree of supervisors looks like: the same description makes the real supervisors
// and the models they are compared with.

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include <janus/supervision_types.hpp>

namespace supervision_model {

struct SupervisorRules;

struct ChildRules {
    std::string id;
    janus::Restart restart = janus::Restart::permanent;
    bool significant = false;
    bool is_pool = false;
    std::int64_t shutdown = 5'000; // milliseconds; 0 kills at once, -1 waits for ever
    std::int64_t start_timeout = 10'000;
    std::shared_ptr<SupervisorRules const> inner; // a supervisor, else a worker

    // How a worker behaves; the model knows nothing of this.
    int failing_starts_of_ten = 0;
    std::int64_t start_takes = 0;
    std::int64_t stop_takes = 0;
    bool stop_throws = false;
};

struct SupervisorRules {
    janus::Strategy strategy = janus::Strategy::one_for_one;
    janus::AutoShutdown auto_shutdown = janus::AutoShutdown::never;
    std::int64_t max_restarts = 5;
    std::int64_t period = 30'000;
    std::int64_t base = 50;
    std::int64_t cap = 30'000;
    double jitter = 0.2;
    std::int64_t reset_after = 0; // 0: max(10 s, twice the last delay)
    std::vector<ChildRules> children;
};

} // namespace supervision_model
