#include "registry/name_registry.hpp"

#include <utility>

#include <janus/detail/current.hpp>
#include <janus/spawn.hpp>

#include "scheduler/runtime.hpp"

namespace janus::detail {

bool NameRegistry::add(std::string const& name, Address address, Protocols protocols)
{
    LockGuard guard(lock_);
    auto const found = entries_.find(name);
    if (found != entries_.end() && is_alive(found->second.address)) {
        return false;
    }
    entries_.insert_or_assign(name, Entry{address, std::move(protocols)});
    return true;
}

void NameRegistry::remove(std::string const& name)
{
    LockGuard guard(lock_);
    entries_.erase(name);
}

Address NameRegistry::find(std::string const& name, Protocols const& protocols) const
{
    LockGuard guard(lock_);
    auto const found = entries_.find(name);
    if (found == entries_.end() || !is_alive(found->second.address)) {
        return {};
    }
    return takes_all(found->second.protocols, protocols) ? found->second.address : Address{};
}

bool register_address(String const& name, Address address, Protocols protocols)
{
    return current_runtime().names().add(name.to_std(), address, std::move(protocols));
}

void unregister_address(String const& name)
{
    current_runtime().names().remove(name.to_std());
}

Address find_registered(String const& name, Protocols const& protocols)
{
    return current_runtime().names().find(name.to_std(), protocols);
}

} // namespace janus::detail
