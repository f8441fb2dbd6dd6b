#pragma once
// ActorRef<M>: the way to an actor that takes messages of type M. A small value that may be copied,
// stored and sent. It stays valid over supervised restarts; once the actor is gone, sends become
// dead letters and asks answer ActorDead. `tell`, `stop`, `kill`, `is_alive`, `id` may be called on
// any thread; `send` and `ask` in an actor or in `main`.

#include <type_traits>
#include <utility>

#include <janus/asking.hpp>
#include <janus/detail/address.hpp>
#include <janus/detail/envelope.hpp>
#include <janus/message.hpp>
#include <janus/sending.hpp>

namespace janus {

template <class M> class ActorRef;

namespace detail {

template <class Case>
using ReplyOf = std::remove_cvref_t<decltype(std::declval<Case&>().*reply_field<Case>::pointer)>;

// Which protocols of A a reference to B may speak.
template <class A, class B> inline constexpr bool speaks = std::is_same_v<A, B>;
template <class A, class... Bs>
inline constexpr bool speaks<A, OneOf<Bs...>> = (std::is_same_v<A, Bs> || ...);
template <class... As, class... Bs>
inline constexpr bool speaks<OneOf<As...>, OneOf<Bs...>> = (speaks<As, OneOf<Bs...>> && ...);

// Blocks the calling thread, which must not be a worker's.
void wait_for_answer(AnswerSlot& slot, Address to, Envelope* envelope, Duration timeout);

} // namespace detail

template <class M> class ActorRef {
    template <class P> using Protocol = typename detail::ProtocolFor<M, P>::type;
    template <class P> static constexpr bool accepts = detail::ProtocolFor<M, P>::accepts;

public:
    using message = M;

    ActorRef() = default;
    explicit ActorRef(detail::Address address) : address_(address) {}
    template <class Other>
        requires(!std::is_same_v<Other, M> && detail::speaks<M, Other>)
    ActorRef(ActorRef<Other> const& other) : address_(other.address()) {}

    // May overfill its target; the sender then pauses before its next message.
    template <class P>
        requires accepts<P>
    void send(P&& payload) const
    {
        detail::post_from_turn(address_, make(std::forward<P>(payload)));
    }
    // The awaitable form for loops: waits for room, and yields now and then.
    template <class P>
        requires accepts<P> Sending send_when_room(P&& payload)
    const { return Sending(address_, make(std::forward<P>(payload))); }
    // False when the mailbox is full or the actor is gone.
    template <class P>
        requires accepts<P>
    bool try_send(P&& payload) const
    {
        return detail::post_if_room(address_, make(std::forward<P>(payload))) ==
               detail::Delivery::delivered;
    }
    // The same, from any thread.
    template <class P>
        requires accepts<P>
    bool tell(P&& payload) const { return try_send(std::forward<P>(payload)); }

    // Fills in the case's reply field, or else asks for the acknowledgement.
    template <class P>
        requires accepts<P>
    auto ask(P&& payload, Duration timeout = default_ask_timeout) const
    {
        using T = typename AnswerType<std::remove_cvref_t<P>>::type;
        auto* slot = detail::open_slot<T>(detail::current_cell(), timeout);
        std::int64_t const deadline = slot->deadline;
        detail::post_request(address_, make_request(std::forward<P>(payload), *slot), *slot);
        return Asking<T>(slot, deadline, true);
    }

    // Blocks the calling thread, which must not be one of the system's own.
    template <class P>
        requires accepts<P>
    auto ask_blocking(P&& payload, Duration timeout = default_ask_timeout) const
    {
        using T = typename AnswerType<std::remove_cvref_t<P>>::type;
        detail::SlotOwner<T> owner;
        detail::Envelope* envelope = make_request(std::forward<P>(payload), *owner.slot);
        detail::wait_for_answer(*owner.slot, address_, envelope, timeout);
        return owner.take();
    }

    void stop(ExitReason reason = {}) const { detail::request_stop(address_, std::move(reason)); }
    void kill() const { detail::request_kill(address_); }
    bool is_alive() const { return detail::is_alive(address_); }
    Pid id() const { return detail::pid_of(address_); }
    String to_text() const { return String("ActorRef"); }

    detail::Address address() const { return address_; }
    friend bool operator==(ActorRef const&, ActorRef const&) = default;

private:
    template <class Case> struct AnswerType {
        using type = void;
    };
    template <HasReplyField Case> struct AnswerType<Case> {
        using type = typename detail::ReplyOf<Case>::value_type;
    };

    template <class P> static detail::Envelope* make(P&& payload)
    {
        return detail::make_envelope<Protocol<P>>(std::forward<P>(payload));
    }

    template <class P, class Slot> static detail::Envelope* make_request(P&& payload, Slot& slot)
    {
        using Case = std::remove_cvref_t<P>;
        // The waiting end, the sending copies and, where the reply may go before the message is
        // done, who handles it.
        detail::begin_sending(slot, HasReplyField<Case> ? 3 : 2);
        if constexpr (HasReplyField<Case>) {
            Case request(std::forward<P>(payload));
            request.*reply_field<Case>::pointer = detail::ReplyOf<Case>::adopt(&slot);
            detail::Envelope* envelope = make(std::move(request));
            envelope->slot = reinterpret_cast<std::uintptr_t>(&slot);
            return envelope;
        } else {
            detail::Envelope* envelope = make(std::forward<P>(payload));
            envelope->slot = reinterpret_cast<std::uintptr_t>(&slot) | 1;
            return envelope;
        }
    }

    detail::Address address_;
};

} // namespace janus

template <class M> struct std::hash<janus::ActorRef<M>> {
    std::size_t operator()(janus::ActorRef<M> const& actor) const noexcept
    {
        return std::hash<janus::Pid>()(actor.id());
    }
};
