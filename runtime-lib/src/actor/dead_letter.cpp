#include "actor/dead_letter.hpp"

#include <string>
#include <utility>

#include <janus/detail/actor_body.hpp>
#include <janus/detail/current.hpp>
#include <janus/detail/envelope.hpp>
#include <janus/message.hpp>

#include "scheduler/runtime.hpp"

namespace janus::detail {

std::string message_text(std::string_view type_name, std::string_view case_name)
{
    std::string text(type_name.empty() ? "message" : type_name);
    if (!case_name.empty()) {
        text += '.';
        text += case_name;
    }
    return text;
}

void drop_silently(Envelope* envelope, AskError const& reason) noexcept
{
    Current& now = current();
    AskError const* const outer = std::exchange(now.drop_reason, &reason);
    std::uintptr_t const slot = envelope->slot;
    envelope->operations->destroy(envelope->payload());
    free_envelope(envelope);
    if (is_acknowledged(slot)) {
        drop_sender(*request_slot(slot));
    } else if (slot != 0) {
        drop_owner(*request_slot(slot));
    }
    now.drop_reason = outer;
}

void drop_undelivered(Address to, Envelope* envelope, Delivery why) noexcept
{
    bool const full = why == Delivery::full;
    // A request needs no warning: its caller is told.
    if (envelope->slot == 0 && to.cell != nullptr) {
        PayloadOperations const& payload = *envelope->operations;
        to.cell->runtime->warn(
            "dead letter: " +
            message_text(payload.type_name, payload.case_name(envelope->payload())) +
            (full ? " to an actor whose mailbox is full" : " to an actor that is gone"));
    }
    drop_silently(envelope,
                  full ? AskError{AskError::MailboxFull{}} : AskError{AskError::ActorDead{}});
}

void dead_letter_unmatched(std::string_view type_name, std::string_view case_name)
{
    Cell& cell = current_cell();
    std::string line = "dead letter: ";
    line += shown_name(cell.body->name());
    line += " got " + message_text(type_name, case_name);
    cell.runtime->warn(line);
    if (is_acknowledged(cell.request)) {
        AnswerSlot& slot = *request_slot(cell.request);
        slot.operations->fail(slot, AskError{AskError::Unhandled{}});
    }
}

} // namespace janus::detail
