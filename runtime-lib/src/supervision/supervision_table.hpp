#pragma once
// SupervisionTable: what everybody may know of a supervisor's children. The supervisor writes it,
// any thread reads it.

#include <cstdint>
#include <map>
#include <memory>
#include <string_view>
#include <vector>

#include <janus/detail/address.hpp>
#include <janus/detail/protocols.hpp>
#include <janus/list.hpp>
#include <janus/supervision_types.hpp>

#include "seams/lock.hpp"
#include "supervision/child_record.hpp"

namespace janus::detail {

class SupervisionTable {
public:
    void set(ChildOrder order, ChildStatus status, Address address);
    void remove(ChildOrder order);

    // What does not change as long as the child exists.
    struct Nature {
        std::string_view name; // of its class
        Protocols protocols;
        std::shared_ptr<SupervisionTable> inner; // of a supervisor: its own children
        Address grain;                           // whom the child stands for
    };
    void describe(ChildOrder order, Nature nature);
    // The children of an earlier incarnation of the supervisor are gone.
    void clear();

    Address find(String const& id) const;
    // Nobody if the child takes other messages.
    Address find(String const& id, Protocols const& wanted) const;
    std::shared_ptr<SupervisionTable> inner(String const& id) const;
    List<String> ids() const;
    List<ChildStatus> status() const;

    // All there is to show of a child.
    struct Shown {
        ChildStatus status;
        std::string_view name;
        Address address;
        Address grain;
        std::shared_ptr<SupervisionTable> inner;
    };
    std::vector<Shown> shown() const;

private:
    struct Entry {
        ChildStatus status;
        Address address;
        Nature nature;
    };

    // The lock is held.
    Entry const* entry(String const& id) const;

    mutable Lock lock_;
    std::map<ChildOrder, Entry> entries_;
};

} // namespace janus::detail
