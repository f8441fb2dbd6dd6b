// Monitors and links between the running actor and another one.

#include <janus/registry.hpp>

#include <janus/detail/current.hpp>
#include <janus/spawn.hpp>

#include "actor/extras.hpp"
#include "actor/signal.hpp"

namespace janus::detail {

namespace {

void post_bond(Address to, Signal::Kind kind)
{
    auto signal = std::make_unique<Signal>(kind);
    signal->from = own_address();
    signal->pid = pid_of(to);
    post_signal(to, std::move(signal));
}

} // namespace

void monitor_address(Address address)
{
    post_bond(address, Signal::Kind::monitor);
}

void demonitor_address(Address address)
{
    post_bond(address, Signal::Kind::demonitor);
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
