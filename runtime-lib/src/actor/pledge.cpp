#include "actor/pledge.hpp"

#include <array>
#include <string>
#include <string_view>

#include <janus/detail/actor_kind.hpp>

#include "actor/extras.hpp"
#include "actor/this_thread.hpp"

namespace janus::detail {

namespace {

constexpr std::array<std::string_view, 8> names{"fs_read",     "fs_write",   "fs_exec",
                                                "net_connect", "net_listen", "actor_spawn",
                                                "sys_env",     "sys_args"};

} // namespace

void require(Pledge::Ability ability)
{
    Cell const* cell = this_thread().cell;
    if (cell == nullptr) {
        return;
    }
    if (cell->extras != nullptr && cell->extras->acts_for.cell != nullptr) {
        cell = cell->extras->acts_for.cell;
    }
    if (cell->kind.load(std::memory_order_relaxed)->pledge.forbids(ability)) [[unlikely]] {
        throw PledgeBroken("pledge", "the actor pledged no_" + std::string(names[ability]),
                           std::source_location());
    }
}

} // namespace janus::detail
