#pragma once
// Deque<T>: Janus's `Deque[T]`, and `Queue[T]` and `Stack[T]` of which it is the one
// implementation. A value: copies are independent and share their elements until one changes.
// Positions are checked (P001). Copies may live in different threads.

#include <algorithm>
#include <cstdint>
#include <deque>
#include <initializer_list>
#include <utility>

#include <janus/forward.hpp>
#include <janus/index.hpp>
#include <janus/list.hpp>
#include <janus/option.hpp>
#include <janus/shared.hpp>

namespace janus {

template <class T> class Deque {
public:
    using value_type = T;

    Deque() = default;
    Deque(std::initializer_list<T> elements)
    {
        for (T const& element : elements) {
            push_back(element);
        }
    }

    // Allocators are accepted and ignored.
    template <class Allocator> static Deque with_allocator(Allocator const&) { return {}; }

    std::int64_t len() const { return static_cast<std::int64_t>(content().size()); }
    bool is_empty() const { return content().empty(); }
    auto begin() const { return content().begin(); }
    auto end() const { return content().end(); }
    T const& operator[](Index index) const { return content()[index.within(content().size())]; }
    T& operator[](Index index)
    {
        std::size_t const at = index.within(content().size());
        return elements_.own()[at];
    }
    T const& at(Index index) const { return (*this)[index]; }
    Option<T> get(std::int64_t index) const
    {
        return index >= 0 && index < len() ? Option<T>(begin()[index]) : Option<T>();
    }

    void push_back(T element) { elements_.own().push_back(std::move(element)); }
    void push_front(T element) { elements_.own().push_front(std::move(element)); }
    void push(T element) { push_back(std::move(element)); }
    void enqueue(T element) { push_back(std::move(element)); }
    Option<T> pop_back()
    {
        if (is_empty()) {
            return none;
        }
        std::deque<T>& elements = elements_.own();
        Option<T> taken(std::move(elements.back()));
        elements.pop_back();
        return taken;
    }
    Option<T> pop_front()
    {
        if (is_empty()) {
            return none;
        }
        std::deque<T>& elements = elements_.own();
        Option<T> taken(std::move(elements.front()));
        elements.pop_front();
        return taken;
    }
    Option<T> pop() { return pop_back(); }
    Option<T> dequeue() { return pop_front(); }
    Option<T> front() const { return get(0); }
    Option<T> back() const { return get(len() - 1); }
    Option<T> peek() const { return back(); }
    void clear() { elements_ = {}; }
    bool contains(T const& wanted) const { return std::find(begin(), end(), wanted) != end(); }

    List<T> to_list() const
    {
        List<T> made;
        made.reserve(len());
        for (T const& element : *this) {
            made.push(element);
        }
        return made;
    }
    template <class F> void each(F&& function) const
    {
        for (T const& element : Deque(*this)) {
            function(element);
        }
    }

    friend bool operator==(Deque const& a, Deque const& b)
    {
        return std::equal(a.begin(), a.end(), b.begin(), b.end());
    }

private:
    std::deque<T> const& content() const
    {
        static std::deque<T> const empty;
        return elements_.get() ? *elements_.get() : empty;
    }

    detail::Shared<std::deque<T>> elements_;
};

} // namespace janus
