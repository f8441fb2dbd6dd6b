#include <janus/detail/current.hpp>

#include <janus/panic.hpp>

#include "actor/this_thread.hpp"

namespace janus::detail {

thread_local constinit Current thread_current{};

[[gnu::noinline]] Current& current() noexcept
{
    return thread_current;
}

Cell& current_cell()
{
    Cell* const cell = thread_current.cell;
    if (cell == nullptr) {
        panic("", "only an actor, a task or main can do this");
    }
    return *cell;
}

} // namespace janus::detail
