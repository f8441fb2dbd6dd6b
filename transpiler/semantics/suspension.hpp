//! Decides which functions, hooks and arms suspend: those that wait themselves or call what waits,
//! over the whole program. Sets `suspends` on functions, hooks, arms and the other forms of
//! receive, and `in_loop` on sends. Waiting where nothing can be suspended is S0012.
//!
//! A call that passes a function that waits is redirected to the version of its callee that expects
//! one.
//!
//! Handlers, hooks, tasks, actor functions and async functions that loop for an unknown number of
//! rounds give way to others once in a while, so they suspend as well, unless they are used where
//! nothing can be suspended. Sets `gives_way` on their loops, `counts_calls` on functions.
//!
//! Afterwards a function value's type tells the truth: the type of a FunctionRef, of a closure and
//! of a nested function's local has the flag `suspends` exactly if calling it may suspend.
#pragma once

#include "diagnostics/diagnostics.hpp"
#include "semantics/program.hpp"

namespace janus::semantics {

class WaitingVariants;

void infer_suspension(Program& program, diagnostics::Diagnostics& diagnostics,
                      WaitingVariants* variants = nullptr);

} // namespace janus::semantics
