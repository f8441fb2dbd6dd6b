#pragma once
// What the runtime does with whole messages: several protocols in one mailbox (`OneOf`), taking a
// message out of its envelope, and dead-lettering one that no arm matched. In an actor only.

#include <optional>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>

#include <janus/detail/current.hpp>
#include <janus/detail/envelope.hpp>
#include <janus/reply.hpp>
#include <janus/type_info.hpp>

namespace janus {

// The message type of an actor that serves several protocols. `value.index()` tells which one.
template <class... Messages> struct OneOf {
    std::variant<Messages...> value;
};

namespace detail {

template <class M, class P> struct ProtocolFor {
    using type = M;
    static constexpr bool accepts = PayloadFor<P, M>;
};

// The first of several protocols that has the case.
template <class P, class First, class... Others> struct ProtocolFor<OneOf<First, Others...>, P> {
    static constexpr auto find()
    {
        if constexpr (PayloadFor<P, First>) {
            return std::type_identity<First>{};
        } else if constexpr (sizeof...(Others) > 0) {
            return std::type_identity<typename ProtocolFor<OneOf<Others...>, P>::type>{};
        } else {
            return std::type_identity<void>{};
        }
    }
    using type = typename decltype(find())::type;
    static constexpr bool accepts = !std::is_void_v<type>;
};

template <class T> struct is_one_of : std::false_type {};
template <class... Messages> struct is_one_of<OneOf<Messages...>> : std::true_type {};

template <class... Messages>
OneOf<Messages...> take_one_of(Envelope& envelope, std::type_identity<OneOf<Messages...>>)
{
    std::optional<OneOf<Messages...>> message;
    auto take = [&]<class M>(std::type_identity<M>) {
        if (envelope.operations == &payload_operations<M>) {
            message.emplace(OneOf<Messages...>{std::move(*static_cast<M*>(envelope.payload()))});
        }
    };
    (take(std::type_identity<Messages>{}), ...);
    return std::move(*message);
}

template <class M> M open_envelope(Envelope* envelope)
{
    struct Disposal {
        Envelope* envelope;
        ~Disposal()
        {
            envelope->operations->destroy(envelope->payload());
            free_envelope(envelope);
        }
    } disposal{envelope};
    if constexpr (is_one_of<M>::value) {
        return take_one_of(*envelope, std::type_identity<M>{});
    } else {
        return std::move(*static_cast<M*>(payload_of<M>(envelope)));
    }
}

// Fails every open reply among the fields it is shown.
struct FailReplies {
    AskError error;

    template <class Field> FailReplies& operator&(Field const& field)
    {
        visit(field.value());
        return *this;
    }
    template <class T> void visit(Reply<T>& reply)
    {
        if (reply) {
            reply.fail(error);
        }
    }
    template <class T> void visit(T&) {}
};

template <class M> void fail_replies(M& message, AskError const& error)
{
    FailReplies visitor{error};
    if constexpr (is_one_of<M>::value) {
        std::visit([&](auto& content) { fail_replies(content, error); }, message.value);
    } else if constexpr (Sum<M>) {
        std::visit(
            [&](auto& content) {
                if constexpr (requires { content.serialize(visitor, 0U); }) {
                    content.serialize(visitor, 0U);
                }
            },
            message.value);
    }
}

// Says `dead letter: <actor> got <type>.<case>` and fails the acknowledgement.
void dead_letter_unmatched(std::string_view type_name, std::string_view case_name);

} // namespace detail

// For a message that no arm matched; the actor lives on.
template <class M> void unhandled(M& message)
{
    if constexpr (detail::is_one_of<M>::value) {
        std::visit([](auto& content) { unhandled(content); }, message.value);
    } else {
        detail::fail_replies(message, AskError{AskError::Unhandled{}});
        detail::dead_letter_unmatched(detail::name_of_type<M>(), detail::name_of_case<M>(&message));
    }
}

} // namespace janus
