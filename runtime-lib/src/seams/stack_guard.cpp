#include "seams/stack_guard.hpp"

#include <atomic>
#include <cstdint>
#include <string_view>

#include <csignal>
#include <pthread.h>
#include <unistd.h>

#include <janus/detail/memory_pool.hpp>

namespace janus::detail {

namespace {

constexpr std::size_t handler_stack_size = 32'768;

// Where a stack that has grown too far is touched.
struct GuardedRange {
    std::uintptr_t begin;
    std::uintptr_t end;
};

thread_local constinit GuardedRange guarded{0, 0};
std::atomic<DescribeThread> describe_actor{nullptr};
std::atomic<DescribeThread> describe_message{nullptr};
struct sigaction previous_action;

GuardedRange range_of_this_thread()
{
    pthread_attr_t attributes;
    if (::pthread_getattr_np(::pthread_self(), &attributes) != 0) {
        return {0, 0};
    }
    void* lowest = nullptr;
    std::size_t size = 0;
    std::size_t guard = 0;
    ::pthread_attr_getstack(&attributes, &lowest, &size);
    ::pthread_attr_getguardsize(&attributes, &guard);
    ::pthread_attr_destroy(&attributes);
    // Whether the guard pages count as a part of the stack differs between versions of the library.
    auto const edge = reinterpret_cast<std::uintptr_t>(lowest);
    return {edge - guard, edge + guard};
}

void write_error(std::string_view text) noexcept
{
    [[maybe_unused]] auto const written = ::write(STDERR_FILENO, text.data(), text.size());
}

extern "C" void janus_on_fault(int, siginfo_t* info, void*)
{
    auto const address = reinterpret_cast<std::uintptr_t>(info->si_addr);
    if (address >= guarded.begin && address < guarded.end) {
        constexpr unsigned patience = 2; // seconds
        char buffer[256];
        write_error("stack exhausted: ");
        write_error(
            {buffer, describe_actor.load(std::memory_order_relaxed)(buffer, sizeof buffer)});
        ::alarm(patience);
        write_error(
            {buffer, describe_message.load(std::memory_order_relaxed)(buffer, sizeof buffer)});
        write_error(" (a recursion that does not end, or goes too deep)\n");
    }
    // The same instruction faults again, and now as if nobody had listened.
    ::sigaction(SIGSEGV, &previous_action, nullptr);
}

} // namespace

StackGuard::StackGuard()
{
    if (JANUS_SANITIZED) {
        return;
    }
    handler_stack_ = std::make_unique<char[]>(handler_stack_size);
    stack_t stack{};
    stack.ss_sp = handler_stack_.get();
    stack.ss_size = handler_stack_size;
    if (::sigaltstack(&stack, nullptr) == 0) {
        guarded = range_of_this_thread();
    }
}

StackGuard::~StackGuard()
{
    if (handler_stack_ != nullptr) {
        guarded = {0, 0};
        stack_t off{};
        off.ss_flags = SS_DISABLE;
        ::sigaltstack(&off, nullptr);
    }
}

void report_exhausted_stacks(DescribeThread actor, DescribeThread message)
{
    describe_message.store(message);
    if (JANUS_SANITIZED || describe_actor.exchange(actor) != nullptr) {
        return;
    }
    struct sigaction action = {};
    action.sa_sigaction = &janus_on_fault;
    action.sa_flags = SA_SIGINFO | SA_ONSTACK;
    ::sigaction(SIGSEGV, &action, &previous_action);
}

} // namespace janus::detail
