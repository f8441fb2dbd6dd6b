#pragma once
// How a supervisor treats its children: strategy, restart policy, intensity, backoff, and what its
// status tells. Values; any thread may use them.

#include <cstdint>

#include <boost/core/nvp.hpp>

#include <janus/exit_reason.hpp>
#include <janus/option.hpp>
#include <janus/pid.hpp>
#include <janus/string.hpp>
#include <janus/time_values.hpp>
#include <janus/type_info.hpp>

namespace janus {

// Who is restarted with a child that failed: nobody, all, or those started after it.
enum class Strategy : std::uint8_t { one_for_one, one_for_all, rest_for_one };

// After which ends a child is restarted: all, abnormal ones, none.
enum class Restart : std::uint8_t { permanent, transient, temporary };

// When a supervisor ends by itself because children marked significant have ended.
enum class AutoShutdown : std::uint8_t { never, any_significant, all_significant };

// More failures of children than this, within the period, end the supervisor.
struct Intensity {
    std::int64_t max_restarts = 5;
    Duration period = seconds(30);
};

// How long to wait before a restart: nothing before the first one in a row, then `base`, doubled
// each time up to `cap`, each varied by ± jitter. The row ends when the child has been up for
// `reset_after`, which is max(10 s, twice the last delay) unless given.
class Backoff {
public:
    static constexpr Backoff exponential(Duration base, Duration cap, double jitter = 0.2,
                                         Duration reset_after = Duration())
    {
        Backoff made;
        made.base_ = base;
        made.cap_ = cap;
        made.jitter_ = jitter;
        made.reset_after_ = reset_after;
        return made;
    }
    static constexpr Backoff none() { return exponential(Duration(), Duration(), 0.0); }

    constexpr Duration base() const { return base_; }
    constexpr Duration cap() const { return cap_; }
    constexpr double jitter() const { return jitter_; }
    constexpr Duration reset_after() const { return reset_after_; }

private:
    Duration base_ = milliseconds(50);
    Duration cap_ = seconds(30);
    double jitter_ = 0.2;
    Duration reset_after_;
};

// How long a child may take to stop before it is killed.
class Shutdown {
public:
    constexpr Shutdown(Duration time) : time_(time) {}
    static constexpr Shutdown brutal_kill() { return Shutdown(Duration()); }
    static constexpr Shutdown infinity() { return Shutdown(nanoseconds(INT64_MAX)); }

    constexpr bool is_brutal() const { return time_ <= Duration(); }
    constexpr bool is_infinite() const { return time_.nanoseconds() == INT64_MAX; }
    constexpr Duration time() const { return time_; }

private:
    Duration time_;
};

// One line of `status()`. `lifecycle` is starting, running, restarting, stopped or tombstone.
struct ChildStatus {
    String id;
    Option<Pid> pid;
    String lifecycle;
    Option<ExitReason> last_exit;
    std::int64_t restarts = 0;

    friend bool operator==(ChildStatus const&, ChildStatus const&) = default;
    template <class Archive> void serialize(Archive& archive, unsigned)
    {
        archive& boost::serialization::make_nvp("id", id);
        archive& boost::serialization::make_nvp("pid", pid);
        archive& boost::serialization::make_nvp("lifecycle", lifecycle);
        archive& boost::serialization::make_nvp("last_exit", last_exit);
        archive& boost::serialization::make_nvp("restarts", restarts);
    }
};

template <> struct type_info<ChildStatus> {
    static constexpr std::string_view name = "ChildStatus";
};

} // namespace janus
