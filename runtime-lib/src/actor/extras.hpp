#pragma once
// Extras: what only some actors need: a supervisor, links, monitors, a hook that interrupts the
// behaviour. Made when first needed; only the cell's own turn touches it.

#include <coroutine>
#include <exception>
#include <functional>
#include <map>
#include <vector>

#include <janus/behaviour.hpp>
#include <janus/detail/address.hpp>
#include <janus/detail/memory_pool.hpp>
#include <janus/detail/timer.hpp>
#include <janus/exit_reason.hpp>
#include <janus/pid.hpp>

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

    // The behaviour while a hook runs in its place.
    std::coroutine_handle<> interrupted_root;
    Waiter const* interrupted_waiter = nullptr;
    std::coroutine_handle<> interrupted_next;

    // Tasks: the nurseries open here, and what this cell is a task of.
    Scope* scopes = nullptr;
    std::shared_ptr<Scope> loose_tasks; // spawned outside of any nursery
    std::shared_ptr<TaskRecord> task;
    Address acts_for;               // a task speaks for the actor it was spawned by
    bool ends_with_program = false; // main: a signal to the program cancels it
    int shields = 0;                // cleaning up: cancellation is not noticed
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
