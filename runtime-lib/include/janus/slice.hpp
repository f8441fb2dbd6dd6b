#pragma once
// Slice<T>: some neighbouring elements of a list, Janus's `[]T`. A view: what is written into it,
// the list has too, and the other way round, until the list changes its length. It keeps the
// elements alive. A view of a constant list is one of a copy. Positions are checked (panic P001).
// A slice and its list stay in one thread.

#include <array>
#include <cstdint>
#include <source_location>
#include <utility>

#include <janus/index.hpp>
#include <janus/list.hpp>

namespace janus {

template <class T> class Slice {
public:
    using value_type = T;

    Slice() = default;
    explicit Slice(List<T>& list) : Slice(list, 0, list.len()) {}
    explicit Slice(List<T>&& list) : Slice(list) {}
    explicit Slice(List<T> const& list) : Slice(List<T>(list)) {}
    Slice(List<T>& list, std::int64_t first, std::int64_t end,
          std::source_location where = std::source_location::current())
    {
        detail::check_slice(first, end, static_cast<std::size_t>(list.len()), where);
        if (!list.elements_.only_viewed()) {
            list.elements_.own();
        }
        held_ = detail::ArrayView<T>(list.elements_);
        first_ = held_.data() + first;
        length_ = static_cast<std::size_t>(end - first);
    }

    std::int64_t len() const { return static_cast<std::int64_t>(length_); }
    bool is_empty() const { return length_ == 0; }
    T const* begin() const { return first_; }
    T const* end() const { return first_ + length_; }
    // A view may be written through, whoever holds it.
    T& operator[](Index index) const { return first_[index.within(length_)]; }

    Slice view(std::int64_t first, std::int64_t end,
               std::source_location where = std::source_location::current()) const
    {
        detail::check_slice(first, end, length_, where);
        Slice part(*this);
        part.first_ += first;
        part.length_ = static_cast<std::size_t>(end - first);
        return part;
    }
    List<T> list() const
    {
        List<T> made;
        made.reserve(len());
        for (T const& element : *this) {
            made.push(element);
        }
        return made;
    }
    void sort() const { write(list().sorted()); }
    template <class F> void sort_by(F order) const { write(list().sorted_by(std::move(order))); }
    void reverse() const { write(list().reversed()); }

    friend bool operator==(Slice const& a, Slice const& b) { return a.list() == b.list(); }

private:
    void write(List<T> const& elements) const
    {
        T* to = first_;
        for (T const& element : elements) {
            *to++ = element;
        }
    }

    detail::ArrayView<T> held_;
    T* first_ = nullptr;
    std::size_t length_ = 0;
};

// `xs[a..<b]` where a view is wanted.
template <class T>
Slice<T> view(List<T>& list, std::int64_t first, std::int64_t end,
              std::source_location where = std::source_location::current())
{
    return Slice<T>(list, first, end, where);
}
template <class T>
Slice<T> view(List<T>&& list, std::int64_t first, std::int64_t end,
              std::source_location where = std::source_location::current())
{
    return Slice<T>(list, first, end, where);
}
template <class T>
Slice<T> view(List<T> const& list, std::int64_t first, std::int64_t end,
              std::source_location where = std::source_location::current())
{
    return view(List<T>(list), first, end, where);
}
template <class T>
Slice<T> view(Slice<T> const& slice, std::int64_t first, std::int64_t end,
              std::source_location where = std::source_location::current())
{
    return slice.view(first, end, where);
}

template <class T, std::size_t n> List<T> list_of(std::array<T, n> const& array)
{
    List<T> made;
    made.reserve(static_cast<std::int64_t>(n));
    for (T const& element : array) {
        made.push(element);
    }
    return made;
}

// An array lent as a slice for one call: what is written comes back when the call is over.
template <class T, std::size_t n> class Lent {
public:
    explicit Lent(std::array<T, n>& array) : array_(array)
    {
        elements_.reserve(static_cast<std::int64_t>(n));
        for (T const& element : array) {
            elements_.push(element);
        }
        slice_ = Slice<T>(elements_);
    }
    Lent(Lent const&) = delete;
    Lent& operator=(Lent const&) = delete;
    ~Lent()
    {
        std::size_t at = 0;
        for (T const& element : slice_) {
            array_[at++] = element;
        }
    }

    operator Slice<T>() const { return slice_; }
    void sort() const { slice_.sort(); }
    template <class F> void sort_by(F order) const { slice_.sort_by(std::move(order)); }
    void reverse() const { slice_.reverse(); }

private:
    std::array<T, n>& array_;
    List<T> elements_;
    Slice<T> slice_;
};
template <class T, std::size_t n> Lent(std::array<T, n>&) -> Lent<T, n>;

} // namespace janus
