#pragma once
// The thread's `Current` without a call, for functions of the runtime that never suspend. Anything
// that may be inlined into a coroutine uses `current()`.

#include <janus/detail/current.hpp>

namespace janus::detail {

extern thread_local constinit Current thread_current;

inline Current& this_thread() noexcept
{
    return thread_current;
}

} // namespace janus::detail
