#include "supervision/supervision_table.hpp"

#include <utility>

namespace janus::detail {

void SupervisionTable::set(ChildOrder order, ChildStatus status, Address address)
{
    LockGuard guard(lock_);
    entries_[order] = Entry{std::move(status), address};
}

void SupervisionTable::remove(ChildOrder order)
{
    LockGuard guard(lock_);
    entries_.erase(order);
}

Address SupervisionTable::find(String const& id) const
{
    LockGuard guard(lock_);
    for (auto const& [order, entry] : entries_) {
        if (entry.status.id == id) {
            return entry.address;
        }
    }
    return {};
}

List<String> SupervisionTable::ids() const
{
    LockGuard guard(lock_);
    List<String> all;
    for (auto const& [order, entry] : entries_) {
        all.push(entry.status.id);
    }
    return all;
}

List<ChildStatus> SupervisionTable::status() const
{
    LockGuard guard(lock_);
    List<ChildStatus> all;
    for (auto const& [order, entry] : entries_) {
        all.push(entry.status);
    }
    return all;
}

} // namespace janus::detail
