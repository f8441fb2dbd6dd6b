#include <janus/error.hpp>
#include <janus/exit_reason.hpp>
#include <janus/result.hpp>

namespace janus {

bool AskError::maybe_executed() const
{
    switch (which(*this)) {
    case Case::Timeout:
    case Case::ActorCrashed:
    case Case::NoReply:
    case Case::Cancelled:
    case Case::NodeLost:
    case Case::Failed:
        return true;
    case Case::StorageFailed:
        return as<StorageFailed>(*this).maybe_committed;
    case Case::ActorDead:
    case Case::Restarting:
    case Case::Unhandled:
    case Case::MailboxFull:
    case Case::Deadlock:
    case Case::NoCapableNode:
    case Case::ActiveElsewhere:
        return false;
    }
    return true;
}

String AskError::name() const
{
    if (auto const* const failed = std::get_if<Failed>(&value)) {
        return failed->name;
    }
    return String(case_name(*this));
}

String ExitReason::to_text() const
{
    if (auto const* const failed = std::get_if<error>(&value)) {
        return "error(" + failed->item0 + ")";
    }
    if (auto const* const panicked = std::get_if<panic>(&value)) {
        return "panic(" + panicked->item0 + ")";
    }
    return String(case_name(*this));
}

namespace detail {

void panic_unwrap(String const& error_name, std::source_location where)
{
    throw Panic("P005", "unwrap of error '" + error_name.to_std() + "'", where);
}

} // namespace detail

} // namespace janus
