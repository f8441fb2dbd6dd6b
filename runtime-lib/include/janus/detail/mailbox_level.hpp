#pragma once
// Level: how full a mailbox is, the number of messages and their weight in one word, so that one
// addition and one atomic access keep both. The weight is in units of 16 bytes. Values; any thread.

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include <janus/mailbox_options.hpp>

namespace janus::detail {

// Messages in the upper half, weight in the lower one. Levels add up.
using Level = std::uint64_t;

inline constexpr Level one_message = Level{1} << 32;
// The highest bit of each half. Nothing sensible reaches them, so they keep a borrow from leaving
// its half.
inline constexpr Level level_guards = Level{1} << 63 | Level{1} << 31;
inline constexpr std::size_t weight_unit = 16;

constexpr std::uint32_t messages_of(Level level) noexcept
{
    return static_cast<std::uint32_t>(level >> 32);
}

constexpr std::uint32_t weight_of(Level level) noexcept
{
    return static_cast<std::uint32_t>(level);
}

// Of one message. No single one may fill the whole lower half.
constexpr std::uint32_t weight_of_bytes(std::uint64_t bytes) noexcept
{
    return static_cast<std::uint32_t>(
        std::min<std::uint64_t>((bytes + weight_unit - 1) / weight_unit, 0xFFF'FFFF));
}

// Neither half of the level is above that of a limit with the guards set.
constexpr bool is_within(Level level, Level limit) noexcept
{
    return ((limit - level) & level_guards) == level_guards;
}

// MailboxOptions as they are compared with.
struct MailboxLimits {
    std::uint32_t messages;
    std::uint32_t weight;
    Level ceiling; // both as a level, with the guards set
    Level slack;   // how far the level that senders see may lag behind, with the guards set
    MailboxPolicy policy;

    constexpr MailboxLimits() : MailboxLimits(MailboxOptions{}) {}
    constexpr explicit MailboxLimits(MailboxOptions options)
        : messages(std::max(options.capacity, 1U)),
          weight(static_cast<std::uint32_t>(
              std::min<std::uint64_t>(options.bytes / weight_unit, 0xFFFF'FFFF))),
          ceiling(0), slack(0), policy(options.policy)
    {
        if (policy == MailboxPolicy::unbounded) {
            messages = 0xFFFF'FFFF;
            weight = 0xFFFF'FFFF;
        }
        ceiling = Level{messages} << 32 | weight | level_guards;
        // A sixty-fourth, so that a small mailbox is exact.
        slack = Level{std::min(messages / 64, 31U)} << 32 | weight / 64 | level_guards;
    }

    // True: a mailbox does not hold too much at this level. False tells nothing.
    constexpr bool surely_allow(Level level) const noexcept { return is_within(level, ceiling); }
    // Whether a mailbox would hold too much at this level. A single message never does.
    constexpr bool are_exceeded_by(Level level) const noexcept
    {
        return messages_of(level) > messages ||
               (weight_of(level) > weight && messages_of(level) > 1);
    }
};

} // namespace janus::detail
