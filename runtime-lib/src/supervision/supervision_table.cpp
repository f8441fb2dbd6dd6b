#include "supervision/supervision_table.hpp"

#include <utility>

namespace janus::detail {

void SupervisionTable::set(ChildOrder order, ChildStatus status, Address address)
{
    LockGuard guard(lock_);
    Entry& entry = entries_[order];
    entry.status = std::move(status);
    entry.address = address;
}

void SupervisionTable::remove(ChildOrder order)
{
    LockGuard guard(lock_);
    entries_.erase(order);
}

void SupervisionTable::describe(ChildOrder order, Nature nature)
{
    LockGuard guard(lock_);
    entries_[order].nature = std::move(nature);
}

void SupervisionTable::clear()
{
    LockGuard guard(lock_);
    entries_.clear();
}

SupervisionTable::Entry const* SupervisionTable::entry(String const& id) const
{
    for (auto const& [order, entry] : entries_) {
        if (entry.status.id == id) {
            return &entry;
        }
    }
    return nullptr;
}

Address SupervisionTable::find(String const& id) const
{
    return find(id, {});
}

Address SupervisionTable::find(String const& id, Protocols const& wanted) const
{
    LockGuard guard(lock_);
    Entry const* const found = entry(id);
    bool const fits = found != nullptr && takes_all(found->nature.protocols, wanted);
    if (!fits) {
        return {};
    }
    Address const grain = found->nature.grain;
    return grain.cell != nullptr ? grain : found->address;
}

std::shared_ptr<SupervisionTable> SupervisionTable::inner(String const& id) const
{
    LockGuard guard(lock_);
    Entry const* const found = entry(id);
    return found == nullptr ? nullptr : found->nature.inner;
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

std::vector<SupervisionTable::Shown> SupervisionTable::shown() const
{
    LockGuard guard(lock_);
    std::vector<Shown> all;
    for (auto const& [order, entry] : entries_) {
        Nature const& nature = entry.nature;
        all.push_back({entry.status, nature.name, entry.address, nature.grain, nature.inner});
    }
    return all;
}

} // namespace janus::detail
