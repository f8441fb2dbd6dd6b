#pragma once
// Dead letters: messages that reach nobody. Their replies answer with the reason, and a warning is
// written, at most a few each second.

#include <janus/ask_error.hpp>
#include <janus/detail/address.hpp>

namespace janus::detail {

// `ChatMsg.Send`.
std::string message_text(std::string_view type_name, std::string_view case_name);

// Destroys the message; replies in it answer ActorDead or MailboxFull.
void drop_undelivered(Address to, Envelope* envelope, Delivery why) noexcept;
// The same without a warning.
void drop_silently(Envelope* envelope, AskError const& reason) noexcept;

} // namespace janus::detail
