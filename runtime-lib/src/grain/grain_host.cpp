#include "grain/grain_host.hpp"

#include <functional>
#include <utility>

#include <janus/detail/grain_body.hpp>
#include <janus/grain.hpp>
#include <janus/panic.hpp>

#include "actor/extras.hpp"
#include "actor/lifecycle.hpp"
#include "actor/signal.hpp"
#include "scheduler/runtime.hpp"
#include "store/faulty_store.hpp"

namespace janus::detail {

namespace {

std::atomic<bool>& durable_grains()
{
    static std::atomic<bool> present{false};
    return present;
}

class WakeUp final : public Call {
public:
    void run(Cell& cell) override { cell.extras->grain->request_activation(); }
};

class GoToSleep final : public Call {
public:
    explicit GoToSleep(DeactivationReason reason) : reason_(reason) {}
    void run(Cell& cell) override { cell.extras->grain->request_sleep(reason_); }

private:
    DeactivationReason const reason_;
};

void call_in(Address grain, std::shared_ptr<Call> work)
{
    auto signal = std::make_unique<Signal>(Signal::Kind::call);
    signal->work = std::move(work);
    post_signal(grain, std::move(signal));
}

} // namespace

DurableGrainMark::DurableGrainMark()
{
    durable_grains().store(true, std::memory_order_relaxed);
}

bool program_has_durable_grains() noexcept
{
    return durable_grains().load(std::memory_order_relaxed);
}

GrainHost::GrainHost(Runtime& runtime, std::string where, std::string program)
    : runtime_(runtime), where_(std::move(where)), program_(std::move(program))
{}

GrainHost::~GrainHost() = default;

Address GrainHost::find(GrainType const& type, std::string key)
{
    std::string identity(type.name);
    identity += '\0';
    identity += key;
    Shard& shard = shards_[std::hash<std::string>{}(identity) % shards_.size()];
    Cell* made = nullptr;
    Address address;
    {
        LockGuard const guard(shard.lock);
        auto& seat = shard.seats[std::move(identity)];
        if (!seat) {
            made = &cell_of_kind(open_cell(runtime_), *type.kind);
            made->owner.store(Owner::grain, std::memory_order_relaxed);
            made->phase.store(Phase::asleep, std::memory_order_relaxed);
            seat = std::make_unique<GrainSeat>(*this, type, std::move(key), *made);
            extras_of(*made).grain = seat.get();
        }
        address = address_of(seat->cell());
    }
    if (made != nullptr) {
        // Its first turn parks it, ready for a message.
        runtime_.ready(*made);
    }
    return address;
}

Store& GrainHost::store()
{
    LockGuard const guard(store_lock_);
    if (!store_) {
        store_ = open_store(where_, program_);
        if (Faults* const faults = runtime_.faults()) {
            store_ = make_faulty(std::move(store_), *faults);
        }
    }
    return *store_;
}

void GrainHost::stop()
{
    stopping_.store(true, std::memory_order_seq_cst);
    auto const sleep = std::make_shared<GoToSleep>(DeactivationReason::shutdown);
    for (Shard& shard : shards_) {
        LockGuard const guard(shard.lock);
        for (auto const& [identity, seat] : shard.seats) {
            call_in(address_of(seat->cell()), sleep);
        }
    }
    runtime_.block_until([this] { return awake_.load(std::memory_order_acquire) == 0; },
                         runtime_.elapsed_milliseconds() + runtime_.shutdown_milliseconds());
}

void GrainHost::fell_asleep() noexcept
{
    if (awake_.fetch_sub(1, std::memory_order_acq_rel) == 1 && is_stopping()) {
        runtime_.nudge();
    }
}

void GrainHost::close()
{
    std::unique_ptr<Store> store;
    {
        LockGuard const guard(store_lock_);
        store = std::move(store_);
    }
}

Address find_grain(Runtime& runtime, GrainType const& type, std::string key)
{
    return runtime.grain_host->find(type, std::move(key));
}

void wake_grain_up(Address grain)
{
    call_in(grain, std::make_shared<WakeUp>());
}

void put_grain_to_sleep(Address grain)
{
    call_in(grain, std::make_shared<GoToSleep>(DeactivationReason::requested));
}

std::string encoded_key(Option<std::string> encoded)
{
    if (encoded.is_none()) {
        panic("P004", "the key of a grain nests too deep");
    }
    return *std::move(encoded);
}

} // namespace janus::detail
