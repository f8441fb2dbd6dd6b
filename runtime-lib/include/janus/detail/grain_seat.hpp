#pragma once
// GrainSeat: the fixed place of one grain identity in this process. It stays while activations come
// and go, holds back what a turn sends until its state is stored, and puts the grain to sleep when
// it is idle. All but the constructor runs in the turns of the grain's own cell.

#include <cstdint>
#include <exception>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include <janus/ask_error.hpp>
#include <janus/detail/actor_body.hpp>
#include <janus/detail/actor_kind.hpp>
#include <janus/detail/cell.hpp>
#include <janus/option.hpp>
#include <janus/time_values.hpp>

namespace janus {

class OldState;
class StateReader;
class StateWriter;
struct StoreRow;
enum class Unknown : std::uint8_t;

// Why an activation ends, as on_deactivate is told.
enum class DeactivationReason : std::uint8_t { idle, memory, requested, shutdown, migrating };

// When the state of a grain is stored (`@persist`).
enum class Persist : std::uint8_t { turn, interval, deactivate, manual, never };

namespace detail {

class GrainHost;
class GrainSeat;
struct GrainLoad;

// What the runtime knows of a grain class.
struct GrainType {
    std::string_view name;
    std::uint32_t revision;
    std::int64_t idle_timeout_ms;
    Persist persist;
    std::int64_t persist_interval_ms;
    Unknown unknown; // stored fields that the program does not know
    std::span<std::string_view const> older_names;
    Body* (*make_body)(Cell&, GrainSeat&, std::string const& key);
    ActorKind const* kind;
};

// The body of an activation, as the seat sees it.
class Grain : public Body {
public:
    Grain(Cell& cell, GrainSeat& seat);
    ~Grain() override;
    Grain(Grain const&) = delete;
    Grain& operator=(Grain const&) = delete;

    // Makes the object anew, with its initial state.
    virtual void construct() = 0;
    virtual void encode(StateWriter& writer) const = 0;
    virtual void decode(StateReader& reader) = 0;
    virtual Behaviour on_reminder(String const& name, Timestamp at) = 0;
    // Takes over what still fits of the state of an older revision.
    virtual void adopt(OldState const& old) = 0;
    // Runs the step of `migrate` that begins at the revision and says where it led; 0: there is
    // none.
    virtual std::uint32_t migrate(std::uint32_t revision, OldState const& old) = 0;

    GrainSeat& seat() { return seat_; }

private:
    GrainSeat& seat_;
};

class GrainSeat {
public:
    // What the turn does next.
    enum class Step : std::uint8_t { go_on, wait, failed, sleep };

    GrainSeat(GrainHost& host, GrainType const& type, std::string key, Cell& cell);
    ~GrainSeat();
    GrainSeat(GrainSeat const&) = delete;
    GrainSeat& operator=(GrainSeat const&) = delete;

    // -- for the turn
    // The grain is asleep: true if it has a reason to wake up, and then has a body.
    bool wake_up();
    // The grain is about to wait. Starts and awaits commits, and lets held effects out.
    enum class Wait : std::uint8_t {
        message,     // for the next one
        interleaved, // the same in the middle of another message, which goes on then
        other
    };
    Step before_wait(Wait wait);
    // A message is handled in the middle of another one; what is said about changes then is about
    // that one only.
    bool begin_interleaved() noexcept;
    void end_interleaved(bool untouched) noexcept;
    std::exception_ptr failure() const;
    // The incarnation is over; the identity sleeps.
    void ended(Phase phase);
    EffectBuffer* effects();

    // -- for the activation
    void begin_load();
    bool is_loaded() const;
    // Throws what the messages that woke the grain are answered with.
    void check_loaded();
    void restore(Grain& grain);
    void activated();
    DeactivationReason end_reason() const;
    void attach(Grain& grain);
    void detach() noexcept;

    // -- for the program
    void request_activation();
    void request_sleep(DeactivationReason reason);
    void request_save();
    void save_now();
    bool is_saved() const;
    // Back to what is stored; forgets what this turn changed.
    void reload();
    // Removes the row at the end of the turn; the state is the initial one from now on.
    void erase();
    Option<Timestamp> stored_at() const;
    // Part of the state: what this turn changed is stored or forgotten with it. Without a period
    // the reminder rings once.
    void remind(String const& name, Duration after, Duration every);
    void forget(String const& name);
    // The message being handled changes no state: there is nothing to encode and compare.
    void leave_unchanged();

    Cell& cell() const { return cell_; }

private:
    struct Activation;
    struct Commit;
    struct Alarm;

    // False: it waits for a commit.
    bool settle_message();
    Step settle_receive();
    Step settle_other();
    void refuse_waiting_messages();
    void load_row(std::shared_ptr<GrainLoad> load, std::size_t name);
    bool migrate(Grain& grain, StoreRow const& row);
    bool commit_is_open();
    bool has_changed();
    bool store_is_due();
    bool ring();
    void set_alarm();
    void snooze();
    void start_commit();
    Step step_for_idleness();
    std::string encoded() const;

    GrainHost& host_;
    GrainType const& type_;
    std::string const key_;
    Cell& cell_;
    std::unique_ptr<Activation> now_;
    std::unique_ptr<Alarm> alarm_; // when the next reminder wakes the grain
    AskError refusal_;
    bool wanted_ = false;
};

// Waits until the row is there.
class Loading : Waiter {
public:
    explicit Loading(GrainSeat& seat) : Waiter{&Loading::is_ready}, seat_(seat) {}
    Loading(Loading const&) = delete;
    Loading& operator=(Loading const&) = delete;

    bool await_ready()
    {
        seat_.begin_load();
        return seat_.is_loaded();
    }
    void await_suspend(std::coroutine_handle<> caller) noexcept;
    void await_resume() { seat_.check_loaded(); }

private:
    static bool is_ready(Waiter const& waiter) noexcept;

    GrainSeat& seat_;
};

// Waits until everything changed so far is stored.
class [[nodiscard]] Saving : Waiter {
public:
    explicit Saving(GrainSeat& seat) : Waiter{&Saving::is_ready}, seat_(seat) {}
    Saving(Saving const&) = delete;
    Saving& operator=(Saving const&) = delete;

    bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<> caller) noexcept;
    void await_resume() const noexcept {}

private:
    static bool is_ready(Waiter const& waiter) noexcept;

    GrainSeat& seat_;
};

// The body of a supervised child that stands for a grain: it wakes the grain, passes messages on to
// it, and ends as the grain does when that crashes.
Body* make_grain_guard(Cell& cell, GrainType const& type, std::string key);

// The seat of the running grain; panics elsewhere.
GrainSeat& own_seat();

} // namespace detail

} // namespace janus
