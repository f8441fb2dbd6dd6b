#pragma once
// Duration and Timestamp: Janus's time values. A Duration counts nanoseconds inside and
// milliseconds in Janus; a Timestamp is milliseconds since 1970 (UTC). Both print as their number
// of milliseconds. Arithmetic is checked (P002). Values; any thread may use them.

#include <boost/core/nvp.hpp>
#include <compare>
#include <cstdint>

#include <janus/checked.hpp>

namespace janus {

class Duration {
public:
    constexpr Duration() = default;
    static constexpr Duration from_nanoseconds(std::int64_t count)
    {
        Duration made;
        made.nanoseconds_ = count;
        return made;
    }

    constexpr std::int64_t nanoseconds() const { return nanoseconds_; }
    constexpr std::int64_t micros() const { return nanoseconds_ / 1'000; }
    constexpr std::int64_t millis() const { return nanoseconds_ / 1'000'000; }
    constexpr std::int64_t seconds() const { return nanoseconds_ / 1'000'000'000; }

    friend constexpr bool operator==(Duration, Duration) = default;
    friend constexpr std::strong_ordering operator<=>(Duration, Duration) = default;
    friend constexpr Duration operator+(Duration a, Duration b)
    {
        return from_nanoseconds(add(a.nanoseconds_, b.nanoseconds_));
    }
    friend constexpr Duration operator-(Duration a, Duration b)
    {
        return from_nanoseconds(subtract(a.nanoseconds_, b.nanoseconds_));
    }
    friend constexpr Duration operator*(Duration a, std::int64_t factor)
    {
        return from_nanoseconds(multiply(a.nanoseconds_, factor));
    }
    template <class Archive> void serialize(Archive& archive, unsigned)
    {
        archive& boost::serialization::make_nvp("nanoseconds", nanoseconds_);
    }

private:
    std::int64_t nanoseconds_ = 0;
};

constexpr Duration nanoseconds(std::int64_t count)
{
    return Duration::from_nanoseconds(count);
}
constexpr Duration microseconds(std::int64_t count)
{
    return Duration::from_nanoseconds(multiply(count, 1'000));
}
constexpr Duration milliseconds(std::int64_t count)
{
    return Duration::from_nanoseconds(multiply(count, 1'000'000));
}
constexpr Duration seconds(std::int64_t count)
{
    return Duration::from_nanoseconds(multiply(count, 1'000'000'000));
}

constexpr Duration minutes(std::int64_t count)
{
    return seconds(multiply(count, 60));
}
constexpr Duration hours(std::int64_t count)
{
    return seconds(multiply(count, 3'600));
}

class Timestamp {
public:
    constexpr Timestamp() = default;
    static constexpr Timestamp from_milliseconds(std::int64_t count)
    {
        Timestamp made;
        made.milliseconds_ = count;
        return made;
    }

    constexpr std::int64_t millis() const { return milliseconds_; }
    constexpr std::int64_t seconds() const { return milliseconds_ / 1'000; }

    friend constexpr bool operator==(Timestamp, Timestamp) = default;
    friend constexpr std::strong_ordering operator<=>(Timestamp, Timestamp) = default;
    friend constexpr Timestamp operator+(Timestamp a, Duration b)
    {
        return from_milliseconds(add(a.milliseconds_, b.millis()));
    }
    friend constexpr Timestamp operator-(Timestamp a, Duration b)
    {
        return from_milliseconds(subtract(a.milliseconds_, b.millis()));
    }
    friend constexpr Duration operator-(Timestamp a, Timestamp b)
    {
        return janus::milliseconds(subtract(a.milliseconds_, b.milliseconds_));
    }
    template <class Archive> void serialize(Archive& archive, unsigned)
    {
        archive& boost::serialization::make_nvp("milliseconds", milliseconds_);
    }

private:
    std::int64_t milliseconds_ = 0;
};

} // namespace janus
