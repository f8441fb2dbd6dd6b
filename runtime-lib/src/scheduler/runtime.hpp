#pragma once
// Runtime: what all actors of one system share: the workers and their queues, the cells, the
// timers and the seams. `ActorSystem` is its public face. Every member may be used on any thread
// unless it says otherwise.

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <janus/detail/address.hpp>
#include <janus/detail/answer_slot.hpp>
#include <janus/detail/cell.hpp>
#include <janus/detail/timer.hpp>
#include <janus/seams.hpp>
#include <janus/time_values.hpp>

#include "scheduler/turn_watch.hpp"
#include "scheduler/worker.hpp"
#include "scheduler/worker_list.hpp"
#include "seams/limited_warnings.hpp"
#include "seams/lock.hpp"
#include "seams/real_world.hpp"
#include "seams/threads.hpp"

namespace janus::detail {

class GrainHost;

class NameRegistry;
class Observer;
class RootSupervisors;

class Runtime final : public AnswerListener {
public:
    struct Settings {
        unsigned workers = 0; // 0: as many as processors
        std::int64_t shutdown_milliseconds = 5'000;
        std::int64_t stuck_after_milliseconds = 30'000;
        bool observe = false; // count what actors do
        Seams seams;          // with a log
    };

    explicit Runtime(Settings settings);
    ~Runtime();
    Runtime(Runtime const&) = delete;
    Runtime& operator=(Runtime const&) = delete;

    // -- scheduling
    void ready(Cell& cell) noexcept;
    void push_shared(Cell& cell) noexcept;
    Cell* pop_shared() noexcept;
    // A worker has more than one actor to run: somebody should look whether it needs help.
    void call_watcher() noexcept;
    // Stops and joins the threads; nothing runs afterwards, but for turns that do not end.
    void stop_threads();
    // Some turn did not: it may still use whatever there is.
    bool has_lost_threads() const noexcept { return lost_threads_; }
    // From now on turns that do not end are not waited for.
    void begin_stopping() noexcept { closing_.store(true, std::memory_order_release); }
    bool is_stopping() const noexcept { return closing_.load(std::memory_order_acquire); }
    WorkerList const& workers() const noexcept { return workers_; }
    // By all workers up to now.
    TheftTrial::Sample work_done() noexcept;
    // By a spare one, once its turn has lasted too long. False if that is over or cannot be done.
    bool replace(Worker& worker);
    // Its turn lasts longer than stopping may take.
    bool is_stuck(Cell const& cell) noexcept;
    bool has_stuck_turn() noexcept;
    // Blocks this thread, which is no worker, until `done` or the instant; other threads call
    // `nudge` when it may have become true. False if it did not.
    bool block_until(std::function<bool()> const& done, std::int64_t due_milliseconds);
    void nudge() noexcept;
    void answered() noexcept override { nudge(); }

    // -- cells
    Cell& allocate_cell();
    void release_cell(Cell& cell) noexcept;
    // Calls `visit` for each cell of this runtime, dead ones included.
    void for_each_cell(std::function<void(Cell&)> const& visit);

    // Numbers for monitors; each is given once.
    std::uint64_t new_bond() noexcept { return next_bond_.fetch_add(1, std::memory_order_relaxed); }

    // -- senders that wait for room in a mailbox
    void add_waiting_sender(Cell& target, Cell& sender);
    void release_waiting_senders(Cell& target) noexcept;

    // -- time
    std::int64_t start_nanoseconds() const noexcept { return started_; }
    std::int64_t elapsed_nanoseconds() noexcept { return clock_->boot_nanoseconds() - started_; }
    std::int64_t elapsed_milliseconds() noexcept { return elapsed_nanoseconds() / 1'000'000; }
    // Milliseconds; long times are measured with the coarse clock, and never end early.
    std::int64_t instant_after(Duration time) noexcept;
    // May be some milliseconds behind.
    std::int64_t coarse_milliseconds() noexcept
    {
        return (clock_->coarse_nanoseconds() - started_) / 1'000'000;
    }
    void arm(Timer& timer, std::int64_t due) noexcept;
    void fire_timers() noexcept;
    std::int64_t next_timer() noexcept;

    Clock& clock() noexcept { return *clock_; }
    Random& random() noexcept { return *random_; }
    Log& log() noexcept { return *log_; }
    Executor* executor() noexcept { return executor_; }
    Tracer* tracer() noexcept { return tracer_; }             // mostly null
    Observer* observer() noexcept { return observer_.get(); } // mostly null
    Faults* faults() noexcept { return faults_; }             // null but in simulations
    bool strikes(Faults::Site site) noexcept
    {
        return faults_ != nullptr && faults_->strikes(site);
    }
    NameRegistry& names() noexcept { return *names_; }
    // How long an actor that was told to stop may go on with what is queued, then with on_stop.
    std::int64_t shutdown_milliseconds() const noexcept { return shutdown_; }
    // -- the end of the program (`cluster.run()`)
    void root_failed() noexcept;
    void request_end() noexcept;
    bool is_ending() const noexcept
    {
        return ending_.load(std::memory_order_acquire) || has_root_failed();
    }
    // The program was told to end while nobody waited for that.
    bool must_cancel_main() const noexcept { return cancel_main_.load(std::memory_order_acquire); }
    // Wakes `cell` when `is_ending` has become true; look again after this call.
    void wait_for_end(Cell& cell);
    bool somebody_waits_for_end() noexcept;
    bool has_root_failed() const noexcept { return root_failed_.load(std::memory_order_acquire); }
    // At most a few each second are written; none while the system ends.
    void warn(std::string_view line) noexcept;

    // -- grains
    GrainHost* grain_host = nullptr; // set once, by the system
    RootSupervisors* root_supervisors = nullptr;

    // -- idleness (`cluster.idle()`): work that is in no cell, such as a commit or a restart delay
    void begin_pending() noexcept { pending_.fetch_add(1, std::memory_order_relaxed); }
    void end_pending() noexcept;
    // Wakes `cell` when nothing is going on; see `is_idle`.
    void wait_for_idle(Cell& cell);
    bool check_idle() noexcept;

private:
    struct IdleWait;

    void start_thread(Worker& worker);
    void run_worker(Worker& worker);
    void end_worker(Worker& worker) noexcept;
    Cell* find_work(Worker& worker);
    Cell* watch(Worker& worker, struct Watch& state);
    Cell* steal_eagerly(Worker& worker, std::int64_t until) noexcept;
    Worker& other_worker(Worker const& worker, std::size_t distance) const noexcept;
    Cell* pop_left_over(struct Watch& state);
    void went_idle() noexcept;
    bool no_cell_is_busy() noexcept;
    // False if nobody waited.
    bool wake_run_waiters() noexcept;

    RealClock real_clock_;
    RealRandom real_random_;
    Clock* clock_;
    Random* random_;
    Log* log_;
    LimitedWarnings warnings_;
    Executor* executor_;
    Tracer* const tracer_;
    Faults* const faults_;
    std::unique_ptr<Observer> observer_;
    std::int64_t started_;
    std::int64_t shutdown_;
    std::unique_ptr<NameRegistry> names_;

    WorkerList workers_;
    WorkerThreads threads_;
    std::unique_ptr<TurnWatch> turn_watch_;
    std::unique_ptr<WatchThread> turn_watch_thread_;
    bool lost_threads_ = false;
    std::atomic<bool> closing_{false};
    std::unique_ptr<AlarmThread> alarm_;
    TimerWheel shared_timers_;
    std::atomic<std::int64_t> alarm_due_{TimerWheel::never};

    Lock shared_lock_;
    Cell* shared_first_ = nullptr;
    Cell* shared_last_ = nullptr;
    std::atomic<std::uint32_t> shared_count_{0};
    EventCount work_;
    std::atomic<std::uint32_t> sleepers_{0};
    std::atomic<std::uint32_t> active_{0};
    std::atomic<bool> watched_{false};
    std::atomic<bool> stopping_{false};

    EventCount nudges_;
    std::atomic<bool> root_failed_{false};
    std::atomic<bool> ending_{false};
    std::atomic<bool> cancel_main_{false};
    std::atomic<std::uint32_t> next_number_{1};
    std::atomic<std::uint64_t> next_bond_{1};
    std::atomic<std::int64_t> pending_{0};

    Lock cells_lock_;
    std::vector<Cell*> cells_;
    Cell* free_cells_ = nullptr;

    Lock room_lock_;
    std::unordered_map<Cell*, std::vector<Cell*>> waiting_senders_; // by target

    Lock idle_lock_;
    std::vector<Cell*> idle_waiters_;
    std::vector<Cell*> run_waiters_;
    std::atomic<bool> idle_wanted_{false};
};

inline constexpr std::uint8_t turn_budget = 250; // messages

struct TurnLimits {
    std::uint8_t messages = turn_budget;
    std::uint16_t rounds = 0xffff; // the actor's own limit holds too
};

// The turn of one actor: runs it until it waits or one of the limits is reached.
void run_turn(Cell& cell, TurnLimits limits = {}) noexcept;

} // namespace janus::detail
