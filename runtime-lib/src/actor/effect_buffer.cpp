#include "actor/effect_buffer.hpp"

#include <algorithm>
#include <utility>

#include <janus/detail/current.hpp>

#include "actor/dead_letter.hpp"

namespace janus::detail {

void EffectBuffer::hold_message(Address to, Envelope* envelope)
{
    effects_.push_back(Effect{to, envelope, nullptr});
}

void EffectBuffer::hold_answer(AnswerSlot& slot)
{
    slot.state.store(AnswerSlot::held_back, std::memory_order_release);
    slot.owners.fetch_add(1, std::memory_order_relaxed);
    effects_.push_back(Effect{{}, nullptr, &slot});
}

bool EffectBuffer::holds_message() const
{
    return std::any_of(effects_.begin(), effects_.end(),
                       [](Effect const& effect) { return effect.envelope != nullptr; });
}

void EffectBuffer::append(EffectBuffer& other)
{
    effects_.insert(effects_.end(), other.effects_.begin(), other.effects_.end());
    other.effects_.clear();
}

void EffectBuffer::release() noexcept
{
    EffectBuffer* const outer = std::exchange(current().effects, nullptr);
    for (Effect const& effect : std::exchange(effects_, {})) {
        if (effect.answer != nullptr) {
            publish_answer_now(*effect.answer);
            drop_owner(*effect.answer);
        } else {
            post(effect.to, effect.envelope);
        }
    }
    current().effects = outer;
}

void EffectBuffer::drop(AskError const& reason) noexcept
{
    EffectBuffer* const outer = std::exchange(current().effects, nullptr);
    for (Effect const& effect : std::exchange(effects_, {})) {
        if (effect.answer != nullptr) {
            // The stored answer is replaced; nobody has seen it.
            effect.answer->state.store(AnswerSlot::open, std::memory_order_release);
            effect.answer->operations->fail(*effect.answer, reason);
            drop_owner(*effect.answer);
        } else {
            drop_silently(effect.envelope, reason);
        }
    }
    current().effects = outer;
}

} // namespace janus::detail
