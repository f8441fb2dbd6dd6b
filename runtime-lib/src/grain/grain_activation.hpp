#pragma once
// What a seat knows of the activation that is under way. Only the grain's own turn touches it, but
// for the result of the load.

#include <atomic>
#include <cstdint>
#include <exception>
#include <memory>
#include <string>
#include <tuple>

#include <janus/codec_format.hpp>
#include <janus/detail/grain_seat.hpp>
#include <janus/detail/timer.hpp>
#include <janus/list.hpp>
#include <janus/store.hpp>
#include <janus/unknown_fields.hpp>

#include "actor/effect_buffer.hpp"
#include "grain/grain_commit.hpp"

namespace janus::detail {

struct GrainLoad {
    LoadResult result;
    std::atomic<bool> ready{false};
};

// A reminder: its name, when it rings (milliseconds since 1970), and its period, 0 for none.
using Reminder = std::tuple<String, std::int64_t, std::int64_t>;
using Reminders = List<Reminder>;
// No field of a grain can be called so.
inline constexpr std::uint32_t reminders_tag = field_tag("@reminders");

// Rings also while the grain is asleep.
struct GrainSeat::Alarm {
    Timer timer;
    bool is_set = false;
    std::int64_t due = 0;       // as the reminders, of the first one
    std::int64_t delay = 1'000; // before trying again, in milliseconds
};

struct GrainSeat::Activation {
    Grain* grain = nullptr;
    EffectBuffer effects; // of the turn under way
    std::shared_ptr<GrainLoad> load;
    std::shared_ptr<GrainCommit> commit;
    std::string image;     // the state as it is stored, or was at the start
    std::string candidate; // the state that `commit` stores
    UnknownFields unknown;
    Reminders reminders;
    std::uint64_t etag = 0;
    std::uint64_t epoch = 0;
    Option<Timestamp> stored_at;
    std::exception_ptr failure;
    bool save_wanted = false;
    bool untouched = false; // the message being handled changes nothing
    bool erase_wanted = false;
    bool sleep_wanted = false;
    DeactivationReason reason = DeactivationReason::requested;
    bool took_message = false;
    std::uint32_t messages = 0;
    std::int64_t idle_since = 0;
    Timer idle;
    Timer interval; // until the state is stored again
    bool interval_runs = false;
};

} // namespace janus::detail
