#pragma once
// Selecting: a `select`: waits until one of its cases can go on and does that one. Ready cases are
// chosen fairly. Awaiting it yields the number of the case, or one of the named outcomes. A closed
// channel's case is skipped while there is another one. Belongs to one task.

#include <coroutine>
#include <optional>
#include <source_location>
#include <vector>

#include <janus/channel.hpp>
#include <janus/detail/channel_queue.hpp>
#include <janus/detail/suspend.hpp>
#include <janus/detail/timer.hpp>
#include <janus/time_values.hpp>

namespace janus {

class [[nodiscard]] Selecting : detail::Waiter {
public:
    static constexpr int timed_out = detail::Selection::timed_out;
    static constexpr int none_ready = detail::Selection::none_ready;
    static constexpr int all_closed = detail::Selection::all_closed;

    template <class... Cases>
    explicit Selecting(std::source_location where, Cases&... cases)
        : Waiter{&Selecting::is_ready, false, true}, operations_{&cases.operation...}, where_(where)
    {
        number_operations();
    }
    Selecting(Selecting const&) = delete;
    Selecting& operator=(Selecting const&) = delete;
    ~Selecting() { selection_.withdraw(operations_); }

    // Chooses `timed_out` when nothing could go on for so long.
    void set_timeout(Duration time) { timeout_ = time; }
    // Chooses `none_ready` at once when nothing can go on.
    void set_default() { has_default_ = true; }

    bool await_ready();
    void await_suspend(std::coroutine_handle<> caller);
    int await_resume();

private:
    static bool is_ready(Waiter const& waiter) noexcept;
    void number_operations() noexcept;
    bool closed_ends() const noexcept { return !timeout_ && !has_default_; }

    std::vector<detail::ChannelOperation*> operations_;
    detail::Selection selection_;
    std::optional<Duration> timeout_;
    bool has_default_ = false;
    detail::Timer timer_;
    std::source_location where_;
};

} // namespace janus
