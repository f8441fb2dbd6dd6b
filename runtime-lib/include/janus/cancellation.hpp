#pragma once
// Cancellation: how a task, or `main`, is told to give up. It notices where it waits: an ask
// answers AskError::Cancelled, everything else throws `Cancelled`, which runs the `defer`s on its
// way. What waits inside a `defer` is not disturbed. Asked about by the running task itself.

#include <source_location>

#include <janus/detail/cell.hpp>
#include <janus/error.hpp>

namespace janus {

class Cancelled final : public EscapedError {
public:
    explicit Cancelled(std::source_location where = std::source_location::current());
};

namespace detail {

bool looks_cancelled(Cell const& cell) noexcept;

// The running task was told to give up. Only on the cell's own turn.
inline bool must_cancel(Cell const& cell) noexcept
{
    return cell.extras != nullptr && looks_cancelled(cell);
}

// True if what would be awaited may be tried at once, without ending the turn's step.
inline bool may_go_on(Cell& cell) noexcept
{
    return spend_message(cell) && cell.signals.load(std::memory_order_relaxed) == nullptr &&
           !must_cancel(cell);
}

} // namespace detail

// While one lives, the running task does not notice that it was cancelled: it is cleaning up.
class Shield {
public:
    Shield();
    Shield(Shield const&) = delete;
    Shield& operator=(Shield const&) = delete;
    ~Shield();

private:
    detail::Cell* cell_;
};

} // namespace janus
