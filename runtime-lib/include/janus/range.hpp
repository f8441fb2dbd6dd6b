#pragma once
// Range<T>: Janus's `a..b` and `a..<b` as a value: iterable, sliceable bounds, `contains`. Empty if
// the end lies before the start. A value; any thread may use it.

#include <cstddef>
#include <cstdint>

#include <janus/integer_types.hpp>
#include <janus/list.hpp>
#include <janus/text.hpp>

namespace janus {

template <Integer T> class Range {
public:
    class Iterator {
    public:
        using value_type = T;
        using difference_type = std::ptrdiff_t;

        constexpr Iterator() = default;
        constexpr Iterator(T value, bool at_end) : value_(value), at_end_(at_end) {}
        constexpr Iterator(T value, T last, bool at_end)
            : value_(value), last_(last), at_end_(at_end)
        {}
        constexpr T operator*() const { return value_; }
        // The last value may be the largest there is, so the end is a flag.
        constexpr Iterator& operator++()
        {
            if (value_ == last_) {
                at_end_ = true;
            } else {
                ++value_;
            }
            return *this;
        }
        constexpr Iterator operator++(int)
        {
            Iterator const before = *this;
            ++*this;
            return before;
        }
        friend constexpr bool operator==(Iterator const& a, Iterator const& b)
        {
            return a.at_end_ == b.at_end_ && (a.at_end_ || a.value_ == b.value_);
        }

    private:
        T value_{};
        T last_{};
        bool at_end_ = true;
    };

    constexpr Range() = default;
    constexpr Range(T first, T last, bool is_empty) : first_(first), last_(last), empty_(is_empty)
    {}

    constexpr Iterator begin() const { return Iterator(first_, last_, empty_); }
    constexpr Iterator end() const { return Iterator(); }
    constexpr bool is_empty() const { return empty_; }
    // Both ends belong to it, however it was written: `1..3`.
    String to_text() const
    {
        return empty_ ? concat(first_, "..<", first_) : concat(first_, "..", last_);
    }
    constexpr bool contains(T value) const { return !empty_ && first_ <= value && value <= last_; }
    constexpr T first() const { return first_; }
    constexpr T last() const { return last_; }
    constexpr std::int64_t len() const
    {
        return empty_ ? 0 : convert<std::int64_t>(static_cast<i128>(last_) - first_ + 1);
    }
    List<T> to_list() const
    {
        List<T> made;
        for (T const value : *this) {
            made.push(value);
        }
        return made;
    }
    template <class F> auto map(F&& function) const { return to_list().map(function); }
    template <class A, class F> A fold(A accumulated, F&& function) const
    {
        for (T const value : *this) {
            accumulated = function(std::move(accumulated), value);
        }
        return accumulated;
    }
    template <class F> Option<T> find(F&& wanted) const
    {
        for (T const value : *this) {
            if (wanted(value)) {
                return value;
            }
        }
        return none;
    }
    template <class F> bool any(F&& holds) const { return find(holds).is_some(); }
    template <class F> bool all(F&& holds) const
    {
        return !any([&holds](T value) { return !holds(value); });
    }
    T sum(std::source_location where = std::source_location::current()) const
    {
        T total{};
        for (T const value : *this) {
            total = janus::add(total, value, where);
        }
        return total;
    }
    List<T> take(std::int64_t count) const
    {
        List<T> made;
        for (T const value : *this) {
            if (made.len() >= count) {
                break;
            }
            made.push(value);
        }
        return made;
    }
    List<T> skip(std::int64_t count) const { return to_list().skip(count); }
    List<T> reversed() const { return to_list().reversed(); }
    auto enumerate() const { return to_list().enumerate(); }
    template <class F> List<T> filter(F&& keep) const { return to_list().filter(keep); }
    template <class F> void each(F&& function) const
    {
        for (T const value : *this) {
            function(value);
        }
    }

    friend constexpr bool operator==(Range const&, Range const&) = default;

private:
    T first_{};
    T last_{};
    bool empty_ = true;
};

// `a..b`
template <Integer T> constexpr Range<T> range(T first, std::type_identity_t<T> last)
{
    return Range<T>(first, last, last < first);
}
// `a..<b`
template <Integer T> constexpr Range<T> range_until(T first, std::type_identity_t<T> end)
{
    return end <= first ? Range<T>() : Range<T>(first, static_cast<T>(end - 1), false);
}

} // namespace janus
