#pragma once
// StackGuard: a thread with one says what it was doing when its stack is exhausted, which is by
// recursion without an end, before the process dies of it. Sanitizers do that themselves.

#include <cstddef>
#include <memory>

namespace janus::detail {

// Of the thread that makes it, as long as it lives.
class StackGuard {
public:
    StackGuard();
    StackGuard(StackGuard const&) = delete;
    StackGuard& operator=(StackGuard const&) = delete;
    ~StackGuard();

private:
    std::unique_ptr<char[]> handler_stack_;
};

// Puts a description of what this thread does into the buffer and returns its length. Called by a
// signal handler, on the thread concerned.
using DescribeThread = std::size_t (*)(char* buffer, std::size_t size) noexcept;

// From now on, for the whole process. Faults that are no exhausted stack go where they went before.
// `message` may take memory, and hence wait for ever; the process then ends without it.
void report_exhausted_stacks(DescribeThread actor, DescribeThread message);

} // namespace janus::detail
