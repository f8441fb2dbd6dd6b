#include "supervision/supervision_table.hpp"

#include <utility>

namespace janus::detail {

void SupervisionTable::set(std::uint64_t number, ChildStatus status, Address address)
{
    LockGuard guard(lock_);
    entries_[number] = Entry{std::move(status), address};
}

void SupervisionTable::remove(std::uint64_t number)
{
    LockGuard guard(lock_);
    entries_.erase(number);
}

Address SupervisionTable::find(String const& id) const
{
    LockGuard guard(lock_);
    for (auto const& [number, entry] : entries_) {
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
    for (auto const& [number, entry] : entries_) {
        all.push(entry.status.id);
    }
    return all;
}

List<ChildStatus> SupervisionTable::status() const
{
    LockGuard guard(lock_);
    List<ChildStatus> all;
    for (auto const& [number, entry] : entries_) {
        all.push(entry.status);
    }
    return all;
}

} // namespace janus::detail
