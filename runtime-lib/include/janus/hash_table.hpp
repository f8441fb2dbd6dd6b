#pragma once
// detail::HashTable: what HashMap and Set are made of. Entries lie in a dense array in insertion
// order; a table of 32-bit positions with linear probing finds them. A removed entry leaves a hole
// that the next rebuild closes. Not shared between threads; the owners see to that.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <utility>
#include <vector>

#include <janus/hash.hpp>

namespace janus::detail {

template <class Entry, class KeyOf> class HashTable {
public:
    struct Slot {
        std::uint64_t hash;
        std::optional<Entry> entry;
    };

    std::size_t size() const { return size_; }
    std::vector<Slot> const& slots() const { return slots_; }

    template <class Key> Entry const* find(Key const& key) const
    {
        std::size_t const at = position(key, hash_of(key));
        return at == missing ? nullptr : &*slots_[at].entry;
    }
    template <class Key> Entry* find(Key const& key)
    {
        return const_cast<Entry*>(std::as_const(*this).find(key));
    }

    // The entry with that key and whether it is new, in which case `make()` built it.
    template <class Key, class Make> std::pair<Entry*, bool> insert(Key const& key, Make make)
    {
        std::uint64_t const hash = hash_of(key);
        if (std::size_t const at = position(key, hash); at != missing) {
            return {&*slots_[at].entry, false};
        }
        if ((slots_.size() + 1) * 4 > index_.size() * 3) {
            rebuild();
        }
        slots_.push_back(Slot{hash, std::optional<Entry>(make())});
        place(hash, slots_.size() - 1);
        ++size_;
        return {&*slots_.back().entry, true};
    }

    template <class Key> std::optional<Entry> remove(Key const& key)
    {
        std::size_t const at = position(key, hash_of(key));
        if (at == missing) {
            return std::nullopt;
        }
        std::optional<Entry> taken = std::exchange(slots_[at].entry, std::nullopt);
        --size_;
        if (size_ == 0) {
            *this = HashTable();
        }
        return taken;
    }

private:
    static constexpr std::size_t missing = static_cast<std::size_t>(-1);
    static constexpr std::uint32_t unused = 0xFFFFFFFF;

    // A hole stays in the index until the next rebuild: probing walks over it.
    template <class Key> std::size_t position(Key const& key, std::uint64_t hash) const
    {
        if (index_.empty()) {
            return missing;
        }
        std::size_t const mask = index_.size() - 1;
        for (std::size_t at = hash & mask;; at = (at + 1) & mask) {
            std::uint32_t const found = index_[at];
            if (found == unused) {
                return missing;
            }
            Slot const& slot = slots_[found];
            if (slot.hash == hash && slot.entry && KeyOf{}(*slot.entry) == key) {
                return found;
            }
        }
    }
    void place(std::uint64_t hash, std::size_t slot)
    {
        std::size_t const mask = index_.size() - 1;
        std::size_t at = hash & mask;
        while (index_[at] != unused) {
            at = (at + 1) & mask;
        }
        index_[at] = static_cast<std::uint32_t>(slot);
    }
    // Closes the holes, then makes room for twice the entries.
    void rebuild()
    {
        if (size_ >= unused / 4) {
            throw std::length_error("too many entries");
        }
        if (size_ != slots_.size()) {
            std::size_t out = 0;
            for (std::size_t i = 0; i < slots_.size(); ++i) {
                if (slots_[i].entry) {
                    if (out != i) {
                        slots_[out] = std::move(slots_[i]);
                    }
                    ++out;
                }
            }
            slots_.erase(slots_.begin() + static_cast<std::ptrdiff_t>(out), slots_.end());
        }
        std::size_t room = 8;
        while (room * 3 < (size_ + 1) * 8) {
            room *= 2;
        }
        index_.assign(room, unused);
        for (std::size_t i = 0; i < slots_.size(); ++i) {
            place(slots_[i].hash, i);
        }
    }

    std::vector<Slot> slots_;
    std::vector<std::uint32_t> index_;
    std::size_t size_ = 0;
};

// Walks the entries of a table, over the holes.
template <class Entry, class Slot> class TableIterator {
public:
    using value_type = Entry;
    using difference_type = std::ptrdiff_t;

    TableIterator() = default;
    TableIterator(Slot const* at, Slot const* end) : at_(at), end_(end) { skip(); }

    Entry const& operator*() const { return *at_->entry; }
    Entry const* operator->() const { return &*at_->entry; }
    TableIterator& operator++()
    {
        ++at_;
        skip();
        return *this;
    }
    TableIterator operator++(int)
    {
        TableIterator const before = *this;
        ++*this;
        return before;
    }
    friend bool operator==(TableIterator const& a, TableIterator const& b)
    {
        return a.at_ == b.at_;
    }

private:
    void skip()
    {
        while (at_ != end_ && !at_->entry) {
            ++at_;
        }
    }

    Slot const* at_ = nullptr;
    Slot const* end_ = nullptr;
};

template <class Table> auto table_begin(Table const* table)
{
    using Slot = typename Table::Slot;
    using Entry = typename decltype(Slot::entry)::value_type;
    return table ? TableIterator<Entry, Slot>(table->slots().data(),
                                              table->slots().data() + table->slots().size())
                 : TableIterator<Entry, Slot>();
}
template <class Table> auto table_end(Table const* table)
{
    using Slot = typename Table::Slot;
    using Entry = typename decltype(Slot::entry)::value_type;
    if (!table) {
        return TableIterator<Entry, Slot>();
    }
    Slot const* const end = table->slots().data() + table->slots().size();
    return TableIterator<Entry, Slot>(end, end);
}

} // namespace janus::detail
