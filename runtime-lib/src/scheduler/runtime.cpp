#include "scheduler/runtime.hpp"

#include <algorithm>
#include <utility>

#include <janus/detail/current.hpp>

#include "actor/lifecycle.hpp"
#include "actor/observer.hpp"
#include "actor/this_thread.hpp"
#include "registry/name_registry.hpp"
#include "scheduler/cell_depot.hpp"

namespace janus::detail {

Runtime::Runtime(Settings settings)
    : clock_(settings.seams.clock != nullptr ? settings.seams.clock : &real_clock_),
      random_(settings.seams.random != nullptr ? settings.seams.random : &real_random_),
      log_(settings.seams.log), warnings_(*log_), executor_(settings.seams.executor),
      tracer_(settings.seams.tracer), faults_(settings.seams.faults),
      observer_(settings.observe || tracer_ != nullptr ? std::make_unique<Observer>() : nullptr),
      started_(clock_->boot_nanoseconds()), shutdown_(settings.shutdown_milliseconds),
      names_(std::make_unique<NameRegistry>())
{
    if (executor_ != nullptr) {
        return;
    }
    unsigned const count = settings.workers == 0 ? processor_count() : settings.workers;
    workers_.reserve(count);
    for (unsigned i = 0; i < count; ++i) {
        workers_.add(*this);
    }
    alarm_ = std::make_unique<AlarmThread>(*this);
    turn_watch_ = std::make_unique<TurnWatch>(
        *this, TurnWatch::Limits{settings.stuck_after_milliseconds, shutdown_});
    turn_watch_thread_ = std::make_unique<WatchThread>([this] { return turn_watch_->look(); });
    active_.store(count, std::memory_order_relaxed);
    for (Worker* const worker : workers_) {
        start_thread(*worker);
    }
}

void Runtime::start_thread(Worker& worker)
{
    threads_.start(
        [](void* argument) {
            auto* const own = static_cast<Worker*>(argument);
            own->runtime->run_worker(*own);
        },
        &worker);
}

bool Runtime::replace(Worker& worker)
{
    if (!workers_.has_room() || !worker.retire()) {
        return false;
    }
    active_.fetch_add(1, std::memory_order_seq_cst);
    start_thread(workers_.add(*this));
    return true;
}

bool Runtime::is_stuck(Cell const& cell) noexcept
{
    return std::any_of(workers_.begin(), workers_.end(), [&](Worker const* worker) {
        return worker->is_lost() && worker->running.load(std::memory_order_acquire) == &cell;
    });
}

Runtime::~Runtime()
{
    stop_threads();
    // The objects of one actor may send to another, so all are gone before any cell is given back.
    for (Cell* const cell : cells_) {
        abandon(*cell);
    }
    for (auto const& worker : workers_) {
        worker->timers.close();
    }
    shared_timers_.close();
    for (Cell* const cell : cells_) {
        return_cell(*cell);
    }
}

bool Runtime::has_stuck_turn() noexcept
{
    return std::any_of(workers_.begin(), workers_.end(),
                       [](Worker const* worker) { return worker->is_lost(); });
}

void Runtime::stop_threads()
{
    stopping_.store(true, std::memory_order_seq_cst);
    work_.wake_all();
    if (turn_watch_thread_ != nullptr) {
        auto const is_over = [](Worker const* worker) {
            return worker->ended.load(std::memory_order_acquire) || worker->is_lost();
        };
        block_until([&] { return std::all_of(workers_.begin(), workers_.end(), is_over); },
                    TimerWheel::never);
        turn_watch_thread_->stop();
    }
    auto const is_lost = [](void* worker) { return static_cast<Worker*>(worker)->is_lost(); };
    lost_threads_ = !threads_.join(is_lost) || lost_threads_;
    if (alarm_ != nullptr) {
        alarm_->stop();
    }
}

void Runtime::ready(Cell& cell) noexcept
{
    Worker* const worker = this_thread().worker;
    if (worker != nullptr && worker->runtime == this) [[likely]] {
        worker->schedule(cell);
    } else if (executor_ != nullptr) {
        executor_->ready(cell);
    } else {
        push_shared(cell);
    }
}

void Runtime::push_shared(Cell& cell) noexcept
{
    {
        LockGuard guard(shared_lock_);
        cell.link = nullptr;
        if (shared_last_ != nullptr) {
            shared_last_->link = &cell;
        } else {
            shared_first_ = &cell;
        }
        shared_last_ = &cell;
        shared_count_.fetch_add(1, std::memory_order_seq_cst);
    }
    if (sleepers_.load(std::memory_order_seq_cst) > 0) {
        work_.wake_one();
    }
}

Cell* Runtime::pop_shared() noexcept
{
    if (shared_count_.load(std::memory_order_seq_cst) == 0) {
        return nullptr;
    }
    LockGuard guard(shared_lock_);
    Cell* const cell = shared_first_;
    if (cell != nullptr) {
        shared_first_ = cell->link;
        if (shared_first_ == nullptr) {
            shared_last_ = nullptr;
        }
        shared_count_.fetch_sub(1, std::memory_order_relaxed);
    }
    return cell;
}

TheftTrial::Sample Runtime::work_done() noexcept
{
    TheftTrial::Sample sample{elapsed_nanoseconds(), 0, 0};
    for (Worker const* const worker : workers_) {
        sample.turns += worker->picks.load(std::memory_order_relaxed);
        sample.messages += worker->messages.load(std::memory_order_relaxed);
    }
    return sample;
}

bool Runtime::block_until(std::function<bool()> const& done, std::int64_t due_milliseconds)
{
    if (executor_ != nullptr) {
        Observing const observing(observer_.get());
        auto call = [](void* context) {
            return (*static_cast<std::function<bool()> const*>(context))();
        };
        return executor_->run_until(call, const_cast<std::function<bool()>*>(&done),
                                    due_milliseconds);
    }
    for (;;) {
        std::uint32_t const epoch = nudges_.epoch();
        if (done()) {
            return true;
        }
        if (due_milliseconds == TimerWheel::never) {
            nudges_.sleep(epoch);
            continue;
        }
        std::int64_t const remaining = due_milliseconds - elapsed_milliseconds();
        if (remaining <= 0) {
            return false;
        }
        nudges_.sleep_for(epoch, remaining * 1'000);
    }
}

void Runtime::warn(std::string_view line) noexcept
{
    if (!stopping_.load(std::memory_order_relaxed)) {
        warnings_.write(elapsed_milliseconds() / 1'000, line);
    }
}

void Runtime::nudge() noexcept
{
    nudges_.wake_all();
}

std::int64_t Runtime::instant_after(Duration time) noexcept
{
    if (time < long_wait) {
        return elapsed_milliseconds() + time.millis();
    }
    return coarse_milliseconds() + clock_->coarse_error() / 1'000'000 + time.millis();
}

void Runtime::arm(Timer& timer, std::int64_t due) noexcept
{
    Worker* const worker = current().worker;
    TimerWheel& wheel =
        worker != nullptr && worker->runtime == this ? worker->timers : shared_timers_;
    wheel.insert(timer, due);
    if (alarm_ != nullptr && due < alarm_due_.load(std::memory_order_seq_cst)) {
        alarm_due_.store(due, std::memory_order_seq_cst);
        alarm_->set(due);
    }
}

void Runtime::fire_timers() noexcept
{
    // From here on, whoever arms a timer sets the alarm.
    alarm_due_.store(TimerWheel::never, std::memory_order_seq_cst);
    std::int64_t const now = elapsed_milliseconds();
    for (Worker* const worker : workers_) {
        worker->timers.advance(now);
    }
    shared_timers_.advance(now);
    if (alarm_ != nullptr) {
        std::int64_t const due = next_timer();
        if (due < alarm_due_.load(std::memory_order_seq_cst)) {
            alarm_due_.store(due, std::memory_order_seq_cst);
            alarm_->set(due);
        }
    }
}

std::int64_t Runtime::next_timer() noexcept
{
    std::int64_t due = shared_timers_.next_due();
    for (Worker* const worker : workers_) {
        due = std::min(due, worker->timers.next_due());
    }
    return due;
}

Cell& Runtime::allocate_cell()
{
    Worker* const worker = current().worker;
    bool const ours = worker != nullptr && worker->runtime == this;
    if (ours && worker->free_cells == nullptr) {
        LockGuard guard(cells_lock_);
        for (int i = 0; i < 32 && free_cells_ != nullptr; ++i) {
            Cell* const cell = free_cells_;
            free_cells_ = cell->link;
            cell->link = worker->free_cells;
            worker->free_cells = cell;
        }
    }
    Cell* cell = nullptr;
    if (ours && worker->free_cells != nullptr) {
        cell = worker->free_cells;
        worker->free_cells = cell->link;
    } else {
        LockGuard guard(cells_lock_);
        if (free_cells_ != nullptr) {
            cell = free_cells_;
            free_cells_ = cell->link;
        } else {
            cell = &take_cell();
            cells_.push_back(cell);
        }
    }
    cell->link = nullptr;
    // Holders of stale references may be reading it.
    if (cell->runtime != this) {
        cell->runtime = this;
    }
    cell->number.store(next_number_.fetch_add(1, std::memory_order_relaxed),
                       std::memory_order_relaxed);
    return *cell;
}

void Runtime::release_cell(Cell& cell) noexcept
{
    Worker* const worker = current().worker;
    if (worker != nullptr && worker->runtime == this) {
        cell.link = worker->free_cells;
        worker->free_cells = &cell;
        return;
    }
    LockGuard guard(cells_lock_);
    cell.link = free_cells_;
    free_cells_ = &cell;
}

void Runtime::root_failed() noexcept
{
    root_failed_.store(true, std::memory_order_release);
    wake_run_waiters();
}

void Runtime::request_end() noexcept
{
    ending_.store(true, std::memory_order_release);
    if (!wake_run_waiters()) {
        cancel_main_.store(true, std::memory_order_release);
    }
    nudge();
}

void Runtime::wait_for_end(Cell& cell)
{
    LockGuard guard(idle_lock_);
    run_waiters_.push_back(&cell);
}

bool Runtime::somebody_waits_for_end() noexcept
{
    LockGuard guard(idle_lock_);
    return !run_waiters_.empty();
}

bool Runtime::wake_run_waiters() noexcept
{
    std::vector<Cell*> waiters;
    {
        LockGuard guard(idle_lock_);
        waiters.swap(run_waiters_);
    }
    for (Cell* const cell : waiters) {
        wake(*cell);
    }
    return !waiters.empty();
}

void Runtime::add_waiting_sender(Cell& target, Cell& sender)
{
    LockGuard guard(room_lock_);
    waiting_senders_[&target].push_back(&sender);
    target.crowded.store(true, std::memory_order_seq_cst);
}

void Runtime::release_waiting_senders(Cell& target) noexcept
{
    std::vector<Cell*> released;
    {
        LockGuard guard(room_lock_);
        target.crowded.store(false, std::memory_order_seq_cst);
        auto waiting = waiting_senders_.extract(&target);
        if (!waiting.empty()) {
            released = std::move(waiting.mapped());
        }
    }
    for (Cell* const sender : released) {
        wake(*sender);
    }
}

void Runtime::for_each_cell(std::function<void(Cell&)> const& visit)
{
    std::vector<Cell*> all;
    {
        LockGuard guard(cells_lock_);
        all = cells_;
    }
    for (Cell* const cell : all) {
        visit(*cell);
    }
}

} // namespace janus::detail
