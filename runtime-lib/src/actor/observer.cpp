#include "actor/observer.hpp"

#include <string>
#include <utility>

#include <janus/detail/envelope.hpp>

#include "actor/actor_trace.hpp"
#include "actor/dead_letter.hpp"
#include "actor/this_thread.hpp"
#include "scheduler/runtime.hpp"

namespace janus::detail {

void Observer::takes(Cell& cell, Envelope& envelope) noexcept
{
    {
        std::uint32_t const number = cell.number.load(std::memory_order_relaxed);
        Shard& shard = shard_of(number);
        LockGuard guard(shard.lock);
        ++shard.counts[number].messages;
    }
    if (Tracer* const tracer = cell.runtime->tracer()) {
        PayloadOperations const& payload = *envelope.operations;
        std::string const text =
            message_text(payload.type_name, payload.case_name(envelope.payload()));
        write_trace(*tracer, cell, TraceEvent::Kind::message, nullptr, text);
    }
}

void Observer::run_turn(Worker& worker, Cell& cell) noexcept
{
    if (turns_.fetch_add(1, std::memory_order_relaxed) % sampled != 0) {
        detail::run_turn(cell);
        return;
    }
    // Afterwards the cell may be another's.
    std::uint32_t const number = cell.number.load(std::memory_order_relaxed);
    std::int64_t const begun = worker.runtime->elapsed_nanoseconds();
    detail::run_turn(cell);
    std::int64_t const taken = worker.runtime->elapsed_nanoseconds() - begun;
    Shard& shard = shard_of(number);
    LockGuard guard(shard.lock);
    auto const found = shard.counts.find(number);
    if (found != shard.counts.end()) {
        found->second.busy = found->second.busy + nanoseconds(taken * sampled);
    }
}

void Observer::forget(Cell const& cell) noexcept
{
    std::uint32_t const number = cell.number.load(std::memory_order_relaxed);
    Shard& shard = shard_of(number);
    LockGuard guard(shard.lock);
    shard.counts.erase(number);
}

std::optional<ActorCounts> Observer::counts_of(Pid actor) const
{
    Shard const& shard = shard_of(actor.number);
    LockGuard guard(shard.lock);
    auto const found = shard.counts.find(actor.number);
    return found == shard.counts.end() ? std::nullopt : std::optional(found->second);
}

Observing::Observing(Observer* observer) noexcept
    : outer_(std::exchange(this_thread().observer, observer))
{}

Observing::~Observing()
{
    this_thread().observer = outer_;
}

} // namespace janus::detail
