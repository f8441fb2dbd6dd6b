#pragma once
// Unique<T, Tag>: a type of its own around a T, Janus's `type UserId = unique String`. Made and
// unwrapped explicitly; compares, hashes, prints and is stored as its content. A value.

#include <compare>
#include <utility>

#include <janus/forward.hpp>

namespace janus {

template <class T, class Tag> class Unique {
public:
    using value_type = T;

    Unique() = default;
    explicit Unique(T value) : value_(std::move(value)) {}

    T const& value() const { return value_; }
    T& value() { return value_; }

    friend bool operator==(Unique const& a, Unique const& b) { return a.value_ == b.value_; }
    friend auto operator<=>(Unique const& a, Unique const& b) requires requires(T const& x)
    {
        x <=> x;
    }
    {
        return a.value_ <=> b.value_;
    }

private:
    T value_{};
};

} // namespace janus
