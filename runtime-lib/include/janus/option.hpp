#pragma once
// Option<T>: a value or nothing, Janus's `?T`. A regular value: copies, compares, hashes as its
// content does. `unwrap` on nothing panics with P005. It is as safe across threads as a `T` is.

#include <compare>
#include <optional>
#include <source_location>
#include <type_traits>
#include <utility>

#include <janus/forward.hpp>
#include <janus/panic.hpp>

namespace janus {

// Janus's `null` and `None`.
struct None {
    friend constexpr bool operator==(None, None) { return true; }
};
inline constexpr None none{};

template <class T> class Option {
public:
    using value_type = T;

    constexpr Option() = default;
    constexpr Option(None) {}
    constexpr Option(T const& value) : value_(value) {}
    constexpr Option(T&& value) : value_(std::move(value)) {}
    // The cheap tests stand first: they end the recursion for a T that contains this option.
    template <class U>
        requires(!std::is_same_v<std::remove_cvref_t<U>, T> &&
                 !std::is_same_v<std::remove_cvref_t<U>, Option> &&
                 !std::is_same_v<std::remove_cvref_t<U>, None> && std::is_convertible_v<U&&, T>)
    constexpr Option(U&& value) : value_(static_cast<T>(std::forward<U>(value))) {}
    template <class U>
        requires(!std::is_same_v<U, T> && std::is_convertible_v<U, T>)
    constexpr Option(Option<U> other)
    {
        if (other.is_some()) {
            value_.emplace(static_cast<T>(std::move(*other)));
        }
    }

    constexpr bool is_some() const { return value_.has_value(); }
    constexpr bool is_none() const { return !value_.has_value(); }
    constexpr explicit operator bool() const { return value_.has_value(); }

    // The content; the caller has established that there is one.
    constexpr T& operator*() & { return *value_; }
    constexpr T const& operator*() const& { return *value_; }
    constexpr T&& operator*() && { return *std::move(value_); }
    constexpr T* operator->() { return &*value_; }
    constexpr T const* operator->() const { return &*value_; }

    constexpr T unwrap(std::source_location where = std::source_location::current()) const&
    {
        require(where);
        return *value_;
    }
    constexpr T unwrap(std::source_location where = std::source_location::current()) &&
    {
        require(where);
        return *std::move(value_);
    }
    template <class U> constexpr T unwrap_or(U&& other) const&
    {
        return value_ ? *value_ : static_cast<T>(std::forward<U>(other));
    }
    template <class U> constexpr T unwrap_or(U&& other) &&
    {
        return value_ ? *std::move(value_) : static_cast<T>(std::forward<U>(other));
    }

    template <class F> constexpr auto map(F&& function) const
    {
        using R = std::remove_cvref_t<std::invoke_result_t<F&, T const&>>;
        return value_ ? Option<R>(function(*value_)) : Option<R>();
    }
    // `function` yields an option itself.
    template <class F> constexpr auto and_then(F&& function) const
    {
        using R = std::remove_cvref_t<std::invoke_result_t<F&, T const&>>;
        return value_ ? R(function(*value_)) : R();
    }
    template <class F> constexpr Option filter(F&& keep) const
    {
        return value_ && keep(*value_) ? *this : Option();
    }

    template <class... Arguments> constexpr T& emplace(Arguments&&... arguments)
    {
        return value_.emplace(std::forward<Arguments>(arguments)...);
    }
    constexpr void reset() { value_.reset(); }

    friend constexpr bool operator==(Option const& a, Option const& b)
    {
        return a.value_ == b.value_;
    }
    friend constexpr bool operator==(Option const& a, None) { return a.is_none(); }
    friend constexpr auto operator<=>(Option const& a, Option const& b) requires
        requires(T const& x)
    {
        x <=> x;
    }
    {
        return a.value_ <=> b.value_;
    }

private:
    constexpr void require(std::source_location where) const
    {
        if (!value_) [[unlikely]] {
            panic("P005", "unwrap of null", where);
        }
    }

    std::optional<T> value_;
};

// Janus's `Some(v)`.
template <class T> constexpr Option<std::remove_cvref_t<T>> some(T&& value)
{
    return Option<std::remove_cvref_t<T>>(std::forward<T>(value));
}

} // namespace janus
