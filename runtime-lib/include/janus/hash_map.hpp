#pragma once
// HashMap<K, V>: Janus's `HashMap[K, V]` and `Map[K, V]`. Iterates in insertion order over
// `std::tuple<K, V>`; setting an existing key keeps its place. A value: copies are independent and
// share their entries until one changes. `m[k]` of an absent key panics with P001. Changing a map
// ends the validity of references into it. Copies may live in different threads.

#include <cstdint>
#include <source_location>
#include <tuple>
#include <type_traits>
#include <utility>

#include <janus/forward.hpp>
#include <janus/hash_table.hpp>
#include <janus/list.hpp>
#include <janus/option.hpp>
#include <janus/shared.hpp>

namespace janus {

namespace detail {

struct FirstOfTuple {
    template <class T> auto const& operator()(T const& entry) const { return std::get<0>(entry); }
};

// A key and the place it is used at.
template <class K> struct KeyAt {
    template <class U>
        requires std::is_convertible_v<U const&, K> KeyAt(
            U const& value, std::source_location at = std::source_location::current())
            : key(value), where(at)
        {}
        K key;
        std::source_location where;
};

template <class K> [[noreturn]] void panic_key(K const& key, std::source_location where);

} // namespace detail

template <class K, class V> class HashMap {
public:
    using key_type = K;
    using mapped_type = V;
    using value_type = std::tuple<K, V>;

    HashMap() = default;
    HashMap(std::initializer_list<value_type> entries)
    {
        for (auto const& [key, value] : entries) {
            set(key, value);
        }
    }

    // Allocators are accepted and ignored.
    template <class Allocator> static HashMap with_allocator(Allocator const&) { return {}; }

    std::int64_t len() const
    {
        return table_.get() ? static_cast<std::int64_t>(table_.get()->size()) : 0;
    }
    bool is_empty() const { return len() == 0; }
    auto begin() const { return detail::table_begin(table_.get()); }
    auto end() const { return detail::table_end(table_.get()); }

    void set(K key, V value)
    {
        Table& table = table_.own();
        auto const [entry, is_new] =
            table.insert(key, [&] { return value_type(std::move(key), std::move(value)); });
        if (!is_new) {
            std::get<1>(*entry) = std::move(value);
        }
    }
    void put(K key, V value) { set(std::move(key), std::move(value)); }
    void insert(K key, V value) { set(std::move(key), std::move(value)); }

    Option<V> get(K const& key) const
    {
        value_type const* const entry = find(key);
        return entry ? Option<V>(std::get<1>(*entry)) : Option<V>();
    }
    // An entry that is there gets the new value and keeps its place.
    void extend(HashMap const& more)
    {
        HashMap const held(more);
        for (auto const& [key, value] : held) {
            set(key, value);
        }
    }
    template <class U> V get_or(K const& key, U&& other) const
    {
        value_type const* const entry = find(key);
        return entry ? std::get<1>(*entry) : static_cast<V>(std::forward<U>(other));
    }
    bool contains(K const& key) const { return find(key) != nullptr; }
    bool has(K const& key) const { return contains(key); }
    bool contains_key(K const& key) const { return contains(key); }
    Option<V> remove(K const& key)
    {
        if (!contains(key)) {
            return none;
        }
        K const held(key);
        auto taken = table_.own().remove(held);
        return Option<V>(std::move(std::get<1>(*taken)));
    }
    void clear() { table_ = {}; }

    // For reading, where the map could be written to: `[]` would make its entries its own.
    V const& at(K const& key, std::source_location where = std::source_location::current()) const
    {
        value_type const* const entry = find(key);
        if (!entry) [[unlikely]] {
            detail::panic_key(key, where);
        }
        return std::get<1>(*entry);
    }
    V const& operator[](detail::KeyAt<K> wanted) const { return at(wanted.key, wanted.where); }
    // For changes in place, `m[k].push(x)`. `m[k] = v` of Janus is `m.set(k, v)`.
    V& operator[](detail::KeyAt<K> wanted)
    {
        if (!contains(wanted.key)) [[unlikely]] {
            detail::panic_key(wanted.key, wanted.where);
        }
        return std::get<1>(*table_.own().find(wanted.key));
    }

    List<K> keys() const
    {
        List<K> made;
        made.reserve(len());
        for (auto const& entry : *this) {
            made.push(std::get<0>(entry));
        }
        return made;
    }
    List<V> values() const
    {
        List<V> made;
        made.reserve(len());
        for (auto const& entry : *this) {
            made.push(std::get<1>(entry));
        }
        return made;
    }
    List<value_type> entries() const
    {
        List<value_type> made;
        made.reserve(len());
        for (auto const& entry : *this) {
            made.push(entry);
        }
        return made;
    }
    // The entries with first <= key < end, ordered by key.
    List<value_type> range(K const& first, K const& end) const
    {
        List<value_type> made;
        for (auto const& entry : *this) {
            if (!(std::get<0>(entry) < first) && std::get<0>(entry) < end) {
                made.push(entry);
            }
        }
        made.sort_by([](value_type const& a, value_type const& b) {
            return std::get<0>(a) < std::get<0>(b);
        });
        return made;
    }
    // `function(key, value)` for each entry there is at the start.
    template <class F> void each(F&& function) const
    {
        HashMap const held(*this);
        for (auto const& [key, value] : held) {
            function(key, value);
        }
    }

    // Equal entries; their order does not matter.
    friend bool operator==(HashMap const& a, HashMap const& b)
    {
        if (a.len() != b.len()) {
            return false;
        }
        for (auto const& [key, value] : a) {
            value_type const* const entry = b.find(key);
            if (!entry || !(std::get<1>(*entry) == value)) {
                return false;
            }
        }
        return true;
    }

private:
    using Table = detail::HashTable<value_type, detail::FirstOfTuple>;

    value_type const* find(K const& key) const
    {
        return table_.get() ? table_.get()->find(key) : nullptr;
    }

    detail::Shared<Table> table_;
};

} // namespace janus
