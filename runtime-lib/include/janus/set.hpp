#pragma once
// Set<T>: Janus's `Set[T]`, iterated in insertion order. A value: copies are independent and share
// their elements until one changes. Copies may live in different threads.

#include <cstdint>
#include <initializer_list>
#include <utility>

#include <janus/forward.hpp>
#include <janus/hash_table.hpp>
#include <janus/list.hpp>
#include <janus/shared.hpp>

namespace janus {

namespace detail {

struct Itself {
    template <class T> T const& operator()(T const& entry) const { return entry; }
};

} // namespace detail

template <class T> class Set {
public:
    using value_type = T;

    Set() = default;
    Set(std::initializer_list<T> elements)
    {
        for (T const& element : elements) {
            insert(element);
        }
    }

    // Allocators are accepted and ignored.
    template <class Allocator> static Set with_allocator(Allocator const&) { return {}; }

    std::int64_t len() const
    {
        return table_.get() ? static_cast<std::int64_t>(table_.get()->size()) : 0;
    }
    bool is_empty() const { return len() == 0; }
    auto begin() const { return detail::table_begin(table_.get()); }
    auto end() const { return detail::table_end(table_.get()); }

    bool contains(T const& element) const
    {
        return table_.get() && table_.get()->find(element) != nullptr;
    }
    bool has(T const& element) const { return contains(element); }
    // Whether it was not there before.
    bool insert(T element)
    {
        return table_.own().insert(element, [&] { return std::move(element); }).second;
    }
    bool add(T element) { return insert(std::move(element)); }
    // Whether it was there.
    bool remove(T const& element)
    {
        if (!contains(element)) {
            return false;
        }
        T const held(element);
        return table_.own().remove(held).has_value();
    }
    void clear() { table_ = {}; }

    Set union_(Set const& other) const
    {
        Set made(*this);
        for (T const& element : other) {
            made.insert(element);
        }
        return made;
    }
    Set union_with(Set const& other) const { return union_(other); }
    Set intersect(Set const& other) const
    {
        return filter([&other](T const& element) { return other.contains(element); });
    }
    Set difference(Set const& other) const
    {
        return filter([&other](T const& element) { return !other.contains(element); });
    }
    bool is_subset(Set const& other) const { return intersect(other).len() == len(); }
    template <class F> Set filter(F&& keep) const
    {
        Set made;
        for (T const& element : Set(*this)) {
            if (keep(element)) {
                made.insert(element);
            }
        }
        return made;
    }
    template <class F> void each(F&& function) const
    {
        for (T const& element : Set(*this)) {
            function(element);
        }
    }
    List<T> to_list() const
    {
        List<T> made;
        made.reserve(len());
        for (T const& element : *this) {
            made.push(element);
        }
        return made;
    }

    // Equal elements; their order does not matter.
    friend bool operator==(Set const& a, Set const& b)
    {
        return a.len() == b.len() && a.is_subset(b);
    }

private:
    detail::Shared<detail::HashTable<T, detail::Itself>> table_;
};

} // namespace janus
