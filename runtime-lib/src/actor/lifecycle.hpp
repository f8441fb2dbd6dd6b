#pragma once
// The life of an incarnation, as steps of the cell's own turn: start, run, stop, crash, end. Each
// returns whether the cell still belongs to the turn; after false it must not be touched.

#include <exception>

#include <janus/detail/address.hpp>
#include <janus/detail/cell.hpp>
#include <janus/exit_reason.hpp>

namespace janus::detail {

enum class Turn : bool { over, goes_on };

// A new cell, open for messages, in its first phase.
Cell& open_cell(Runtime& runtime);

// A new cell that belongs to a supervisor; it keeps its messages until it is started.
Cell& open_down_cell(Runtime& runtime, Address supervisor);

Turn start_incarnation(Cell& cell);
Turn root_ended(Cell& cell);
// The stop marker has been reached: what is queued is handled, then the actor ends.
void stop_was_requested(Cell& cell) noexcept;
// From now on a new incarnation: it takes messages again.
void reopen(Cell& cell) noexcept;
Turn begin_stop(Cell& cell);
// Runs on_down for the first of the actors whose end it has not been told yet.
Turn deliver_down(Cell& cell);
Turn crash(Cell& cell, std::exception_ptr const& failure);
// Ends the incarnation: frames and object are destroyed, everybody who wants to know is told.
Turn end_incarnation(Cell& cell, ExitReason const& reason);
// The actor is gone for good.
Turn dispose(Cell& cell, ExitReason const& reason);

// Destroys the frames and the object of a cell that is not running and cannot be; it is then to be
// killed.
void destroy_now(Cell& cell) noexcept;

// After the threads have stopped: destroys what is left without running hooks.
void abandon(Cell& cell) noexcept;

Turn handle_signals(Cell& cell);

} // namespace janus::detail
