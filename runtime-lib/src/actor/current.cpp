#include <janus/detail/current.hpp>

#include <janus/panic.hpp>

namespace janus::detail {

namespace {

thread_local constinit Current thread_current{};

} // namespace

[[gnu::noinline]] Current& current() noexcept
{
    return thread_current;
}

Cell& current_cell()
{
    Cell* const cell = current().cell;
    if (cell == nullptr) {
        panic("", "only an actor, a task or main can do this");
    }
    return *cell;
}

} // namespace janus::detail
