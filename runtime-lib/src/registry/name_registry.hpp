#pragma once
// NameRegistry: the names of one system's actors. Any thread may use it.

#include <map>
#include <string>

#include <janus/registry.hpp>

#include "seams/lock.hpp"

namespace janus::detail {

class NameRegistry {
public:
    // False if a living actor has the name.
    bool add(std::string const& name, Address address, Protocols protocols);
    void remove(std::string const& name);
    Address find(std::string const& name, Protocols const& protocols) const;

private:
    struct Entry {
        Address address;
        Protocols protocols;
    };

    mutable Lock lock_;
    std::map<std::string, Entry> entries_;
};

} // namespace janus::detail
