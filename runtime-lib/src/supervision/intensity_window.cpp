#include "supervision/intensity_window.hpp"

#include <algorithm>

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
    std::size_t const deciding =
        static_cast<std::size_t>(std::max<std::int64_t>(limit_.max_restarts, 0)) + 1;
    while (failures_.size() > deciding) {
        failures_.pop_front();
    }
    while (!delays_.empty() && delays_.front().at < failures_.front()) {
        delays_.pop_front();
    }
    return failures_.size() == deciding && failures_.front() >= now - window(now);
}

void IntensityWindow::delayed(std::int64_t now, std::int64_t delay)
{
    if (delay > 0) {
        delays_.push_back(Delay{now, delay});
    }
}

} // namespace janus::detail
