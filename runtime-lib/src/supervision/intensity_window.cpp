#include "supervision/intensity_window.hpp"

namespace janus::detail {

std::int64_t IntensityWindow::window(std::int64_t now) const
{
    // A longer window may reach further delays, which make it longer still.
    std::int64_t length = limit_.period.millis();
    for (auto delay = delays_.rbegin(); delay != delays_.rend(); ++delay) {
        if (delay->at < now - length) {
            break;
        }
        length += delay->length;
    }
    return length;
}

bool IntensityWindow::failed(std::int64_t now)
{
    failures_.push_back(now);
    std::int64_t const oldest = now - window(now);
    while (!failures_.empty() && failures_.front() < oldest) {
        failures_.pop_front();
    }
    while (!delays_.empty() && delays_.front().at < oldest) {
        delays_.pop_front();
    }
    return static_cast<std::int64_t>(failures_.size()) > limit_.max_restarts;
}

void IntensityWindow::delayed(std::int64_t now, std::int64_t delay)
{
    if (delay > 0) {
        delays_.push_back(Delay{now, delay});
    }
}

} // namespace janus::detail
