#pragma once
// SupervisionTable: what everybody may know of a supervisor's children. The supervisor writes it,
// any thread reads it.

#include <cstdint>
#include <map>

#include <janus/detail/address.hpp>
#include <janus/list.hpp>
#include <janus/supervision_types.hpp>

#include "seams/lock.hpp"
#include "supervision/child_record.hpp"

namespace janus::detail {

class SupervisionTable {
public:
    void set(ChildOrder order, ChildStatus status, Address address);
    void remove(ChildOrder order);

    Address find(String const& id) const;
    List<String> ids() const;
    List<ChildStatus> status() const;

private:
    struct Entry {
        ChildStatus status;
        Address address;
    };

    mutable Lock lock_;
    std::map<ChildOrder, Entry> entries_;
};

} // namespace janus::detail
