#include "scheduler/turn_watch.hpp"

#include <algorithm>
#include <string>

#include <janus/detail/actor_kind.hpp>

#include "scheduler/runtime.hpp"

namespace janus::detail {

namespace {

constexpr std::int64_t longest_turn = 200'000;   // nanoseconds
constexpr std::int64_t longest_wait = 1'000'000; // behind one turn, where there are others
constexpr std::int64_t shortest_pause = 200;     // microseconds
constexpr std::int64_t longest_pause = 1'000;
constexpr std::int64_t reported_after = 1'000; // milliseconds
constexpr int calm_looks_before_sleep = 20;

// `Room <5> has been handling ChatMsg.Send for 1000 ms`
std::string turn_text(Cell const& cell, std::int64_t milliseconds)
{
    ActorKind const& kind = *cell.kind.load(std::memory_order_relaxed);
    std::string text(kind.name.empty() ? std::string_view("a task") : shown_name(kind.name));
    text += " <" + std::to_string(cell.number.load(std::memory_order_relaxed)) + "> ";
    std::uint8_t const number = cell.handled.load(std::memory_order_relaxed);
    std::string const message =
        kind.message_name != nullptr ? kind.message_name(number) : std::string();
    text += message.empty() ? "has been running" : "has been handling " + message;
    return text + " for " + std::to_string(milliseconds) + " ms";
}

} // namespace

std::int64_t TurnWatch::look()
{
    std::int64_t const now = runtime_.elapsed_nanoseconds();
    seen_.resize(runtime_.workers().size());
    bool busy = false;
    bool late = false;
    for (Worker* const worker : runtime_.workers()) {
        bool const runs = worker->running.load(std::memory_order_acquire) != nullptr;
        busy = busy || runs;
        late = look_at(*worker, seen_[worker->id], now) || late;
    }
    calm_looks_ = busy ? 0 : std::min(calm_looks_ + 1, calm_looks_before_sleep);
    if (calm_looks_ == calm_looks_before_sleep) {
        return 0;
    }
    pause_ = late ? shortest_pause : std::min(pause_ * 2, longest_pause);
    return pause_;
}

bool TurnWatch::look_at(Worker& worker, Seen& seen, std::int64_t now)
{
    Cell* const cell = worker.running.load(std::memory_order_acquire);
    std::uint64_t const pick = worker.picks.load(std::memory_order_relaxed);
    if (cell == nullptr || cell != seen.cell || pick != seen.pick) {
        seen = Seen{cell, pick, now};
        if (cell != nullptr) {
            worker.others_first.store(true, std::memory_order_relaxed);
        }
        if (worker.trouble.load(std::memory_order_relaxed) == Worker::Trouble::stuck) {
            worker.trouble.store(Worker::Trouble::none, std::memory_order_relaxed);
        }
        return false;
    }
    std::int64_t const age = now - seen.since;
    if (age < longest_turn) {
        return false;
    }
    // The turn may have ended meanwhile; then another one is a little shorter.
    cell->messages_left.store(0, std::memory_order_relaxed);
    cell->rounds_left.store(0, std::memory_order_relaxed);
    worker.others_first.store(true, std::memory_order_relaxed);
    if (age >= longest_wait && !seen.taken && runtime_.workers().size() > 1) {
        seen.taken = worker.take_over();
    }
    look_after_stuck(worker, seen, age / 1'000'000);
    return true;
}

void TurnWatch::look_after_stuck(Worker& worker, Seen& seen, std::int64_t milliseconds)
{
    using Trouble = Worker::Trouble;
    if (milliseconds >= reported_after && !seen.reported) {
        seen.reported = true;
        report(worker, seen, milliseconds, "");
    }
    Trouble const trouble = worker.trouble.load(std::memory_order_relaxed);
    std::int64_t const shutdown = std::max(limits_.shutdown_milliseconds, reported_after);
    if (milliseconds >= shutdown && trouble == Trouble::none) {
        worker.trouble.store(Trouble::stuck, std::memory_order_relaxed);
        runtime_.nudge();
    }
    std::int64_t const limit = runtime_.is_stopping()
                                   ? std::min(shutdown, limits_.stuck_after_milliseconds)
                                   : limits_.stuck_after_milliseconds;
    if (milliseconds >= limit && trouble != Trouble::replaced && runtime_.replace(worker)) {
        report(worker, seen, milliseconds, "; its worker has been replaced");
    }
}

void TurnWatch::report(Worker const& worker, Seen const& seen, std::int64_t milliseconds,
                       char const* consequence)
{
    runtime_.log().write(LogLevel::warning, "stuck: " + turn_text(*seen.cell, milliseconds) +
                                                " on worker " + std::to_string(worker.id) +
                                                consequence);
}

} // namespace janus::detail
