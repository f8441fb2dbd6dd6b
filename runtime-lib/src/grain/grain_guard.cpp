#include <utility>

#include <janus/detail/grain_seat.hpp>
#include <janus/error.hpp>
#include <janus/grain.hpp>
#include <janus/mailbox.hpp>
#include <janus/panic.hpp>
#include <janus/registry.hpp>

#include "actor/room.hpp"
#include "grain/grain_host.hpp"
#include "scheduler/runtime.hpp"

namespace janus::detail {

namespace {

class NextMessage : Waiter {
public:
    explicit NextMessage(Cell& cell) : Waiter{&NextMessage::is_ready, true}, cell_(cell) {}
    NextMessage(NextMessage const&) = delete;
    NextMessage& operator=(NextMessage const&) = delete;

    // Always through the turn, which sees that others have theirs.
    bool await_ready() const noexcept
    {
        spend_message(cell_);
        return false;
    }
    void await_suspend(std::coroutine_handle<> caller) noexcept { suspend(cell_, caller, *this); }
    void await_resume() const noexcept {}

private:
    static bool is_ready(Waiter const& waiter) noexcept
    {
        return has_message(static_cast<NextMessage const&>(waiter).cell_);
    }

    Cell& cell_;
};

class GrainGuard final : public Body {
public:
    GrainGuard(Cell& cell, GrainType const& type, Address grain)
        : cell_(cell_of_kind(cell, *type.kind)), type_(type), grain_(grain)
    {}

    std::string_view name() const noexcept override { return type_.name; }
    Behaviour on_start() override
    {
        monitor_address(grain_);
        wake_grain_up(grain_);
        return {};
    }
    Behaviour run() override { return pass_on(); }
    // Falling asleep is no end. A crash is ours too: the supervisor then starts us again.
    Behaviour on_down(Pid, ExitReason const& reason) override
    {
        if (!reason.is_abnormal()) {
            monitor_address(grain_);
            return {};
        }
        if (auto const* const panicked = std::get_if<ExitReason::panic>(&reason.value)) {
            throw Panic(panicked->item0.view(), "in the grain");
        }
        if (auto const* const failed = std::get_if<ExitReason::error>(&reason.value)) {
            throw EscapedError(Error(failed->item0));
        }
        throw EscapedError(Error(reason.to_text()));
    }

private:
    Behaviour pass_on()
    {
        for (;;) {
            NextMessage next(cell_);
            co_await next;
            forward_message(cell_, grain_);
        }
    }

    Cell& cell_;
    GrainType const& type_;
    Address grain_;
};

} // namespace

Body* make_grain_guard(Cell& cell, GrainType const& type, std::string key)
{
    return new GrainGuard(cell, type, cell.runtime->grain_host->find(type, std::move(key)));
}

} // namespace janus::detail
