#pragma once
// aside(f): awaits a function that blocks its thread. It runs on a side thread while the actor
// waits without holding a worker; what it returns or throws comes back to the actor. In a
// simulation it runs at once, where it is awaited. If the actor ends or its task is cancelled
// meanwhile the function still runs to its end and its result is dropped. Awaited in an actor or in
// `main`.

#include <atomic>
#include <coroutine>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>

#include <janus/detail/cell.hpp>
#include <janus/detail/suspend.hpp>
#include <janus/task.hpp>
#include <janus/unit.hpp>

namespace janus {

namespace detail {

// What the awaiting coroutine and the side thread share.
class AsideJob {
public:
    AsideJob();
    AsideJob(AsideJob const&) = delete;
    AsideJob& operator=(AsideJob const&) = delete;
    virtual ~AsideJob();

    // Does the work and finishes.
    virtual void run() noexcept = 0;
    // Sees to it that it gets done; called once. By default on a side thread.
    virtual void start(std::shared_ptr<AsideJob> const& self);

    // Of the side thread: the result is there.
    void finish() noexcept;
    bool is_finished() const noexcept { return finished_.load(std::memory_order_acquire); }
    // Of the actor. After `leave` the cell is not touched any more.
    void wait_in(Cell& cell) noexcept;
    void leave() noexcept;

private:
    struct Meeting;

    std::atomic<bool> finished_{false};
    std::unique_ptr<Meeting> meeting_;
};

template <class F> class AsideCall final : public AsideJob {
public:
    using R = std::invoke_result_t<F&>;
    using Value = std::conditional_t<std::is_void_v<R>, Unit, R>;

    explicit AsideCall(F function) : function_(std::move(function)) {}

    void run() noexcept override
    {
        try {
            if constexpr (std::is_void_v<R>) {
                function_();
                value_.emplace();
            } else {
                value_.emplace(function_());
            }
        } catch (...) {
            failure_ = std::current_exception();
        }
        finish();
    }
    Value take()
    {
        if (failure_) {
            std::rethrow_exception(failure_);
        }
        return std::move(*value_);
    }

private:
    F function_;
    std::optional<Value> value_;
    std::exception_ptr failure_;
};

class [[nodiscard]] AsideWait : Waiter {
public:
    explicit AsideWait(std::shared_ptr<AsideJob> job)
        : Waiter{&AsideWait::is_ready, false, true}, job_(std::move(job))
    {}
    AsideWait(AsideWait const&) = delete;
    AsideWait& operator=(AsideWait const&) = delete;
    ~AsideWait() { job_->leave(); }

    bool await_ready() const noexcept { return false; }
    bool await_suspend(std::coroutine_handle<> caller);
    void await_resume() const;

private:
    static bool is_ready(Waiter const& waiter) noexcept
    {
        return static_cast<AsideWait const&>(waiter).job_->is_finished();
    }

    std::shared_ptr<AsideJob> job_;
};

} // namespace detail

template <class F> Task<std::invoke_result_t<F&>> aside(F function)
{
    auto job = std::make_shared<detail::AsideCall<F>>(std::move(function));
    detail::AsideWait waiting(job);
    co_await waiting;
    if constexpr (std::is_void_v<std::invoke_result_t<F&>>) {
        job->take();
        co_return;
    } else {
        co_return job->take();
    }
}

// `aside` of a call with these arguments.
template <class F, class... Arguments> auto aside_with(F function, Arguments... arguments)
{
    return aside(
        [function, ... given = std::move(arguments)]() mutable { return function(given...); });
}

} // namespace janus
