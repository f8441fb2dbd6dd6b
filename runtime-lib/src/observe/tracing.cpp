#include <janus/tracing.hpp>

#include <array>

#include <fmt/format.h>
#include <janus/actor_traits.hpp>

namespace janus {

std::string to_line(TraceEvent const& event)
{
    static constexpr std::array<std::string_view, 15> kinds{"begins",
                                                            "has started its children",
                                                            "starts",
                                                            "has started",
                                                            "stops",
                                                            "kills",
                                                            "sees the end",
                                                            "will restart",
                                                            "was told to stop",
                                                            "was told to end",
                                                            "gives up",
                                                            "has ended",
                                                            "takes",
                                                            "crashed",
                                                            "ended"};
    std::string line =
        fmt::format("{:9.3f} s  {} <{}> {}", static_cast<double>(event.milliseconds) / 1'000.0,
                    detail::shown_name(event.name), event.actor.number,
                    kinds[static_cast<std::size_t>(event.kind)]);
    if (!event.id.empty()) {
        line += fmt::format(" {} <{}>", event.id, event.child.number);
    }
    if (event.kind == TraceEvent::Kind::restart_planned) {
        line += fmt::format(" after {} ms, {} in a row", event.delay, event.row);
    }
    if (event.reason != nullptr) {
        line += ": " + event.reason->to_text().to_std();
    }
    if (!event.text.empty()) {
        line += fmt::format(" {}", event.text);
    }
    return line;
}

} // namespace janus
