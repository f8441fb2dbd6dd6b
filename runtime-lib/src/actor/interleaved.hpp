#pragma once
// Interleaved: a message that an actor handles in the middle of another one, because that one waits
// for its outcome (`@reentrant`). One at a time: what the outer message waits for is looked at when
// the inner one is done. As steps of the cell's own turn, but for `post_interleaved`: any thread.

#include <janus/detail/address.hpp>

#include "actor/lifecycle.hpp"

namespace janus::detail {

struct Extras;

bool is_reentrant(Cell const& cell, Envelope& envelope) noexcept;
void post_interleaved(Address to, Envelope* envelope) noexcept;

Turn begin_interleaved(Cell& cell, Envelope* envelope);
// Whether the cell waits where an interleaved run waits for its next message, and not in the middle
// of one.
bool is_between_interleaved(Cell const& cell, Extras const& extras) noexcept;
// At the run's receive; the message has been taken the second time.
Turn step_interleaved(Cell& cell, Extras& extras);
// What was interrupted goes on.
Turn resume_interrupted(Cell& cell);

} // namespace janus::detail
