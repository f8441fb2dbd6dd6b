#include <janus/aside.hpp>

#include <janus/cancellation.hpp>
#include <janus/detail/current.hpp>

#include "scheduler/runtime.hpp"
#include "seams/lock.hpp"
#include "seams/side_threads.hpp"

namespace janus::detail {

// The side thread and the actor agree here on who is still there.
struct AsideJob::Meeting {
    Lock lock;
    Cell* cell = nullptr;
};

AsideJob::AsideJob() : meeting_(std::make_unique<Meeting>()) {}

AsideJob::~AsideJob() = default;

void AsideJob::start(std::shared_ptr<AsideJob> const& self)
{
    run_on_side_thread([self] { self->run(); });
}

void AsideJob::finish() noexcept
{
    LockGuard const guard(meeting_->lock);
    finished_.store(true, std::memory_order_release);
    if (meeting_->cell != nullptr) {
        wake(*meeting_->cell);
    }
}

void AsideJob::wait_in(Cell& cell) noexcept
{
    LockGuard const guard(meeting_->lock);
    meeting_->cell = &cell;
}

void AsideJob::leave() noexcept
{
    LockGuard const guard(meeting_->lock);
    meeting_->cell = nullptr;
}

bool AsideWait::await_suspend(std::coroutine_handle<> caller)
{
    Cell& cell = current_cell();
    if (cell.runtime->executor() != nullptr) {
        job_->run();
        return false;
    }
    job_->wait_in(cell);
    suspend(cell, caller, *this);
    job_->start(job_);
    return true;
}

void AsideWait::await_resume() const
{
    if (!job_->is_finished()) {
        throw Cancelled();
    }
}

} // namespace janus::detail
