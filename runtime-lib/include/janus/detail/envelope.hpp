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

#include <janus/detail/mailbox_level.hpp>
#include <janus/detail/memory_pool.hpp>
#include <janus/footprint.hpp>
#include <janus/type_info.hpp>

namespace janus::detail {

struct AnswerSlot;

// One constant per payload type; its address is the type's identity.
struct PayloadOperations {
    void (*destroy)(void* payload) noexcept;
    std::uint32_t offset; // of the payload in the block
    std::uint32_t size;
    std::string_view type_name;
    std::string_view (*case_name)(void const* payload) noexcept;
};

struct Envelope {
    Envelope* next = nullptr;
    PayloadOperations const* operations;
    // The request's slot, of which the envelope holds a share. The lowest bit tells that the
    // mailbox answers it (an acknowledgement); the share is then one of the sending copies. The
    // bit above tells that it goes to an actor that waits for its outcome, see Interleaved. Of a
    // message that is being handled: see Residence.
    std::uintptr_t slot = 0;
    std::atomic<Level> level{0}; // of `inbox` up to this one
    std::uint32_t generation = 0;
    std::uint32_t weight = 0;

    explicit Envelope(PayloadOperations const& payload) : operations(&payload) {}

    void* payload() { return reinterpret_cast<char*>(this) + operations->offset; }
};

inline AnswerSlot* request_slot(std::uintptr_t slot) noexcept
{
    return reinterpret_cast<AnswerSlot*>(slot & ~std::uintptr_t{3});
}

inline constexpr std::uintptr_t interleaves = 2;

// A message that is alone in its inbox may stay there while it is handled, so that taking it costs
// no exchange with its senders. Its block must then outlast the message.
enum Residence : std::uintptr_t {
    is_open = 4,  // being handled
    is_spent = 8, // handled, its payload is destroyed
};

constexpr bool is_acknowledged(std::uintptr_t slot) noexcept
{
    return (slot & 1) != 0;
}

static_assert(sizeof(Envelope) == 40);

// Blocks are aligned to 16 bytes; few payloads need that.
template <class M>
inline constexpr std::size_t payload_offset = (sizeof(Envelope) + alignof(M) - 1) / alignof(M) *
                                              alignof(M);

template <class M> void* payload_of(Envelope* envelope) noexcept
{
    return reinterpret_cast<char*>(envelope) + payload_offset<M>;
}

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
        // Without the module.
        std::string_view const name = type_info<M>::name;
        return name.substr(name.rfind('.') + 1);
    } else {
        return {};
    }
}

template <class M>
inline constexpr PayloadOperations payload_operations{
    [](void* payload) noexcept { std::destroy_at(static_cast<M*>(payload)); },
    static_cast<std::uint32_t>(payload_offset<M>), static_cast<std::uint32_t>(sizeof(M)),
    name_of_type<M>(), &name_of_case<M>};

// A whole message, or one case of it.
template <class P, class M>
concept PayloadFor = std::is_same_v<std::remove_cvref_t<P>, M> ||
    CaseOf<std::remove_cvref_t<P>, M> ||(!Sum<M> && std::is_convertible_v<P&&, M>);

template <class M, class P> Envelope* make_envelope(P&& content)
{
    static_assert(alignof(M) <= 16);
    constexpr std::size_t size = payload_offset<M> + sizeof(M);
    void* block = allocate_block(size);
    auto* envelope = ::new (block) Envelope(payload_operations<M>);
    envelope->weight = weight_of_bytes(size + footprint(content));
    void* const payload = payload_of<M>(envelope);
    if constexpr (CaseOf<std::remove_cvref_t<P>, M>) {
        using Value = decltype(M::value);
        ::new (payload)
            M{Value(std::in_place_type<std::remove_cvref_t<P>>, std::forward<P>(content))};
    } else {
        ::new (payload) M(std::forward<P>(content));
    }
    return envelope;
}

// Gives the block back; the payload has been destroyed.
inline void free_envelope(Envelope* envelope) noexcept
{
    std::size_t const size = envelope->operations->offset + envelope->operations->size;
    envelope->~Envelope();
    free_block(envelope, size);
}

// After the message, where its type is known. One that still lies in its inbox is freed there.
template <class M> void free_opened(Envelope* envelope) noexcept
{
    if (envelope->slot != 0) {
        envelope->slot = is_spent;
        return;
    }
    envelope->~Envelope();
    free_block(envelope, payload_offset<M> + sizeof(M));
}

} // namespace janus::detail
