#pragma once
// EffectBuffer: the messages and answers of a durable turn, kept until its commit. While
// `current().effects` names one, everything the turn sends goes here instead of out.

#include <vector>

#include <janus/detail/address.hpp>
#include <janus/detail/answer_slot.hpp>
#include <janus/detail/envelope.hpp>

namespace janus::detail {

class EffectBuffer {
public:
    EffectBuffer() = default;
    EffectBuffer(EffectBuffer const&) = delete;
    EffectBuffer& operator=(EffectBuffer const&) = delete;
    ~EffectBuffer() { drop(AskError{AskError::ActorCrashed{}}); }

    bool empty() const { return effects_.empty(); }
    bool holds_message() const;
    void hold_message(Address to, Envelope* envelope);
    // The answer is stored in the slot but not yet visible. Keeps the slot alive.
    void hold_answer(AnswerSlot& slot);
    // Takes over what another one holds, behind our own.
    void append(EffectBuffer& other);
    // Lets everything out, in order. Any thread.
    void release() noexcept;
    // Nothing was done: messages vanish, and who waits for an answer gets the error.
    void drop(AskError const& reason) noexcept;

private:
    struct Effect {
        Address to;
        Envelope* envelope;
        AnswerSlot* answer;
    };

    std::vector<Effect> effects_;
};

} // namespace janus::detail
