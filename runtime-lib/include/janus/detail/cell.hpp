#pragma once
// Cell: the fixed place of one actor (or of `main`, a task, a supervisor). A reference to an actor
// is a cell and a generation. Cells are never given back to the system, so a stale reference is
// always safe to look at. The word `inbox` holds both the newest envelope and how the actor waits,
// so that one compare-and-swap puts a message in and decides whether to wake the actor.

#include <atomic>
#include <coroutine>
#include <cstdint>
#include <exception>

#include <janus/detail/mailbox_level.hpp>

namespace janus::detail {

class Body;
class EffectBuffer;
class Keeper;
class Observer;
class Runtime;
class Strand;
struct ActorKind;
struct AnswerSlot;
struct Cell;
struct Envelope;
struct Extras;
struct Signal;
struct Worker;

// The low bits of `Cell::inbox`.
enum InboxTag : std::uintptr_t {
    receiving = 1, // parked in receive: a message or a wake-up makes it ready
    waiting = 2,   // parked elsewhere: only a wake-up makes it ready
    closed = 4,    // takes no messages
    notified = 8,  // a wake-up came while it was not parked
    inbox_tags = 15
};

// What a suspended coroutine waits for. It lives in the coroutine's frame; only the actor's own
// turn looks at it, hence a wake-up that nobody needs does no harm.
struct Waiter {
    bool (*ready)(Waiter const&) noexcept; // null: whether there is a message
    bool receives = false;
    bool cancellable = false; // also resumed when the cell must give up; then it looks why
    bool asks = false;        // also resumed when nobody wants the answer to the cell's own request
    bool yields = false;      // waits for nothing: the turn's rounds are used up
    bool keeps = false;       // leaves a message in its envelope until it asks for the next one
};

// Waits for a message and nothing else; its `ready` is null.
struct MessageWaiter : Waiter {
    Envelope* taken = nullptr; // by the turn, for the coroutine that it resumes
};

enum class Phase : std::uint8_t {
    asleep,
    down,
    starting,
    running,
    draining,
    halting,
    stopping,
    dead
};

// Who ends an actor when the system stops: the system, the youngest first, or its owner.
enum class Owner : std::uint8_t { nobody, function, supervisor, grain };

// Whether `cluster.idle()` waits for a cell, in its bits.
enum Idleness : std::uint8_t {
    in_background = 1, // it does not
    idle_reached = 2   // this one has waited, and everything is idle
};

// The first half is what senders touch, the second what only the actor changes while it handles one
// message after the other: a sender on another core then does not take that line away from it.
struct alignas(64) Cell {
    std::atomic<std::uintptr_t> inbox{closed};
    // Of the messages taken from `inbox` but not yet received, or a few more, see `Consumption`;
    // under sanitizers of all messages.
    std::atomic<Level> backlog{0};
    std::atomic<ActorKind const*> kind{nullptr};
    std::atomic<std::uint32_t> generation{1};
    std::atomic<Phase> phase{Phase::dead};
    std::atomic<std::uint8_t> idleness{0};
    std::atomic<bool> crowded{false}; // senders wait for room, or the oldest messages are to go
    std::atomic<Owner> owner{Owner::nobody};
    Runtime* runtime = nullptr;
    std::atomic<std::int64_t> restart_due{0}; // while down; 0 is none
    Body* body = nullptr;
    Extras* extras = nullptr;

    std::atomic<Signal*> signals{nullptr};
    Envelope* queue = nullptr;
    // What is left of this turn; a watcher takes it from one that lasts too long.
    std::atomic<std::uint8_t> messages_left{0};
    std::atomic<std::uint8_t> handled{0}; // which message was taken last, see ActorKind; 0 is none
    std::atomic<std::uint16_t> rounds_left{0};
    std::atomic<std::uint32_t> number{0}; // the Pid's
    std::coroutine_handle<> next;         // resumed by the next step of the turn
    Waiter* waiter = nullptr;
    // The slot of the request being handled, kept alive meanwhile; as in `Envelope::slot`.
    std::uintptr_t request = 0;
    std::coroutine_handle<> root; // the actor's own coroutine, or the hook that is running
    union {
        Cell* link = nullptr; // in a run queue or the free list
        Envelope* resident;   // in a turn: the envelope that is still in `inbox` though it is taken
    };
};

static_assert(sizeof(Cell) == 128);

// False if that was the last message of the turn. Only on the cell's own turn.
inline bool spend_message(Cell& cell) noexcept
{
    std::uint8_t const left = cell.messages_left.load(std::memory_order_relaxed);
    if (left <= 1) {
        cell.messages_left.store(0, std::memory_order_relaxed);
        return false;
    }
    cell.messages_left.store(static_cast<std::uint8_t>(left - 1), std::memory_order_relaxed);
    return true;
}

// The turn ends at the next wait.
inline void end_turn_soon(Cell& cell) noexcept
{
    cell.messages_left.store(0, std::memory_order_relaxed);
}

// Makes the actor look again at what it waits for. Any thread.
void wake(Cell& cell) noexcept;

} // namespace janus::detail
