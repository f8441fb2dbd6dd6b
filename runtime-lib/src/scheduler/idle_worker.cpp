// What a worker does when its queue is empty. Crossing cores costs more than a thousand messages,
// so nobody is woken for a message between actors. One idle worker at a time watches the busy ones:
// it naps, and takes half of a ring that has had work waiting for a whole millisecond, as long as
// that pays, see TheftTrial.

#include <algorithm>
#include <utility>

#include <janus/detail/current.hpp>

#include "actor/observer.hpp"
#include "scheduler/runtime.hpp"
#include "seams/stack_guard.hpp"
#include "seams/threads.hpp"

namespace janus::detail {

namespace {

constexpr std::int64_t shortest_nap = 50; // microseconds
constexpr std::int64_t longest_nap = 1'000;
constexpr std::int64_t sustained = 1'000'000; // nanoseconds of waiting work before a theft
constexpr std::int64_t eager_look = 20'000;   // nanoseconds

} // namespace

struct Watch {
    bool watching = false;
    std::int64_t nap = shortest_nap;
    TheftTrial::Sample calm;       // nothing was waiting then
    std::int64_t shared_empty = 0; // when the shared queue was last seen so
};

void Runtime::run_worker(Worker& worker)
{
    StackGuard const guard;
    current().worker = &worker;
    Observer* const observer = observer_.get();
    Observing const observing(observer);
    for (;;) {
        Cell* cell = worker.pick();
        if (cell == nullptr && !worker.is_replaced()) {
            cell = find_work(worker);
        }
        if (cell == nullptr) {
            break;
        }
        worker.running.store(cell, std::memory_order_release);
        if (observer == nullptr) [[likely]] {
            run_turn(*cell);
        } else {
            observer->run_turn(worker, *cell);
        }
    }
    current().worker = nullptr;
    end_worker(worker);
}

void Runtime::end_worker(Worker& worker) noexcept
{
    worker.running.store(nullptr, std::memory_order_relaxed);
    if (worker.is_replaced()) {
        worker.hand_over();
        if (active_.fetch_sub(1, std::memory_order_seq_cst) == 1) {
            went_idle();
        }
    }
    worker.ended.store(true, std::memory_order_release);
    nudge();
}

Cell* Runtime::find_work(Worker& worker)
{
    if (worker.put_off_count.load(std::memory_order_relaxed) > 0) {
        worker.look_at_put_off();
        if (Cell* const woken = worker.pick_own()) {
            return woken;
        }
    }
    worker.running.store(nullptr, std::memory_order_relaxed);
    if (active_.fetch_sub(1, std::memory_order_seq_cst) == 1) {
        went_idle();
    }
    Watch state;
    state.shared_empty = elapsed_nanoseconds();
    Cell* found = worker.pick_own(); // those who waited for idleness are queued here
    while (found == nullptr && !stopping_.load(std::memory_order_seq_cst)) {
        found = watch(worker, state);
    }
    if (state.watching) {
        watched_.store(false, std::memory_order_seq_cst);
    }
    active_.fetch_add(1, std::memory_order_seq_cst);
    if (found != nullptr) {
        worker.running.store(found, std::memory_order_seq_cst);
        turn_watch_thread_->wake();
    }
    worker.called_watcher = false;
    return found;
}

Cell* Runtime::watch(Worker& worker, Watch& state)
{
    std::uint32_t const epoch = work_.epoch();
    bool const others_run = active_.load(std::memory_order_seq_cst) > 0;
    if (others_run && !state.watching) {
        state.watching = !watched_.exchange(true, std::memory_order_seq_cst);
        state.calm = work_done();
    } else if (!others_run && state.watching) {
        state.watching = false;
        watched_.store(false, std::memory_order_seq_cst);
    }
    std::int64_t const looked = elapsed_nanoseconds();
    bool const rests = others_run && worker.trial.rests(looked);
    if (state.watching && !rests && worker.trial.is_eager(looked)) {
        if (Cell* const stolen = steal_eagerly(worker, looked + eager_look)) {
            return stolen;
        }
    }
    sleepers_.fetch_add(1, std::memory_order_seq_cst);
    Cell* found = rests ? nullptr : pop_shared();
    if (found == nullptr && !stopping_.load(std::memory_order_seq_cst)) {
        if (state.watching || rests) {
            work_.sleep_for(epoch, state.nap);
        } else {
            work_.sleep(epoch);
            state.nap = shortest_nap;
        }
    }
    sleepers_.fetch_sub(1, std::memory_order_seq_cst);
    if (found == nullptr) {
        found = rests ? pop_left_over(state) : pop_shared();
    }
    if (found != nullptr || !state.watching) {
        return found;
    }
    bool const waiting = std::any_of(workers_.begin(), workers_.end(),
                                     [](Worker const* other) { return other->queued() > 0; });
    TheftTrial::Sample const now = work_done();
    if (!waiting) {
        state.calm = now;
        state.nap = std::min(state.nap * 2, longest_nap);
        return nullptr;
    }
    state.nap = shortest_nap;
    if (now.nanoseconds - state.calm.nanoseconds < sustained) {
        return nullptr;
    }
    // What was stolen last may have run dry before it could be judged.
    worker.trial.judge(now);
    TheftTrial::Sample const before = std::exchange(state.calm, now);
    if (worker.trial.rests(now.nanoseconds)) {
        state.nap = longest_nap;
        return nullptr;
    }
    for (std::size_t i = 1; i < workers_.size() && found == nullptr; ++i) {
        found = worker.steal_from(other_worker(worker, i));
    }
    if (found != nullptr && !worker.trial.runs()) {
        worker.trial.begin(before, now);
    }
    return found;
}

// Stealing has paid of late: looks more closely than naps allow, but not for long.
Cell* Runtime::steal_eagerly(Worker& worker, std::int64_t until) noexcept
{
    do {
        for (std::size_t i = 1; i < workers_.size(); ++i) {
            Worker& other = other_worker(worker, i);
            if (worker.trial.is_worth(other.queued())) {
                if (Cell* const stolen = worker.steal_from(other)) {
                    return stolen;
                }
            }
        }
        give_way_to_threads();
    } while (shared_count_.load(std::memory_order_relaxed) == 0 &&
             !stopping_.load(std::memory_order_relaxed) && elapsed_nanoseconds() < until);
    return nullptr;
}

Worker& Runtime::other_worker(Worker const& worker, std::size_t distance) const noexcept
{
    return workers_[(worker.id + distance) % workers_.size()];
}

// A worker that rests leaves the shared queue to the others, unless they do not get to it.
Cell* Runtime::pop_left_over(Watch& state)
{
    std::int64_t const now = elapsed_nanoseconds();
    if (shared_count_.load(std::memory_order_seq_cst) == 0) {
        state.shared_empty = now;
    }
    return now - state.shared_empty < sustained ? nullptr : pop_shared();
}

void Runtime::call_watcher() noexcept
{
    if (sleepers_.load(std::memory_order_seq_cst) > 0 &&
        !watched_.load(std::memory_order_seq_cst)) {
        work_.wake_one();
    }
}

void Runtime::went_idle() noexcept
{
    if (idle_wanted_.load(std::memory_order_seq_cst)) {
        check_idle();
    }
}

void Runtime::end_pending() noexcept
{
    if (pending_.fetch_sub(1, std::memory_order_seq_cst) == 1 &&
        idle_wanted_.load(std::memory_order_seq_cst)) {
        check_idle();
    }
}

void Runtime::wait_for_idle(Cell& cell)
{
    LockGuard guard(idle_lock_);
    idle_waiters_.push_back(&cell);
    idle_wanted_.store(true, std::memory_order_seq_cst);
}

bool Runtime::check_idle() noexcept
{
    // An executor has no count of active workers, but then this thread is the only one.
    bool const in_a_turn = executor_ != nullptr && current().cell != nullptr;
    if (in_a_turn || pending_.load(std::memory_order_seq_cst) != 0 ||
        active_.load(std::memory_order_seq_cst) != 0 ||
        shared_count_.load(std::memory_order_seq_cst) != 0 || !no_cell_is_busy()) {
        return false;
    }
    std::vector<Cell*> waiters;
    {
        LockGuard guard(idle_lock_);
        waiters.swap(idle_waiters_);
        idle_wanted_.store(false, std::memory_order_seq_cst);
    }
    for (Cell* const cell : waiters) {
        cell->idleness.fetch_or(idle_reached, std::memory_order_release);
        wake(*cell);
    }
    return !waiters.empty();
}

bool Runtime::no_cell_is_busy() noexcept
{
    LockGuard guard(cells_lock_);
    return std::none_of(cells_.begin(), cells_.end(), [](Cell* cell) {
        Phase const phase = cell->phase.load(std::memory_order_relaxed);
        if (phase == Phase::dead || phase == Phase::down ||
            (cell->idleness.load(std::memory_order_relaxed) & in_background) != 0) {
            return false;
        }
        std::uintptr_t const word = cell->inbox.load(std::memory_order_acquire);
        return (word & ~std::uintptr_t{closed}) != receiving;
    });
}

} // namespace janus::detail
