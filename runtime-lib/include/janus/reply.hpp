#pragma once
// Reply<T>: the right to answer one request, carried in a message. It may be copied, stored and
// forwarded; the first answer wins, later ones are ignored with a warning. When the last sending
// copy dies unanswered, the caller gets NoReply (ActorCrashed if by a crash). `Reply<T>::create()`
// is the waiting end; copying it makes sending copies. Copies may answer on any thread.

#include <cstdint>
#include <type_traits>
#include <utility>

#include <janus/ask_error.hpp>
#include <janus/detail/answer_slot.hpp>
#include <janus/error.hpp>
#include <janus/time_values.hpp>
#include <janus/unit.hpp>

namespace janus {

template <class T> class Asking;

// How long an `ask` waits unless it says otherwise.
inline constexpr Duration default_ask_timeout = seconds(5);

namespace detail {

// What a handler's own error becomes for the caller.
inline AskError to_ask_error(AskError error)
{
    return error;
}
template <class E>
    requires(!std::is_same_v<std::remove_cvref_t<E>, AskError>)
AskError to_ask_error(E const& error)
{
    return AskError{AskError::Failed{error_name(error)}};
}

} // namespace detail

template <class T> class Reply {
    using Slot = detail::AnswerOf<T>;
    using Value = std::conditional_t<std::is_void_v<T>, Unit, T>;

public:
    using value_type = T;

    Reply() = default;
    Reply(Reply const& other) noexcept
        : bits_(other.has_slot() ? other.bits_ & ~waiting_end : other.bits_)
    {
        if (has_slot()) {
            detail::add_sender(*slot());
        }
    }
    Reply(Reply&& other) noexcept : bits_(std::exchange(other.bits_, 0)) {}
    Reply& operator=(Reply other) noexcept
    {
        std::swap(bits_, other.bits_);
        return *this;
    }
    ~Reply() { release(); }

    static Reply create();

    // Waits for the answer; only at the waiting end, in an actor or in `main`.
    Asking<T> wait(Duration timeout = default_ask_timeout) const;

    void send() requires std::is_void_v<T> { answer(Unit{}); }
    void ok() requires std::is_void_v<T> { answer(Unit{}); }
    template <class U>
        requires(!std::is_void_v<T> && std::is_convertible_v<U&&, Value>)
    void send(U&& value) { answer(static_cast<Value>(std::forward<U>(value))); }
    template <class E> void fail(E&& error)
    {
        answer(detail::to_ask_error(std::forward<E>(error)));
    }

    // A constant binding (`if let Some(reply) = kept`) answers through a copy.
    void send() const requires std::is_void_v<T> { Reply{*this}.send(); }
    void ok() const requires std::is_void_v<T> { Reply{*this}.ok(); }
    template <class U>
        requires(!std::is_void_v<T> && std::is_convertible_v<U&&, Value>)
    void send(U&& value) const { Reply{*this}.send(std::forward<U>(value)); }
    template <class E> void fail(E&& error) const { Reply{*this}.fail(std::forward<E>(error)); }

    String to_text() const { return String("Reply"); }

    // Somebody can be answered.
    explicit operator bool() const { return has_slot(); }
    friend bool operator==(Reply const& a, Reply const& b) { return a.slot() == b.slot(); }

    // For the runtime: a sending copy of a slot that already counts it.
    static Reply adopt(detail::AnswerSlot* slot)
    {
        Reply reply;
        reply.bits_ = reinterpret_cast<std::uintptr_t>(slot);
        return reply;
    }

private:
    static constexpr std::uintptr_t waiting_end = 1;
    static constexpr std::uintptr_t already_sent = 2;

    bool has_slot() const { return (bits_ & ~std::uintptr_t{3}) != 0; }
    Slot* slot() const
    {
        auto* base = reinterpret_cast<detail::AnswerSlot*>(bits_ & ~std::uintptr_t{3});
        return static_cast<Slot*>(base);
    }

    template <class U> void answer(U&& value)
    {
        if (!has_slot()) {
            if (bits_ == already_sent) {
                detail::warn_of_second_answer(nullptr);
            }
            return;
        }
        Slot& target = *slot();
        if (!detail::begin_answer(target)) {
            detail::warn_of_second_answer(&target);
            return;
        }
        target.result.emplace(std::forward<U>(value));
        detail::publish_answer(target);
        if ((bits_ & waiting_end) == 0) {
            detail::drop_sender(target);
            bits_ = already_sent;
        }
    }

    void release() noexcept
    {
        if (has_slot()) {
            if ((bits_ & waiting_end) != 0) {
                detail::drop_owner(*slot());
            } else {
                detail::drop_sender(*slot());
            }
        }
    }

    std::uintptr_t bits_ = 0;
};

} // namespace janus
