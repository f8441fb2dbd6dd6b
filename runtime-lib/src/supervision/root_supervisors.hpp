#pragma once
// RootSupervisors: the supervisors that stand below no other one, so that all can be found from
// outside. Any thread.

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <janus/detail/address.hpp>

#include "seams/lock.hpp"

namespace janus::detail {

class SupervisionTable;

class RootSupervisors {
public:
    struct Root {
        Address address;
        std::string_view name; // of its class
        std::shared_ptr<SupervisionTable const> table;
    };

    void add(Root root);
    std::vector<Root> alive();

private:
    // The lock is held.
    void drop_dead();

    Lock lock_;
    std::vector<Root> roots_; // in the order of starting
};

} // namespace janus::detail
