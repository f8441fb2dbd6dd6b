#include "supervision/root_supervisors.hpp"

#include <utility>

#include "supervision/supervision_table.hpp"

namespace janus::detail {

void RootSupervisors::drop_dead()
{
    std::erase_if(roots_, [](Root const& root) { return !is_alive(root.address); });
}

void RootSupervisors::add(Root root)
{
    LockGuard guard(lock_);
    drop_dead();
    roots_.push_back(std::move(root));
}

std::vector<RootSupervisors::Root> RootSupervisors::alive()
{
    LockGuard guard(lock_);
    drop_dead();
    return roots_;
}

} // namespace janus::detail
