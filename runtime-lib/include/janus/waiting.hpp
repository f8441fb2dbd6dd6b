#pragma once
// The methods of collections that call a function, for functions that suspend: `xs.map(f)` where
// `f` waits is `janus::waiting::map(xs, f)`. Elements are handled one after the other, in order, as
// they were when the call began. A task of theirs belongs to one actor, like every task.

#include <cstdint>
#include <tuple>
#include <type_traits>
#include <utility>

#include <janus/deque.hpp>
#include <janus/hash_map.hpp>
#include <janus/iterator.hpp>
#include <janus/list.hpp>
#include <janus/option.hpp>
#include <janus/range.hpp>
#include <janus/set.hpp>
#include <janus/task.hpp>

namespace janus::waiting {

namespace detail {

// Gives the elements one by one.
template <class C> class Elements {
public:
    explicit Elements(C const& from) : elements_(from.to_list()) {}
    auto next() { return elements_.get(at_++); }

private:
    decltype(std::declval<C const&>().to_list()) elements_;
    std::int64_t at_ = 0;
};

template <class T> class Elements<List<T>> {
public:
    explicit Elements(List<T> elements) : elements_(std::move(elements)) {}
    Option<T> next() { return elements_.get(at_++); }

private:
    List<T> elements_;
    std::int64_t at_ = 0;
};

template <class T> class Elements<Option<T>> {
public:
    explicit Elements(Option<T> element) : element_(std::move(element)) {}
    Option<T> next() { return std::exchange(element_, none); }

private:
    Option<T> element_;
};

template <class T> class Elements<Iter<T>> {
public:
    explicit Elements(Iter<T> from) : from_(std::move(from)) {}
    Option<T> next() { return from_.next(); }

private:
    Iter<T> from_;
};

template <class C>
using ElementOf = std::remove_cvref_t<decltype(*std::declval<Elements<C>&>().next())>;

// What calling F yields in the end.
template <class F, class... A>
using Yield = std::remove_cvref_t<janus::detail::TaskValue<std::invoke_result_t<F&, A...>>>;

} // namespace detail

template <class C, class F> Task<> each(C collection, F function)
{
    detail::Elements<C> elements(collection);
    for (auto element = elements.next(); element.is_some(); element = elements.next()) {
        auto call = function(*element);
        co_await call;
    }
}

template <class K, class V, class F> Task<> each(HashMap<K, V> map, F function)
{
    List<std::tuple<K, V>> const entries = map.entries();
    for (std::int64_t i = 0; i < entries.len(); ++i) {
        auto call = function(std::get<0>(entries[i]), std::get<1>(entries[i]));
        co_await call;
    }
}

template <class C, class F>
auto map(C collection, F function) -> Task<List<detail::Yield<F, detail::ElementOf<C>>>>
{
    using Value = detail::Yield<F, detail::ElementOf<C>>;
    detail::Elements<C> elements(collection);
    List<Value> made;
    for (auto element = elements.next(); element.is_some(); element = elements.next()) {
        auto call = function(*element);
        Value value = co_await call;
        made.push(std::move(value));
    }
    co_return made;
}

template <class C, class F> Task<List<detail::ElementOf<C>>> filter(C collection, F keep)
{
    detail::Elements<C> elements(collection);
    List<detail::ElementOf<C>> made;
    for (auto element = elements.next(); element.is_some(); element = elements.next()) {
        auto call = keep(*element);
        bool const kept = co_await call;
        if (kept) {
            made.push(*element);
        }
    }
    co_return made;
}

template <class T, class F> Task<Set<T>> filter(Set<T> set, F keep)
{
    detail::Elements<Set<T>> elements(set);
    Set<T> made;
    for (auto element = elements.next(); element.is_some(); element = elements.next()) {
        auto call = keep(*element);
        bool const kept = co_await call;
        if (kept) {
            made.insert(*element);
        }
    }
    co_return made;
}

template <class C, class A, class F> Task<A> fold(C collection, A accumulated, F function)
{
    detail::Elements<C> elements(collection);
    for (auto element = elements.next(); element.is_some(); element = elements.next()) {
        auto call = function(std::move(accumulated), *element);
        A result = co_await call;
        accumulated = std::move(result);
    }
    co_return accumulated;
}

template <class C, class F> Task<Option<detail::ElementOf<C>>> find(C collection, F wanted)
{
    detail::Elements<C> elements(collection);
    auto element = elements.next();
    while (element.is_some()) {
        auto call = wanted(*element);
        bool const found = co_await call;
        if (found) {
            break;
        }
        element = elements.next();
    }
    co_return element;
}

template <class C, class F> Task<bool> any(C collection, F holds)
{
    auto search = find(std::move(collection), std::move(holds));
    auto const found = co_await search;
    co_return found.is_some();
}

template <class C, class F> Task<bool> all(C collection, F holds)
{
    detail::Elements<C> elements(collection);
    for (auto element = elements.next(); element.is_some(); element = elements.next()) {
        auto call = holds(*element);
        bool const held = co_await call;
        if (!held) {
            co_return false;
        }
    }
    co_return true;
}

// Insertion by halving: few comparisons, and equal elements stay in order.
template <class T, class F> Task<List<T>> sorted_by(List<T> list, F less)
{
    List<T> made;
    for (std::int64_t i = 0; i < list.len(); ++i) {
        T const element = std::as_const(list)[i];
        std::int64_t low = 0;
        std::int64_t high = made.len();
        while (low < high) {
            std::int64_t const middle = low + (high - low) / 2;
            auto call = less(element, std::as_const(made)[middle]);
            bool const before = co_await call;
            if (before) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        made.insert(low, element);
    }
    co_return made;
}

// The list must stay where it is until the task has ended.
template <class T, class F> Task<> sort_by(List<T>& list, F less)
{
    auto sorting = sorted_by(list, std::move(less));
    List<T> sorted = co_await sorting;
    list = std::move(sorted);
}

template <class T, class F>
auto map(Option<T> option, F function) -> Task<Option<detail::Yield<F, T>>>
{
    using Value = detail::Yield<F, T>;
    if (option.is_none()) {
        co_return none;
    }
    auto call = function(*option);
    Value value = co_await call;
    co_return Option<Value>(std::move(value));
}

template <class T, class F> auto and_then(Option<T> option, F function) -> Task<detail::Yield<F, T>>
{
    if (option.is_none()) {
        co_return none;
    }
    auto call = function(*option);
    detail::Yield<F, T> value = co_await call;
    co_return value;
}

template <class T, class F> Task<Option<T>> filter(Option<T> option, F keep)
{
    if (option.is_none()) {
        co_return none;
    }
    auto call = keep(*option);
    bool const kept = co_await call;
    if (!kept) {
        co_return none;
    }
    co_return option;
}

} // namespace janus::waiting
