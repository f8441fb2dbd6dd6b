#include "actor/call_chain.hpp"

#include <string>

#include <janus/detail/actor_kind.hpp>

namespace janus::detail {

namespace {

bool was_made_by(AnswerSlot const& request, Address actor) noexcept
{
    return request.waiter == actor.cell && request.waiter_generation == actor.generation;
}

std::string actor_text(Cell const& cell)
{
    std::string_view const name = shown_name(cell.kind.load(std::memory_order_relaxed)->name);
    return std::string(name.empty() ? "actor" : name) + " <" +
           std::to_string(cell.number.load(std::memory_order_relaxed)) + '>';
}

} // namespace

bool closes_cycle(AnswerSlot const& request, Address to) noexcept
{
    AnswerSlot const* link = &request;
    while (!was_made_by(*link, to)) {
        link = link->parent;
        // Who has been answered does not wait any more.
        if (link == nullptr || link->is_answered()) {
            return false;
        }
    }
    return true;
}

String cycle_text(AnswerSlot const& request, Address to)
{
    std::string text = actor_text(*to.cell);
    for (AnswerSlot const* link = &request; link != nullptr; link = link->parent) {
        text.insert(0, actor_text(*link->waiter) + " -> ");
        if (was_made_by(*link, to)) {
            break;
        }
    }
    return String(text);
}

} // namespace janus::detail
