//! What closures take from the functions around them. Fills `captures` of every closure, in the
//! order of first use, and marks the locals that must live in a cell both sides share: those that
//! are captured and changed after their initialisation, by either side. Everything else is copied
//! when the closure is made, but a method's `self`: that is a reference already.
//!
//! State and constructor parameters of an actor are not captured: they are reached through the
//! actor. A nested function never captures itself, though it may call itself; what it captures its
//! outer closures capture too. A `&mut` reference cannot be captured: S6001. Not
//! thread-safe for one program.
#pragma once

#include "diagnostics/diagnostics.hpp"
#include "semantics/program.hpp"

namespace janus::semantics {

void find_captures(Program& program, diagnostics::Diagnostics& diagnostics);

/// The local that an assignment to this place changes: `p` for `p.items[2].x`; or null.
Local* changed_local(Expr const& place);

} // namespace janus::semantics
