#pragma once
// Address: a cell and the generation of the actor that lives in it. Small, copyable, and harmless
// when stale. Posting through it is possible from any thread.

#include <cstdint>

#include <janus/detail/cell.hpp>
#include <janus/exit_reason.hpp>
#include <janus/pid.hpp>
#include <janus/time_values.hpp>

namespace janus::detail {

struct Address {
    Cell* cell = nullptr;
    std::uint32_t generation = 0;
    std::uint32_t number = 0; // the Pid's

    friend bool operator==(Address, Address) = default;
};

inline Address address_of(Cell const& cell) noexcept
{
    return Address{const_cast<Cell*>(&cell), cell.generation.load(std::memory_order_relaxed),
                   cell.number.load(std::memory_order_relaxed)};
}

// `full` was not taken; `overfull` was, though there is no room.
enum class Delivery : std::uint8_t { delivered, dead, full, overfull };

// Puts the message in; whether it may exceed the limits is the mailbox's policy. An undelivered one
// becomes a dead letter.
Delivery post(Address to, Envelope* envelope) noexcept;
// The same from a Janus `send`: the sender pauses before its next message if the target is full.
void post_from_turn(Address to, Envelope* envelope) noexcept;
// Refuses when the mailbox is full; the message is then dropped.
Delivery post_if_room(Address to, Envelope* envelope) noexcept;
// A request: its slot is answered at once when the message cannot be delivered.
void post_request(Address to, Envelope* envelope, AnswerSlot& slot) noexcept;

bool is_alive(Address address) noexcept;
Pid pid_of(Address address) noexcept;
void request_stop(Address address, ExitReason reason) noexcept;
void request_kill(Address address) noexcept;

} // namespace janus::detail
