#pragma once
// Box<T>: a T on the heap, for types that contain themselves. A value: copies deep, compares and
// prints as its content. A default box is empty, for what is about to be filled. As safe across
// threads as a T is.

#include <compare>
#include <memory>
#include <utility>

#include <janus/forward.hpp>

namespace janus {

template <class T> class Box {
public:
    using value_type = T;

    Box() = default;
    // Around a default value. A function, as `T` may be incomplete where a field begins with it.
    static Box of_default() { return Box(T{}); }

    Box(T const& value) : content_(std::make_unique<T>(value)) {}
    Box(T&& value) : content_(std::make_unique<T>(std::move(value))) {}
    Box(Box const& other) : content_(other ? std::make_unique<T>(*other) : nullptr) {}
    // The moved-from box is empty too: it may only be destroyed or assigned to.
    Box(Box&& other) noexcept = default;
    Box& operator=(Box const& other)
    {
        Box copy(other);
        content_ = std::move(copy.content_);
        return *this;
    }
    Box& operator=(Box&& other) noexcept = default;
    ~Box() = default;

    explicit operator bool() const { return content_ != nullptr; }
    T& operator*() { return *content_; }
    T const& operator*() const { return *content_; }
    T* operator->() { return content_.get(); }
    T const* operator->() const { return content_.get(); }

    friend bool operator==(Box const& a, Box const& b) { return *a == *b; }
    friend auto operator<=>(Box const& a, Box const& b) requires requires(T const& x) { x <=> x; }
    {
        return *a <=> *b;
    }

private:
    std::unique_ptr<T> content_;
};

} // namespace janus
