#pragma once
// IntensityWindow: counts failures of children within the period. The window is stretched by the
// delays that were waited inside it, or backoff would space the failures so far apart that a child
// that never works would be restarted for ever.

#include <cstdint>
#include <deque>

#include <janus/supervision_types.hpp>

namespace janus::detail {

class IntensityWindow {
public:
    explicit IntensityWindow(Intensity limit) : limit_(limit) {}

    // A child failed; true if that is once too often.
    bool failed(std::int64_t now);
    // A restart will be waited for.
    void delayed(std::int64_t now, std::int64_t delay);

private:
    // A window that grows may reach back to any failure, so only those are forgotten that cannot
    // change the answer: all but the newest max_restarts + 1, and the delays before these.
    struct Delay {
        std::int64_t at;
        std::int64_t length;
    };

    std::int64_t window(std::int64_t now) const;

    Intensity limit_;
    std::deque<std::int64_t> failures_;
    std::deque<Delay> delays_;
};

} // namespace janus::detail
