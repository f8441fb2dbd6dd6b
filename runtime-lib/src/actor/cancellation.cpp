#include <janus/cancellation.hpp>

#include <utility>

#include <janus/detail/current.hpp>
#include <janus/detail/task_record.hpp>

#include "actor/extras.hpp"
#include "scheduler/runtime.hpp"

namespace janus {

Cancelled::Cancelled(std::source_location where)
    : EscapedError(Error(AskError{AskError::Cancelled{}}), where)
{}

Shield::Shield() : cell_(&detail::current_cell())
{
    ++detail::extras_of(*cell_).shields;
}

Shield::~Shield()
{
    if (cell_->extras != nullptr) {
        --cell_->extras->shields;
    }
}

namespace detail {

bool looks_cancelled(Cell const& cell) noexcept
{
    Extras const& extras = *cell.extras;
    if (extras.shields > 0) {
        return false;
    }
    if ((extras.task != nullptr && extras.task->is_cancelled()) ||
        (extras.ends_with_program && cell.runtime->must_cancel_main())) {
        return true;
    }
    for (Scope const* scope = extras.scopes; scope != nullptr; scope = scope->outer) {
        if (scope->is_cancelled()) {
            return true;
        }
    }
    return false;
}

void end_tasks(Extras& extras) noexcept
{
    while (Scope* const scope = std::exchange(extras.scopes, nullptr)) {
        extras.scopes = scope->outer;
        scope->abandon();
    }
    if (std::shared_ptr<Scope> const loose = std::exchange(extras.loose_tasks, nullptr)) {
        loose->abandon();
    }
}

} // namespace detail

} // namespace janus
