#include "sim/sim_events.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <janus/actor_traits.hpp>

namespace janus::detail {

void SimEvents::mix(std::uint64_t value) noexcept
{
    digest_ = (digest_ ^ value) * 0x9E3779B97F4A7C15U;
    digest_ ^= digest_ >> 29;
}

void SimEvents::mix(std::string_view text) noexcept
{
    mix(text.size());
    for (char const letter : text) {
        digest_ = (digest_ ^ static_cast<unsigned char>(letter)) * 0x100000001B3U;
    }
}

SimEvents::Event& SimEvents::next()
{
    return events_[count_++ % kept];
}

void SimEvents::turn(std::int64_t nanoseconds, std::uint32_t actor, std::string_view name,
                     std::string_view message_type, std::string_view message_case)
{
    ++turns_;
    mix(static_cast<std::uint64_t>(nanoseconds));
    mix(actor);
    mix(message_case);
    Event& event = next();
    event.at = nanoseconds;
    event.actor = actor;
    event.name = name;
    event.type = message_type;
    event.message_case = message_case;
}

void SimEvents::line(std::int64_t nanoseconds, std::string_view text)
{
    mix(text);
    Event& event = next();
    event.at = nanoseconds;
    event.actor = 0;
    event.text = text.substr(0, text.find('\n'));
}

std::vector<std::string> SimEvents::last(std::size_t count) const
{
    std::size_t const length =
        static_cast<std::size_t>(std::min<std::uint64_t>({count, kept, count_}));
    std::vector<std::string> lines;
    for (std::size_t i = 0; i < length; ++i) {
        Event const& event = events_[(count_ - length + i) % kept];
        std::string line = fmt::format("{:9.3f} s  ", static_cast<double>(event.at) / 1e9);
        if (event.actor == 0) {
            line += event.text;
        } else {
            line += fmt::format("{} <{}>", shown_name(event.name), event.actor);
            if (!event.type.empty()) {
                line += fmt::format(" takes {}", event.type);
                line += event.message_case.empty() ? "" : ".";
                line += event.message_case;
            }
        }
        lines.push_back(std::move(line));
    }
    return lines;
}

} // namespace janus::detail
