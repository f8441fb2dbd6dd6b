#include <janus/detail/grain_seat.hpp>

#include <utility>

#include <janus/codec.hpp>
#include <janus/detail/current.hpp>
#include <janus/error.hpp>
#include <janus/mailbox.hpp>
#include <janus/old_state.hpp>
#include <janus/panic.hpp>

#include "actor/dead_letter.hpp"
#include "actor/effect_buffer.hpp"
#include "actor/extras.hpp"
#include "actor/failure.hpp"
#include "actor/inbox_level.hpp"
#include "actor/room.hpp"
#include "grain/grain_activation.hpp"
#include "grain/grain_host.hpp"
#include "scheduler/runtime.hpp"

namespace janus::detail {

Grain::Grain(Cell& cell, GrainSeat& seat) : seat_(seat)
{
    (void)cell;
    seat_.attach(*this);
}

Grain::~Grain()
{
    seat_.detach();
}

GrainSeat::GrainSeat(GrainHost& host, GrainType const& type, std::string key, Cell& cell)
    : host_(host), type_(type), key_(std::move(key)), cell_(cell)
{}

GrainSeat::~GrainSeat() = default;

EffectBuffer* GrainSeat::effects()
{
    return now_ ? &now_->effects : nullptr;
}

bool GrainSeat::wake_up()
{
    // A stop that came while it slept has nothing to stop.
    cell_.inbox.fetch_and(~std::uintptr_t{closed}, std::memory_order_acq_rel);
    if (host_.is_stopping()) {
        refusal_ = AskError{AskError::ActorDead{}};
        refuse_waiting_messages();
        return false;
    }
    bool const rings = alarm_ && alarm_->timer.fired.exchange(false, std::memory_order_acq_rel);
    if (rings) {
        alarm_->is_set = false;
    }
    if (!has_message(cell_) && !wanted_ && !rings) {
        return false;
    }
    wanted_ = false;
    now_ = std::make_unique<Activation>();
    refusal_ = AskError{AskError::ActorCrashed{}};
    cell_.body = type_.make_body(cell_, *this, key_);
    cell_.phase.store(Phase::starting, std::memory_order_relaxed);
    current().effects = &now_->effects;
    host_.woke_up();
    return true;
}

void GrainSeat::attach(Grain& grain)
{
    now_->grain = &grain;
}

// The object's last replies die with it and must not land in a buffer that goes too.
void GrainSeat::detach() noexcept
{
    if (now_ && current().effects == &now_->effects) {
        current().effects = nullptr;
    }
}

void GrainSeat::ended(Phase phase)
{
    bool const was_awake = now_ != nullptr;
    now_.reset();
    if (phase == Phase::starting) {
        refuse_waiting_messages();
    }
    cell_.phase.store(Phase::asleep, std::memory_order_relaxed);
    if (was_awake) {
        snooze();
        host_.fell_asleep();
    }
}

// Nobody can be served: who asked learns why at once.
void GrainSeat::refuse_waiting_messages()
{
    absorb(cell_);
    while (Envelope* const envelope = cell_.queue) {
        cell_.queue = envelope->next;
        drop_silently(envelope, refusal_);
    }
    forget_level(cell_);
}

void GrainSeat::begin_load()
{
    now_->load = std::make_shared<GrainLoad>();
    if (type_.persist == Persist::never) {
        now_->load->result.status = StoreStatus::done;
        now_->load->ready.store(true, std::memory_order_release);
        return;
    }
    cell_.runtime->begin_pending();
    load_row(now_->load, 0);
}

// A grain that was never stored under its name may have been under an older one (`@was`).
void GrainSeat::load_row(std::shared_ptr<GrainLoad> load, std::size_t name)
{
    auto loaded = [this, name, load = std::move(load)](LoadResult result) {
        bool const found =
            result.status != StoreStatus::done || result.row.has_state || result.row.etag != 0;
        if (name == 0 || found) {
            std::uint64_t const etag = name == 0 ? result.row.etag : 0;
            std::uint64_t const epoch = name == 0 ? result.row.epoch : load->result.row.epoch;
            load->result = std::move(result);
            load->result.row.etag = etag;
            load->result.row.epoch = epoch;
        }
        if (!found && name < type_.older_names.size()) {
            load_row(load, name + 1);
            return;
        }
        Runtime& runtime = *cell_.runtime;
        load->ready.store(true, std::memory_order_release);
        wake(cell_);
        runtime.end_pending();
    };
    std::string_view const stored_as = name == 0 ? type_.name : type_.older_names[name - 1];
    try {
        host_.store().load({std::string(stored_as), key_}, loaded);
    } catch (StoreError const& error) {
        cell_.runtime->log().write(LogLevel::error, error.what());
        loaded(LoadResult{});
    }
}

bool GrainSeat::is_loaded() const
{
    return now_->load->ready.load(std::memory_order_acquire);
}

void GrainSeat::check_loaded()
{
    LoadResult const& result = now_->load->result;
    if (result.status == StoreStatus::done) {
        now_->etag = result.row.etag;
        now_->epoch = result.row.epoch;
        return;
    }
    refusal_ = result.status == StoreStatus::elsewhere
                   ? AskError{AskError::ActiveElsewhere{result.owner_process}}
                   : AskError{AskError::StorageFailed{false}};
    if (result.status == StoreStatus::elsewhere) {
        throw ActivationRefused(refusal_);
    }
    throw EscapedError(refusal_);
}

void GrainSeat::restore(Grain& grain)
{
    StoreRow& row = now_->load->result.row;
    if (!row.has_state) {
        return;
    }
    now_->stored_at = Timestamp::from_milliseconds(row.stored_at);
    if (row.revision < type_.revision && migrate(grain, row)) {
        row.bytes = {};
        return;
    }
    StateReader reader(std::string_view(row.bytes), type_.unknown);
    reader.read_field(reminders_tag, now_->reminders);
    grain.decode(reader);
    if (reader.failed()) {
        refusal_ = AskError{AskError::StorageFailed{false}};
        throw EscapedError(Error("StorageFailed", "stored state of " + String(type_.name) +
                                                      " cannot be read: " + reader.reason()));
    }
    now_->unknown = reader.take_unknown();
    row.bytes = {};
}

// Each step sees what the one before it made; what nobody took over is gone. False if there is no
// step: the state must then fit as it is.
bool GrainSeat::migrate(Grain& grain, StoreRow const& row)
{
    OldState old(row.bytes);
    old.read("@reminders", now_->reminders);
    bool stepped = false;
    grain.adopt(old);
    for (std::uint32_t revision = row.revision; revision < type_.revision;) {
        std::uint32_t const next = grain.migrate(revision, old);
        revision = next == 0 ? revision + 1 : next;
        if (next != 0) {
            stepped = true;
            old.overlay(encoded());
        }
    }
    return stepped;
}

// What on_activate did is the state to begin with: activation writes nothing.
void GrainSeat::activated()
{
    now_->load.reset();
    now_->effects.release();
    now_->idle_since = now_milliseconds(cell_);
    if (type_.persist != Persist::never) {
        now_->image = encoded();
    }
}

std::string GrainSeat::encoded() const
{
    StateWriter writer(&now_->unknown);
    now_->grain->encode(writer);
    if (now_->reminders.len() > 0) {
        writer.write_field(reminders_tag, now_->reminders);
    }
    if (writer.failed()) {
        throw EscapedError(Error("StorageFailed", "the state nests too deep to be stored"));
    }
    return writer.take();
}

void GrainSeat::request_activation()
{
    wanted_ = true;
}

void GrainSeat::request_sleep(DeactivationReason reason)
{
    if (!now_ && host_.is_stopping()) {
        alarm_.reset();
    }
    if (now_) {
        now_->sleep_wanted = true;
        now_->reason = reason;
    }
}

DeactivationReason GrainSeat::end_reason() const
{
    return host_.is_stopping() ? DeactivationReason::shutdown : now_->reason;
}

void GrainSeat::request_save()
{
    bool const last = cell_.phase.load(std::memory_order_relaxed) == Phase::stopping;
    if (type_.persist != Persist::never && !(last && type_.persist == Persist::manual)) {
        now_->save_wanted = true;
    }
}

bool GrainSeat::is_saved() const
{
    return !now_->save_wanted && !now_->commit;
}

void GrainSeat::reload()
{
    if (type_.persist == Persist::never) {
        return;
    }
    StateReader reader(std::string_view(now_->image), Unknown::skip);
    now_->reminders = {};
    reader.read_field(reminders_tag, now_->reminders);
    now_->grain->decode(reader);
}

void GrainSeat::erase()
{
    now_->erase_wanted = type_.persist != Persist::never;
}

Option<Timestamp> GrainSeat::stored_at() const
{
    return now_->stored_at;
}

void Loading::await_suspend(std::coroutine_handle<> caller) noexcept
{
    suspend(seat_.cell(), caller, *this);
}

bool Loading::is_ready(Waiter const& waiter) noexcept
{
    return static_cast<Loading const&>(waiter).seat_.is_loaded();
}

void Saving::await_suspend(std::coroutine_handle<> caller) noexcept
{
    seat_.request_save();
    suspend(seat_.cell(), caller, *this);
}

bool Saving::is_ready(Waiter const& waiter) noexcept
{
    return static_cast<Saving const&>(waiter).seat_.is_saved();
}

GrainSeat& own_seat()
{
    Cell& cell = current_cell();
    if (cell.extras == nullptr || cell.extras->grain == nullptr) {
        panic("P004", "only a grain has stored state");
    }
    return *cell.extras->grain;
}

} // namespace janus::detail
