#pragma once
// How full an inbox is, as its senders and its owner keep it: the newest envelope says how much
// there is up to it, the cell what its owner has taken but not yet received.

#include <janus/detail/cell.hpp>
#include <janus/detail/envelope.hpp>

#include "actor/this_thread.hpp"

namespace janus::detail {

inline Envelope* newest(std::uintptr_t word) noexcept
{
    return reinterpret_cast<Envelope*>(word & ~std::uintptr_t{inbox_tags});
}

inline Level level_of(Envelope const& envelope) noexcept
{
    return one_message + envelope.weight;
}

// Lets the senders see what has been consumed.
void show_consumed(Cell& cell) noexcept;

#if JANUS_SANITIZED

// An envelope below the newest may be gone already, which a sanitizer would rightly report; so all
// messages are counted in the cell.
inline void count_in(Cell& cell, Envelope const& envelope) noexcept
{
    cell.backlog.fetch_add(level_of(envelope), std::memory_order_relaxed);
}
inline void count_out(Cell& cell, Envelope const& envelope) noexcept
{
    cell.backlog.fetch_sub(level_of(envelope), std::memory_order_relaxed);
}
inline void count_refused(Cell& cell, Envelope const& envelope) noexcept
{
    count_out(cell, envelope);
}
inline void count_taken(Cell&, Level) noexcept {}
inline void count_resident(Cell& cell, Envelope& envelope) noexcept
{
    count_out(cell, envelope);
}
inline void count_consumed(Cell& cell, Envelope const& envelope) noexcept
{
    count_out(cell, envelope);
}
inline Level inbox_level(std::uintptr_t) noexcept
{
    return 0;
}
inline Level level_with(std::uintptr_t, Envelope const&) noexcept
{
    return 0;
}

#else

inline void count_in(Cell&, Envelope const&) noexcept {}
inline void count_refused(Cell&, Envelope const&) noexcept {}
inline void count_taken(Cell& cell, Level level) noexcept
{
    cell.backlog.store(cell.backlog.load(std::memory_order_relaxed) + level,
                       std::memory_order_relaxed);
}
inline void count_out(Cell& cell, Envelope const& envelope) noexcept
{
    cell.backlog.store(cell.backlog.load(std::memory_order_relaxed) - level_of(envelope),
                       std::memory_order_relaxed);
}
// The same for the actor's own next message: its senders may learn of it later.
inline void count_consumed(Cell& cell, Envelope const& envelope) noexcept
{
    Consumption& consumed = this_thread().consumed;
    consumed.level += level_of(envelope);
    if (!is_within(consumed.level, consumed.slack)) [[unlikely]] {
        show_consumed(cell);
    }
}
// Taken, though the next sender still finds it in the inbox.
inline void count_resident(Cell&, Envelope& envelope) noexcept
{
    envelope.level.store(0, std::memory_order_relaxed);
}
inline Level inbox_level(std::uintptr_t word) noexcept
{
    Envelope* const top = newest(word);
    return top == nullptr ? 0 : top->level.load(std::memory_order_relaxed);
}
inline Level level_with(std::uintptr_t word, Envelope const& envelope) noexcept
{
    return inbox_level(word) + level_of(envelope);
}

#endif

// Before the turn ends.
inline void settle_consumed(Cell& cell) noexcept
{
    if (this_thread().consumed.level != 0) {
        show_consumed(cell);
    }
}

// Nothing is left that was counted.
inline void forget_level(Cell& cell) noexcept
{
    if (this_thread().cell == &cell) {
        this_thread().consumed.level = 0;
    }
    cell.backlog.store(0, std::memory_order_relaxed);
}

} // namespace janus::detail
