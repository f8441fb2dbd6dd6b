//! What evaluating an expression can do, as far as order of evaluation is concerned, and whether a
//! body may change a place. Conservative. Pure; any thread.
#pragma once

#include "semantics/program.hpp"

namespace janus::lowering {

enum class Effect : unsigned char {
    none,   // the same value at any time
    reads,  // something that may change
    panics, // may panic, changes nothing
    any,
};

Effect effect_of(semantics::Expr& expression);

/// The expression itself, not a part of it, can suspend.
bool waits(semantics::Expr const& expression);

/// Whether evaluating `first` before `second` can be told from the other order.
inline bool order_matters(Effect first, Effect second)
{
    return (first == Effect::any && second != Effect::none) ||
           (second == Effect::any && first != Effect::none);
}

/// The variable, parameter or state field a place belongs to; null if it is no place of one.
semantics::Local const* root_of(semantics::Expr const& place);

/// Whether running `body` may change what `place` holds.
bool may_change(semantics::Expr& body, semantics::Expr const& place);

/// Whether a `break` in here leaves a loop around it.
bool breaks_out(semantics::Expr& body);

/// The value is a place that somebody may assign to while it is looked at.
bool is_mutable_place(semantics::Expr const& place);

} // namespace janus::lowering
