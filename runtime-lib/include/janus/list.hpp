#pragma once
// List<T>: a growable array, Janus's `[T]`. A value: copies are independent, and cheap, for they
// share their elements until one of them changes. Positions are checked (panic P001). Iteration
// sees constant elements; `xs[i]` of a list that is not const may be assigned to. Changing a list
// ends the validity of references into it. Copies may live in different threads.

#include <cmath>
#include <compare>
#include <cstdint>
#include <initializer_list>
#include <source_location>
#include <tuple>
#include <type_traits>
#include <utility>

#include <janus/checked.hpp>
#include <janus/forward.hpp>
#include <janus/index.hpp>
#include <janus/option.hpp>
#include <janus/shared_array.hpp>
#include <janus/stable_sort.hpp>

namespace janus {

namespace detail {

// How many bits a number has without leading zeros.
template <Number T> int significant_bits(T value)
{
    if constexpr (std::floating_point<T>) {
        return value == 0 ? 0 : std::ilogb(value) + 1;
    } else {
        int bits = 0;
        for (auto left = static_cast<unsigned_of<T>>(value); left != 0;
             left = static_cast<unsigned_of<T>>(left >> 1)) {
            ++bits;
        }
        return bits;
    }
}

} // namespace detail

template <class T> class List {
public:
    using value_type = T;

    List() = default;
    List(std::initializer_list<T> elements)
    {
        elements_.own(elements.size());
        for (T const& element : elements) {
            elements_.append(element);
        }
    }
    // Janus's `[v; n]`; a negative count panics.
    static List filled(T const& value, Index count)
    {
        List made;
        if (count.value < 0) {
            detail::panic_index(count.value, 0, count.where);
        }
        made.elements_.fill(static_cast<std::size_t>(count.value), value);
        return made;
    }

    static List repeated(T const& value, Index count) { return filled(value, count); }

    // Allocators are accepted and ignored.
    template <class Allocator> static List with_allocator(Allocator const&) { return {}; }

    std::int64_t len() const { return static_cast<std::int64_t>(elements_.size()); }
    std::int64_t length() const { return len(); }
    bool is_empty() const { return elements_.size() == 0; }
    T const* begin() const { return elements_.data(); }
    T const* end() const { return elements_.data() + elements_.size(); }
    T const& operator[](Index index) const
    {
        return elements_.data()[index.within(elements_.size())];
    }
    T& operator[](Index index)
    {
        std::size_t const at = index.within(elements_.size());
        elements_.own_elements();
        return elements_.data()[at];
    }
    // For reading, where the list could be written to: `[]` would make its elements its own.
    T const& at(Index index) const { return (*this)[index]; }
    Option<T> get(std::int64_t index) const
    {
        return index >= 0 && index < len() ? Option<T>(begin()[index]) : Option<T>();
    }
    Option<T> first() const { return get(0); }
    Option<T> last() const { return get(len() - 1); }

    void reserve(std::int64_t room)
    {
        elements_.own(static_cast<std::size_t>(room < 0 ? 0 : room));
    }
    void push(T element) { elements_.append(std::move(element)); }
    void append(T element) { push(std::move(element)); }
    void add(T element) { push(std::move(element)); }
    Option<T> pop()
    {
        if (is_empty()) {
            return none;
        }
        elements_.own();
        Option<T> taken(std::move(elements_.data()[elements_.size() - 1]));
        elements_.drop(1);
        return taken;
    }
    // Before position `index`, which may be the length.
    void insert(Index index, T element)
    {
        std::size_t const at = index.within(elements_.size() + 1);
        push(std::move(element));
        T* const data = elements_.data();
        for (std::size_t i = elements_.size() - 1; i > at; --i) {
            std::swap(data[i], data[i - 1]);
        }
    }
    T remove(Index index)
    {
        std::size_t const at = index.within(elements_.size());
        elements_.own();
        T* const data = elements_.data();
        T taken(std::move(data[at]));
        for (std::size_t i = at + 1; i < elements_.size(); ++i) {
            data[i - 1] = std::move(data[i]);
        }
        elements_.drop(1);
        return taken;
    }
    void clear() { elements_ = {}; }
    void extend(List const& tail)
    {
        List const held(tail);
        elements_.own(elements_.size() + held.elements_.size());
        for (T const& element : held) {
            elements_.append(element);
        }
    }
    List copy() const { return *this; }
    // The elements [first, end); `xs[a..<b]`.
    List slice(std::int64_t first, std::int64_t end,
               std::source_location where = std::source_location::current()) const
    {
        detail::check_slice(first, end, elements_.size(), where);
        List made;
        made.elements_.own(static_cast<std::size_t>(end - first));
        for (std::int64_t i = first; i < end; ++i) {
            made.elements_.append(begin()[i]);
        }
        return made;
    }
    List slice(Index first) const { return slice(first.value, len(), first.where); }
    List take(std::int64_t count) const { return slice(0, clamp(count)); }
    List skip(std::int64_t count) const { return slice(clamp(count), len()); }

    Option<std::int64_t> index_of(T const& wanted) const
    {
        for (std::int64_t i = 0; i < len(); ++i) {
            if (begin()[i] == wanted) {
                return i;
            }
        }
        return none;
    }
    bool contains(T const& wanted) const { return index_of(wanted).is_some(); }

    void sort()
    {
        sort_with([](T const& a, T const& b) {
            if constexpr (std::is_floating_point_v<T>) {
                return std::strong_order(a, b) < 0;
            } else {
                return a < b;
            }
        });
    }
    // `order` is a comparison ("a comes before b", or a negative number) or the key of an element.
    template <class F> void sort_by(F order)
    {
        if constexpr (std::is_invocable_v<F&, T const&, T const&>) {
            sort_with([&order](T const& a, T const& b) {
                if constexpr (std::is_same_v<decltype(order(a, b)), bool>) {
                    return order(a, b);
                } else {
                    return order(a, b) < 0;
                }
            });
        } else {
            sort_with([&order](T const& a, T const& b) { return order(a) < order(b); });
        }
    }
    // Numbers with a higher leading bit first; equal ones stay in order.
    void sort_desc_by_msb()
    {
        sort_with([](T const& a, T const& b) {
            return detail::significant_bits(b) < detail::significant_bits(a);
        });
    }
    void reverse()
    {
        elements_.own();
        T* const data = elements_.data();
        for (std::size_t i = 0, j = elements_.size(); i + 1 < j; ++i) {
            std::swap(data[i], data[--j]);
        }
    }
    List sorted() const
    {
        List made(*this);
        made.sort();
        return made;
    }
    template <class F> List sorted_by(F order) const
    {
        List made(*this);
        made.sort_by(std::move(order));
        return made;
    }
    List reversed() const
    {
        List made(*this);
        made.reverse();
        return made;
    }

    template <class F> auto map(F&& function) const
    {
        List<std::remove_cvref_t<std::invoke_result_t<F&, T const&>>> made;
        made.reserve(len());
        for (T const& element : held()) {
            made.push(function(element));
        }
        return made;
    }
    template <class F> List filter(F&& keep) const
    {
        List made;
        for (T const& element : held()) {
            if (keep(element)) {
                made.push(element);
            }
        }
        return made;
    }
    template <class A, class F> A fold(A accumulated, F&& function) const
    {
        for (T const& element : held()) {
            accumulated = function(std::move(accumulated), element);
        }
        return accumulated;
    }
    template <class A, class F> A reduce(A accumulated, F&& function) const
    {
        return fold(std::move(accumulated), function);
    }
    template <class F> void each(F&& function) const
    {
        for (T const& element : held()) {
            function(element);
        }
    }
    template <class F> bool any(F&& holds) const { return find(holds).is_some(); }
    template <class F> bool all(F&& holds) const
    {
        return !any([&holds](T const& element) { return !holds(element); });
    }
    template <class F> Option<T> find(F&& wanted) const
    {
        for (T const& element : held()) {
            if (wanted(element)) {
                return element;
            }
        }
        return none;
    }
    T sum(std::source_location where = std::source_location::current()) const
    {
        T total{};
        for (T const& element : *this) {
            total = janus::add(total, element, where);
        }
        return total;
    }
    Option<T> min() const
    {
        return best([](T const& a, T const& b) { return a < b; });
    }
    Option<T> max() const
    {
        return best([](T const& a, T const& b) { return b < a; });
    }
    String join(String const& separator) const; // text.hpp
    List<std::tuple<std::int64_t, T>> enumerate() const
    {
        List<std::tuple<std::int64_t, T>> made;
        made.reserve(len());
        for (std::int64_t i = 0; i < len(); ++i) {
            made.push({i, begin()[i]});
        }
        return made;
    }
    template <class U> List<std::tuple<T, U>> zip(List<U> const& other) const
    {
        List<std::tuple<T, U>> made;
        for (std::int64_t i = 0; i < len() && i < other.len(); ++i) {
            made.push({begin()[i], other.begin()[i]});
        }
        return made;
    }

    friend List operator+(List head, List const& tail)
    {
        head.extend(tail);
        return head;
    }
    friend bool operator==(List const& a, List const& b)
    {
        if (a.len() != b.len()) {
            return false;
        }
        for (std::int64_t i = 0; i < a.len(); ++i) {
            if (!(a.begin()[i] == b.begin()[i])) {
                return false;
            }
        }
        return true;
    }
    friend auto operator<=>(List const& a, List const& b) requires requires(T const& x) { x <=> x; }
    {
        using Order = decltype(*a.begin() <=> *b.begin());
        for (std::int64_t i = 0; i < a.len() && i < b.len(); ++i) {
            if (auto const order = a.begin()[i] <=> b.begin()[i]; order != 0) {
                return order;
            }
        }
        return static_cast<Order>(a.len() <=> b.len());
    }

private:
    template <class> friend class Slice;

    // A callback may change the list it was called from; the walk sees the elements of its start.
    List held() const { return *this; }
    std::int64_t clamp(std::int64_t count) const
    {
        return count < 0 ? 0 : count > len() ? len() : count;
    }
    template <class Less> void sort_with(Less less)
    {
        List held(std::move(*this));
        clear();
        held.elements_.own();
        detail::stable_sort(held.elements_.data(), held.elements_.size(), std::move(less));
        elements_.swap(held.elements_);
    }
    template <class Better> Option<T> best(Better better) const
    {
        Option<T> found;
        for (T const& element : *this) {
            if (found.is_none() || better(element, *found)) {
                found = element;
            }
        }
        return found;
    }

    detail::SharedArray<T> elements_;
};

template <class T> List(std::initializer_list<T>) -> List<T>;

} // namespace janus
