#pragma once
// What this thread is doing, for a signal handler that has nothing but a buffer.

#include <cstddef>

namespace janus::detail {

// `Adder <3>`; never waits and takes no memory. Returns the length.
std::size_t describe_turn(char* buffer, std::size_t size) noexcept;

} // namespace janus::detail
