#pragma once
// Envelope: a message on its way. The payload follows the header in the same pooled block; its
// operations are known by a pointer, so one mailbox can hold messages of several protocols and a
// sender needs to know only the protocol it speaks.

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <new>
#include <string_view>
#include <type_traits>
#include <utility>

#include <janus/detail/memory_pool.hpp>
#include <janus/type_info.hpp>

namespace janus::detail {

struct AnswerSlot;

// One constant per payload type; its address is the type's identity.
struct PayloadOperations {
    void (*destroy)(void* payload) noexcept;
    std::uint32_t size;
    std::string_view type_name;
    std::string_view (*case_name)(void const* payload) noexcept;
};

struct Envelope {
    Envelope* next = nullptr;
    PayloadOperations const* operations;
    // The request's slot; its lowest bit tells that the mailbox answers it (an acknowledgement).
    // Without that bit the slot is borrowed: the reply in the payload keeps it alive.
    std::uintptr_t slot = 0;
    std::uint32_t generation = 0;
    std::atomic<std::uint32_t> depth{0}; // messages in `inbox` up to this one

    explicit Envelope(PayloadOperations const& payload) : operations(&payload) {}

    void* payload() { return this + 1; }
    AnswerSlot* request() const { return reinterpret_cast<AnswerSlot*>(slot & ~std::uintptr_t{1}); }
    bool acknowledges() const { return (slot & 1) != 0; }
};

static_assert(sizeof(Envelope) == 32);

template <class M> std::string_view name_of_case(void const* payload) noexcept
{
    if constexpr (Sum<M> && HasTypeInfo<M>) {
        return case_name(*static_cast<M const*>(payload));
    } else {
        return {};
    }
}

template <class M> constexpr std::string_view name_of_type()
{
    if constexpr (HasTypeInfo<M>) {
        return type_info<M>::name;
    } else {
        return {};
    }
}

template <class M>
inline constexpr PayloadOperations payload_operations{
    [](void* payload) noexcept { std::destroy_at(static_cast<M*>(payload)); },
    static_cast<std::uint32_t>(sizeof(M)), name_of_type<M>(), &name_of_case<M>};

// A whole message, or one case of it.
template <class P, class M>
concept PayloadFor = std::is_same_v<std::remove_cvref_t<P>, M> ||
    CaseOf<std::remove_cvref_t<P>, M> ||(!Sum<M> && std::is_convertible_v<P&&, M>);

template <class M, class P> Envelope* make_envelope(P&& content)
{
    static_assert(alignof(M) <= 16);
    void* block = allocate_block(sizeof(Envelope) + sizeof(M));
    auto* envelope = ::new (block) Envelope(payload_operations<M>);
    if constexpr (CaseOf<std::remove_cvref_t<P>, M>) {
        using Value = decltype(M::value);
        ::new (envelope->payload())
            M{Value(std::in_place_type<std::remove_cvref_t<P>>, std::forward<P>(content))};
    } else {
        ::new (envelope->payload()) M(std::forward<P>(content));
    }
    return envelope;
}

// Gives the block back; the payload has been destroyed.
inline void free_envelope(Envelope* envelope) noexcept
{
    std::size_t const size = sizeof(Envelope) + envelope->operations->size;
    envelope->~Envelope();
    free_block(envelope, size);
}

// The same where the type of the payload is known.
template <class M> void free_opened(Envelope* envelope) noexcept
{
    envelope->~Envelope();
    free_block(envelope, sizeof(Envelope) + sizeof(M));
}

} // namespace janus::detail
