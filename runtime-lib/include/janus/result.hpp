#pragma once
// Result<T, E>: a value or an error, Janus's `T ! E`; E is a generated error type, the open set
// `Error`, or AskError. Made implicitly from either side and from a bare case of E. An error
// remembers the place it was made at, and `failure()` passes both on (Janus's `?`). `unwrap` of an
// error panics with P005. As safe across threads as its content is.

#include <source_location>
#include <type_traits>
#include <utility>
#include <variant>

#include <janus/ask_error.hpp>
#include <janus/error.hpp>
#include <janus/forward.hpp>
#include <janus/panic.hpp>
#include <janus/unit.hpp>

namespace janus {

// An error on its way up, with the place where it was made.
template <class E> struct Failure {
    E error;
    std::source_location where;
};

namespace detail {

template <class U, class E>
concept BecomesError = std::is_convertible_v<U, E> || CaseOf<std::remove_cvref_t<U>, E>;

template <class E, class U> E to_error(U&& from)
{
    if constexpr (std::is_convertible_v<U&&, E>) {
        return static_cast<E>(std::forward<U>(from));
    } else {
        return E{std::forward<U>(from)};
    }
}

[[noreturn]] void panic_unwrap(String const& error_name, std::source_location where);

} // namespace detail

template <class T, class E> class [[nodiscard]] Result {
public:
    // `Result<void, E>` holds a Unit.
    using value_type = std::conditional_t<std::is_void_v<T>, Unit, T>;
    using error_type = E;

    Result() requires std::is_default_constructible_v<value_type>
    = default;
    Result(value_type const& value) : content_(std::in_place_index<0>, value) {}
    Result(value_type&& value) : content_(std::in_place_index<0>, std::move(value)) {}
    template <class U>
        requires(!std::is_same_v<std::remove_cvref_t<U>, value_type> &&
                 !std::is_same_v<std::remove_cvref_t<U>, Result> && !detail::BecomesError<U, E> &&
                 std::is_convertible_v<U&&, value_type>)
    Result(U&& value)
        : content_(std::in_place_index<0>, static_cast<value_type>(std::forward<U>(value)))
    {}
    template <class U>
        requires(!std::is_same_v<std::remove_cvref_t<U>, value_type> &&
                 !std::is_same_v<std::remove_cvref_t<U>, Result> && detail::BecomesError<U, E>)
    Result(U&& error, std::source_location where = std::source_location::current())
        : content_(std::in_place_index<1>,
                   Failure<E>{detail::to_error<E>(std::forward<U>(error)), where})
    {}
    // By reference: g++ 12 would warn of a temporary.
    Result(Failure<E>&& failure) : content_(std::in_place_index<1>, std::move(failure)) {}
    Result(Failure<E> const& failure) : content_(std::in_place_index<1>, failure) {}
    template <class F>
        requires(!std::is_same_v<F, E> && detail::BecomesError<F, E>)
    Result(Failure<F> const& failure)
        : content_(std::in_place_index<1>,
                   Failure<E>{detail::to_error<E>(failure.error), failure.where})
    {}

    bool is_ok() const { return content_.index() == 0; }
    bool is_error() const { return content_.index() == 1; }
    bool is_err() const { return is_error(); }
    explicit operator bool() const { return is_ok(); }

    // The sides; the caller has established which one is there.
    value_type& operator*() & { return *std::get_if<0>(&content_); }
    value_type const& operator*() const& { return *std::get_if<0>(&content_); }
    value_type&& operator*() && { return std::move(*std::get_if<0>(&content_)); }
    value_type* operator->() { return std::get_if<0>(&content_); }
    value_type const* operator->() const { return std::get_if<0>(&content_); }
    E& error() & { return std::get_if<1>(&content_)->error; }
    E const& error() const& { return std::get_if<1>(&content_)->error; }
    E&& error() && { return std::move(std::get_if<1>(&content_)->error); }
    std::source_location where() const { return std::get_if<1>(&content_)->where; }
    Failure<E> const& failure() const& { return *std::get_if<1>(&content_); }
    Failure<E>&& failure() && { return std::move(*std::get_if<1>(&content_)); }

    value_type unwrap(std::source_location at = std::source_location::current()) const&
    {
        require(at);
        return **this;
    }
    value_type unwrap(std::source_location at = std::source_location::current()) &&
    {
        require(at);
        return *std::move(*this);
    }
    template <class U> value_type unwrap_or(U&& other) const&
    {
        return is_ok() ? **this : static_cast<value_type>(std::forward<U>(other));
    }
    template <class U> value_type unwrap_or(U&& other) &&
    {
        return is_ok() ? *std::move(*this) : static_cast<value_type>(std::forward<U>(other));
    }

    friend bool operator==(Result const& a, Result const& b)
    {
        return a.is_ok() == b.is_ok() && (a.is_ok() ? *a == *b : a.error() == b.error());
    }

private:
    void require(std::source_location at) const
    {
        if (is_error()) [[unlikely]] {
            detail::panic_unwrap(error_name(error()), at);
        }
    }

    std::variant<value_type, Failure<E>> content_;
};

// Janus's `void.ok()` where the type is not known from the context.
inline constexpr Unit ok{};

} // namespace janus
