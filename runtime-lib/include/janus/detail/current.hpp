#pragma once
// Who runs on this thread. Read through a function that is never inlined: a coroutine may be
// resumed on another thread, and a compiler that saw the thread-local variable would keep its
// address across the suspension.

#include <cstdint>

#include <janus/detail/cell.hpp>

namespace janus {
struct AskError;
}

namespace janus::detail {

// What the running actor has received from its queue and not yet shown to its senders, who look at
// the `backlog` of its cell: shown one by one, each message would cost a line of memory that goes
// from core to core. Within `slack` a sender may find the mailbox fuller than it is.
struct Consumption {
    Level level = 0;
    Level slack = 0; // with the guards set
};

struct Current {
    Cell* cell = nullptr;
    Worker* worker = nullptr;
    // Where the effects of a durable turn are kept until its commit; null for all others.
    EffectBuffer* effects = nullptr;
    // What a reply that dies unanswered says; null means NoReply.
    AskError const* drop_reason = nullptr;
    // Which the turn is inside of; null for most.
    Strand* strand = nullptr;
    // Who counts what is done here; null unless that was asked for.
    Observer* observer = nullptr;
    Consumption consumed;
};

Current& current() noexcept;

// The running actor, task or `main`. Panics on a thread that runs none.
Cell& current_cell();

} // namespace janus::detail
