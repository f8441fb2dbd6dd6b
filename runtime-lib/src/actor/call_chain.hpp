#pragma once
// CallChain: who asks whom. A request that would come back to an actor that waits for its outcome
// could never be answered; it is refused at once, and says how it came about. Only in the turn of
// the actor that asks.

#include <janus/detail/address.hpp>
#include <janus/detail/answer_slot.hpp>
#include <janus/string.hpp>

namespace janus::detail {

// Whether the actor at `to` waits, through others, for what the asker of this request does.
bool closes_cycle(AnswerSlot const& request, Address to) noexcept;
// `Bank <4> -> Account <5> -> Bank <4>`, for a request that does.
String cycle_text(AnswerSlot const& request, Address to);

} // namespace janus::detail
