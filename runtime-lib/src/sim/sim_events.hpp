#pragma once
// SimEvents: what happened in a simulated run: a digest of everything, and the last events in
// words. Equal runs have equal digests, on every build.

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace janus::detail {

class SimEvents {
public:
    // An actor's turn; `message` is the one it takes, if it takes one. Both views are of literals.
    void turn(std::int64_t nanoseconds, std::uint32_t actor, std::string_view name,
              std::string_view message_type, std::string_view message_case);
    // A line of the log or of output.
    void line(std::int64_t nanoseconds, std::string_view text);

    std::uint64_t digest() const noexcept { return digest_; }
    std::uint64_t turns() const noexcept { return turns_; }
    // The last `count` events, the oldest first.
    std::vector<std::string> last(std::size_t count) const;

private:
    struct Event {
        std::int64_t at = 0;
        std::uint32_t actor = 0; // 0: a line
        std::string_view name;
        std::string_view type;
        std::string_view message_case;
        std::string text;
    };
    static constexpr std::size_t kept = 200;

    void mix(std::uint64_t value) noexcept;
    void mix(std::string_view text) noexcept;
    Event& next();

    std::uint64_t digest_ = 0xCBF29CE484222325U;
    std::uint64_t turns_ = 0;
    std::uint64_t count_ = 0;
    std::vector<Event> events_{kept};
};

} // namespace janus::detail
