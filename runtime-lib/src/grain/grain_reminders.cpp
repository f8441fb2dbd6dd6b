// Reminders of a grain: kept in its row, rung between its messages. The alarm that wakes a sleeping
// grain lives as long as the process; after that the next message finds what should have rung.

#include <algorithm>
#include <utility>

#include <janus/detail/grain_seat.hpp>
#include <janus/seams.hpp>

#include "actor/extras.hpp"
#include "grain/grain_activation.hpp"
#include "grain/grain_host.hpp"
#include "scheduler/runtime.hpp"

namespace janus::detail {

namespace {

constexpr std::int64_t shortest_time = 1'000;
constexpr std::int64_t longest_delay = 60'000;

std::int64_t wall_milliseconds(Cell& cell)
{
    return cell.runtime->clock().wall_nanoseconds() / 1'000'000;
}

// All but the one with the name.
Reminders without(Reminders const& reminders, String const& name)
{
    Reminders kept;
    for (Reminder const& reminder : reminders) {
        if (std::get<0>(reminder) != name) {
            kept.push(reminder);
        }
    }
    return kept;
}

} // namespace

void GrainSeat::remind(String const& name, Duration after, Duration every)
{
    std::int64_t const period = every.millis() <= 0 ? 0 : std::max(every.millis(), shortest_time);
    std::int64_t const due = wall_milliseconds(cell_) + std::max(after.millis(), shortest_time);
    now_->reminders = without(now_->reminders, name);
    now_->reminders.push(Reminder(name, due, period));
}

void GrainSeat::forget(String const& name)
{
    now_->reminders = without(now_->reminders, name);
}

// Hands what is due to the turn, which calls `on_reminder` before the next message. True if there
// was something.
bool GrainSeat::ring()
{
    if (now_->reminders.len() == 0 && !alarm_) {
        return false;
    }
    bool rings = false;
    bool const running = cell_.phase.load(std::memory_order_relaxed) == Phase::running;
    std::int64_t const now = wall_milliseconds(cell_);
    Reminders left;
    for (auto const& [name, due, every] : Reminders(now_->reminders)) {
        if (!running || due > now) {
            left.push(Reminder(name, due, every));
            continue;
        }
        rings = true;
        auto handler = [this, what = name, at = Timestamp::from_milliseconds(due)](
                           Pid, ExitReason const&) { return now_->grain->on_reminder(what, at); };
        cell_.extras->postponed.push_back({Pid{}, ExitReason{}, std::move(handler)});
        if (every > 0) {
            // What was missed meanwhile is not made up for.
            left.push(Reminder(name, due + every * ((now - due) / every + 1), every));
        }
    }
    now_->reminders = std::move(left);
    if (!rings && alarm_) {
        alarm_->delay = shortest_time;
    }
    set_alarm();
    return rings;
}

void GrainSeat::set_alarm()
{
    if (now_->reminders.len() == 0 || host_.is_stopping()) {
        alarm_.reset();
        return;
    }
    std::int64_t earliest = std::get<1>(now_->reminders[0]);
    for (Reminder const& reminder : now_->reminders) {
        earliest = std::min(earliest, std::get<1>(reminder));
    }
    if (!alarm_) {
        alarm_ = std::make_unique<Alarm>();
    }
    if (alarm_->timer.fired.exchange(false, std::memory_order_acq_rel)) {
        alarm_->is_set = false;
    }
    if (alarm_->is_set && alarm_->due == earliest) {
        return;
    }
    alarm_->is_set = true;
    alarm_->due = earliest;
    disarm(alarm_->timer);
    std::int64_t const left = std::max<std::int64_t>(earliest - wall_milliseconds(cell_), 1);
    arm(alarm_->timer, cell_, now_milliseconds(cell_) + left);
}

// The activation is over. If it failed to do what was due, it is not tried again at once.
void GrainSeat::snooze()
{
    if (!alarm_ || host_.is_stopping()) {
        alarm_.reset();
        return;
    }
    std::int64_t const left = alarm_->due - wall_milliseconds(cell_);
    if (left <= 0) {
        alarm_->delay = std::min(alarm_->delay * 2, longest_delay);
    }
    disarm(alarm_->timer);
    alarm_->timer.fired.store(false, std::memory_order_relaxed);
    alarm_->is_set = true;
    arm(alarm_->timer, cell_, now_milliseconds(cell_) + std::max(left, alarm_->delay));
}

} // namespace janus::detail
