// Monitors and links between the running actor and another one.

#include <janus/registry.hpp>

#include <janus/detail/current.hpp>
#include <janus/spawn.hpp>

#include "actor/extras.hpp"
#include "actor/signal.hpp"
#include "scheduler/runtime.hpp"

namespace janus::detail {

namespace {

void post_bond(Address to, Signal::Kind kind, std::uint64_t bond = 0)
{
    auto signal = std::make_unique<Signal>(kind);
    signal->from = own_address();
    signal->pid = pid_of(signal->from);
    signal->bond = bond;
    post_signal(to, std::move(signal));
}

} // namespace

void monitor_address(Address address, std::function<Behaviour(Pid, ExitReason const&)> handler)
{
    Cell& cell = current_cell();
    std::uint64_t const bond = cell.runtime->new_bond();
    extras_of(cell).watching.emplace(bond, Extras::Watched{address, std::move(handler)});
    post_bond(address, Signal::Kind::monitor, bond);
}

void demonitor_address(Address address)
{
    Cell& cell = current_cell();
    Extras& extras = extras_of(cell);
    for (auto watched = extras.watching.begin(); watched != extras.watching.end();) {
        if (watched->second.target == address) {
            post_bond(address, Signal::Kind::demonitor, watched->first);
            watched = extras.watching.erase(watched);
        } else {
            ++watched;
        }
    }
    std::erase_if(extras.postponed,
                  [&](Extras::Notice const& notice) { return notice.pid == pid_of(address); });
}

void trap_exits_here(bool on)
{
    extras_of(current_cell()).traps_exits = on;
}

void link_address(Address address)
{
    auto own = std::make_unique<Signal>(Signal::Kind::link);
    own->from = address;
    post_signal(own_address(), std::move(own));
    post_bond(address, Signal::Kind::link);
}

void unlink_address(Address address)
{
    auto own = std::make_unique<Signal>(Signal::Kind::unlink);
    own->from = address;
    post_signal(own_address(), std::move(own));
    post_bond(address, Signal::Kind::unlink);
}

} // namespace janus::detail
