#include "actor/signal.hpp"

#include <algorithm>
#include <utility>

#include <janus/detail/actor_body.hpp>
#include <janus/detail/address.hpp>
#include <janus/detail/answer_slot.hpp>
#include <janus/detail/current.hpp>
#include <janus/spawn.hpp>

#include "actor/dead_letter.hpp"
#include "actor/extras.hpp"
#include "actor/interleaved.hpp"
#include "actor/lifecycle.hpp"
#include "actor/resident.hpp"
#include "actor/room.hpp"
#include "actor/signal_body.hpp"
#include "scheduler/runtime.hpp"

namespace janus::detail {

namespace {

bool is_running(Phase phase) noexcept
{
    return phase == Phase::starting || phase == Phase::running;
}

Turn stop_by_request(Cell& cell, Signal& signal)
{
    Phase const phase = cell.phase.load(std::memory_order_relaxed);
    if (!is_running(phase) && phase != Phase::draining) {
        return Turn::goes_on;
    }
    absorb(cell);
    Extras& extras = extras_of(cell);
    // Without its marker the request was meant for an incarnation that has ended already.
    if (extras.stop_requested) {
        extras.exit_reason = signal.reason;
        disarm(extras.stop_limit);
        arm(extras.stop_limit, cell,
            now_milliseconds(cell) + cell.runtime->shutdown_milliseconds());
    }
    return Turn::goes_on;
}

Turn halt(Cell& cell, Signal& signal)
{
    Phase const phase = cell.phase.load(std::memory_order_relaxed);
    if (phase == Phase::down) {
        return Turn::goes_on;
    }
    if (phase == Phase::starting && !cell.root) {
        return end_incarnation(cell, signal.reason); // on_start has not begun: nothing to undo
    }
    if (phase == Phase::starting || phase == Phase::running || phase == Phase::draining) {
        extras_of(cell).exit_reason = signal.reason;
        cell.phase.store(Phase::halting, std::memory_order_relaxed);
        cell.messages_left.store(1, std::memory_order_relaxed);
    }
    return Turn::goes_on;
}

void add_link(Cell& cell, Address other)
{
    Extras& extras = extras_of(cell);
    if (std::find(extras.links.begin(), extras.links.end(), other) == extras.links.end()) {
        extras.links.push_back(other);
    }
}

Turn linked_exit(Cell& cell, Signal& signal)
{
    Extras& extras = extras_of(cell);
    // One that was linked with an earlier incarnation, or not any more, is nothing to us.
    if (std::erase(extras.links, signal.from) == 0) {
        return Turn::goes_on;
    }
    if (extras.traps_exits) {
        extras.postponed.push_back({signal.pid, signal.reason, nullptr});
        return Turn::goes_on;
    }
    if (!signal.reason.is_abnormal()) {
        return Turn::goes_on;
    }
    return end_incarnation(cell, signal.reason);
}

// Each bond tells once, and only the incarnation that made it.
void monitored_ended(Cell& cell, Signal& signal)
{
    Extras& extras = extras_of(cell);
    auto found = extras.watching.extract(signal.bond);
    if (!found.empty()) {
        extras.postponed.push_back(
            {signal.pid, std::move(signal.reason), std::move(found.mapped().handler)});
    }
}

} // namespace

Turn handle_common_signal(Cell& cell, std::unique_ptr<Signal> signal)
{
    using What = Signal::Kind;
    if (signal->to.generation != cell.generation.load(std::memory_order_relaxed)) {
        refuse_signal(*signal);
        return Turn::goes_on;
    }
    switch (signal->kind) {
    case What::start:
    case What::call:
        signal->work->run(cell);
        return Turn::goes_on;
    case What::stop:
        return stop_by_request(cell, *signal);
    case What::halt:
        return halt(cell, *signal);
    case What::kill:
        if (cell.phase.load(std::memory_order_relaxed) == Phase::down) {
            return Turn::goes_on;
        }
        return end_incarnation(cell, signal->reason);
    case What::discard:
        return dispose(cell, signal->reason);
    case What::monitor:
        extras_of(cell).monitors.emplace(signal->bond, signal->from);
        return Turn::goes_on;
    case What::demonitor:
        extras_of(cell).monitors.erase(signal->bond);
        return Turn::goes_on;
    case What::link:
        add_link(cell, signal->from);
        return Turn::goes_on;
    case What::unlink:
        std::erase(extras_of(cell).links, signal->from);
        return Turn::goes_on;
    case What::exit:
        return linked_exit(cell, *signal);
    case What::down:
        monitored_ended(cell, *signal);
        return Turn::goes_on;
    case What::trim:
        trim(cell);
        return Turn::goes_on;
    case What::interleave:
        return begin_interleaved(cell, std::exchange(signal->envelope, nullptr));
    case What::started:
    case What::exited:
        return Turn::goes_on;
    }
    return Turn::goes_on;
}

void post_signal(Address to, std::unique_ptr<Signal> signal) noexcept
{
    signal->to = to;
    if (to.cell == nullptr) {
        refuse_signal(*signal);
        return;
    }
    Cell& cell = *to.cell;
    Signal* first = cell.signals.load(std::memory_order_relaxed);
    do {
        if (first == no_signals) {
            refuse_signal(*signal);
            return;
        }
        signal->next = first;
    } while (!cell.signals.compare_exchange_weak(first, signal.get(), std::memory_order_acq_rel,
                                                 std::memory_order_relaxed));
    signal.release();
    wake(cell);
}

void refuse_signal(Signal& signal) noexcept
{
    switch (signal.kind) {
    case Signal::Kind::monitor:
    case Signal::Kind::link: {
        auto answer = std::make_unique<Signal>(
            signal.kind == Signal::Kind::monitor ? Signal::Kind::down : Signal::Kind::exit);
        answer->reason = ExitReason{ExitReason::noproc{}};
        answer->from = signal.to;
        answer->pid = pid_of(signal.to);
        answer->bond = signal.bond;
        post_signal(signal.from, std::move(answer));
        return;
    }
    case Signal::Kind::call:
        signal.work->refuse();
        return;
    case Signal::Kind::interleave:
        drop_silently(signal.envelope, AskError{AskError::ActorDead{}});
        return;
    default:
        return;
    }
}

Turn handle_signals(Cell& cell)
{
    // Newest first; handle them in the order they were posted.
    Signal* newest = cell.signals.exchange(nullptr, std::memory_order_acq_rel);
    Signal* oldest = nullptr;
    while (newest != nullptr) {
        Signal* const following = newest->next;
        newest->next = oldest;
        oldest = newest;
        newest = following;
    }
    while (oldest != nullptr) {
        std::unique_ptr<Signal> signal(std::exchange(oldest, oldest->next));
        bool const own = cell.body != nullptr && cell.body->handles_signals();
        Turn const outcome = own ? static_cast<SignalBody&>(*cell.body).handle(std::move(signal))
                                 : handle_common_signal(cell, std::move(signal));
        if (outcome == Turn::over) {
            while (oldest != nullptr) {
                std::unique_ptr<Signal> rest(std::exchange(oldest, oldest->next));
                refuse_signal(*rest);
            }
            return Turn::over;
        }
    }
    return Turn::goes_on;
}

bool is_alive(Address address) noexcept
{
    return address.cell != nullptr &&
           address.cell->generation.load(std::memory_order_acquire) == address.generation &&
           (address.cell->inbox.load(std::memory_order_acquire) & closed) == 0;
}

Pid pid_of(Address address) noexcept
{
    return Pid{address.number};
}

void request_stop(Address address, ExitReason reason) noexcept
{
    // The marker says which messages came before the stop, the signal starts the clock.
    void* const block = allocate_block(sizeof(Envelope));
    post_unlimited(address, ::new (block) Envelope(stop_marker));
    auto signal = std::make_unique<Signal>(Signal::Kind::stop);
    signal->reason = std::move(reason);
    post_signal(address, std::move(signal));
}

// An actor that stops itself and has nothing queued needs neither marker nor clock: it ends when
// this message is done.
void stop_running(ExitReason reason)
{
    Cell& cell = current_cell();
    bool const plain = cell.extras == nullptr && cell.queue == nullptr && reason == ExitReason{} &&
                       cell.phase.load(std::memory_order_relaxed) == Phase::running;
    auto word = reinterpret_cast<std::uintptr_t>(cell.resident);
    if (plain && cell.inbox.compare_exchange_strong(word, closed, std::memory_order_acq_rel,
                                                    std::memory_order_relaxed)) {
        if (Envelope* const resident = std::exchange(cell.resident, nullptr)) {
            moved_out(*resident);
        }
        cell.phase.store(Phase::draining, std::memory_order_relaxed);
        return;
    }
    request_stop(own_address(), std::move(reason));
}

void request_kill(Address address) noexcept
{
    auto signal = std::make_unique<Signal>(Signal::Kind::kill);
    signal->reason = ExitReason{ExitReason::killed{}};
    post_signal(address, std::move(signal));
}

} // namespace janus::detail
