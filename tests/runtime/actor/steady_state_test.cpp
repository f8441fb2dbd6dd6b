// Messages between running actors take no memory from the system, and a flood of them keeps within
// bounds. Sanitizers have an allocator of their own, so there is nothing to count under them.

#include <catch2/catch.hpp>

#include <janus/detail/memory_pool.hpp>

#if !JANUS_SANITIZED

#include <atomic>
#include <cstdlib>
#include <new>

#include <sys/resource.h>

#include <janus/system.hpp>

#include "probe.hpp"

using namespace probe;

namespace {

std::atomic<std::int64_t> allocations{0};

} // namespace

// For the whole test program.
void* operator new(std::size_t size)
{
    allocations.fetch_add(1, std::memory_order_relaxed);
    void* const block = std::malloc(size == 0 ? 1 : size);
    if (block == nullptr) {
        throw std::bad_alloc();
    }
    return block;
}
void operator delete(void* block) noexcept
{
    std::free(block);
}
void operator delete(void* block, std::size_t) noexcept
{
    std::free(block);
}

namespace {

janus::Options options_for(unsigned workers)
{
    janus::Options options;
    options.workers = workers;
    options.store = "memory";
    return options;
}

janus::Task<> ask_often(janus::ActorRef<ProbeMsg> actor, int times)
{
    for (int i = 0; i < times; ++i) {
        auto asking = actor.ask(ProbeMsg::Take{});
        janus::Result<std::int64_t> const answer = co_await asking;
        static_cast<void>(answer);
    }
}

janus::Task<> flood(janus::ActorRef<ProbeMsg> actor, std::int64_t messages)
{
    for (std::int64_t i = 0; i < messages; ++i) {
        auto sending = actor.send_when_room(ProbeMsg::Put{i});
        co_await sending;
    }
    auto asking = actor.ask(ProbeMsg::Take{});
    janus::Result<std::int64_t> const answer = co_await asking;
    static_cast<void>(answer);
}

// How often memory was asked for in the second of two equal runs.
template <class Work> std::int64_t allocations_of(janus::ActorSystem& system, Work work)
{
    std::int64_t counted = 0;
    system.run([work, &counted]() -> janus::Task<> {
        return [](Work each, std::int64_t& result) -> janus::Task<> {
            janus::Task<> warming_up = each();
            co_await warming_up;
            std::int64_t const before = allocations.load();
            janus::Task<> measured = each();
            co_await measured;
            result = allocations.load() - before;
        }(work, counted);
    });
    return counted;
}

} // namespace

TEST_CASE("messages and asks take no memory from the system in steady state", "[memory]")
{
    janus::ActorSystem system{options_for(1)};
    janus::ActorRef<ProbeMsg> const actor = system.spawn<Probe>();
    // On a busy machine the second run may have more in flight at once than the first had.
    CHECK(allocations_of(system, [actor] { return ask_often(actor, 20'000); }) < 100);
    CHECK(allocations_of(system, [actor] { return flood(actor, 200'000); }) < 100);
}

TEST_CASE("a flood of messages keeps within 64 MiB", "[memory]")
{
    janus::ActorSystem system{options_for(2)};
    janus::ActorRef<ProbeMsg> const actor = system.spawn<Probe>();
    system.run([actor] { return flood(actor, 5'000'000); });
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    CHECK(usage.ru_maxrss < 64 * 1'024);
}

#endif
