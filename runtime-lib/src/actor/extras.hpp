#pragma once
// Extras: what only some actors need: a supervisor, links, monitors, a hook that interrupts the
// behaviour. Made when first needed; only the cell's own turn touches it.

#include <coroutine>
#include <exception>
#include <functional>
#include <map>
#include <memory>
#include <vector>

#include <janus/behaviour.hpp>
#include <janus/detail/address.hpp>
#include <janus/detail/memory_pool.hpp>
#include <janus/detail/timer.hpp>
#include <janus/exit_reason.hpp>
#include <janus/pid.hpp>

#include "actor/crash_report.hpp"
#include "actor/scope.hpp"
#include "actor/signal.hpp"
#include "scheduler/strand.hpp"

namespace janus::detail {

class GrainSeat;
class TaskRecord;

// What an actor does when one it monitors ends; empty means its hook on_down.
using DownHandler = std::function<Behaviour(Pid, ExitReason const&)>;

struct Extras : Pooled {
    GrainSeat* grain = nullptr; // the cell belongs to a grain identity
    Address supervisor;
    std::exception_ptr construction_failure;

    ExitReason exit_reason; // of the stop under way
    bool stop_requested = false;
    Timer stop_limit; // for handling what is queued, then for on_stop

    // By the number of the bond, so in the order they were made.
    struct Watched {
        Address target;
        DownHandler handler;
    };
    std::map<std::uint64_t, Address> monitors; // who is told of our end
    std::map<std::uint64_t, Watched> watching; // whose end we are told of
    std::vector<Address> links;
    bool traps_exits = false;

    // Ends of others that wait for the end of a message.
    struct Notice {
        Pid pid;
        ExitReason reason;
        DownHandler handler;
    };
    std::vector<Notice> postponed;
    Notice noticing;     // being told
    Address full_target; // overfilled by the last message; wait for room before the next

    // The behaviour while something else runs in its place: a hook between messages, or a message
    // in the middle of one that waits; the innermost last.
    struct Interrupted {
        std::coroutine_handle<> root;
        Waiter* waiter = nullptr;
        std::coroutine_handle<> next;
        std::uintptr_t request = 0;
        std::uint8_t handled = 0;
        bool by_message = false;
        bool begun = false;     // the message has been taken
        bool untouched = false; // a grain's, see GrainSeat
    };
    std::vector<Interrupted> interrupted;

    std::unique_ptr<CrashRecord> crashes;
    std::int64_t crash_window = 30'000; // milliseconds

    // Tasks: the nurseries open here, and what this cell is a task of.
    Scope* scopes = nullptr;
    std::shared_ptr<Scope> loose_tasks; // spawned outside of any nursery
    std::shared_ptr<TaskRecord> task;
    Address acts_for;               // a task speaks for the actor it was spawned by
    bool ends_with_program = false; // main: a signal to the program cancels it
    int shields = 0;                // cleaning up: cancellation is not noticed
    std::uint16_t rounds = 0;       // of a turn, in place of the kind's; 0: the kind's
    Strand* strand = nullptr;

    Extras() = default;
    Extras(Extras const&) = delete;
    Extras& operator=(Extras const&) = delete;
    ~Extras()
    {
        if (strand != nullptr) {
            strand->drop();
        }
    }
};

inline bool is_interleaved(Extras const& extras) noexcept
{
    return !extras.interrupted.empty() && extras.interrupted.back().by_message;
}

// The frames of this cell are about to be destroyed: its tasks end first.
void end_tasks(Extras& extras) noexcept;

// The running cell's strand; it has one from now on and is inside.
Strand& own_strand(Cell& cell);

inline Extras& extras_of(Cell& cell)
{
    if (cell.extras == nullptr) {
        cell.extras = new Extras;
    }
    return *cell.extras;
}

} // namespace janus::detail
