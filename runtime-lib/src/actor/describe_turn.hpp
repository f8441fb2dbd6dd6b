#pragma once
// What this thread is doing, for a signal handler that has nothing but a buffer.

#include <cstddef>

namespace janus::detail {

// Both return the length of the text.
// `Adder <3>`; takes no memory.
std::size_t describe_actor(char* buffer, std::size_t size) noexcept;
// ` handling WorkMsg.Go`, or nothing; may take memory.
std::size_t describe_message(char* buffer, std::size_t size) noexcept;

} // namespace janus::detail
