#include <janus/registry.hpp>

#include <atomic>

#include <janus/detail/current.hpp>
#include <janus/detail/timer.hpp>
#include <janus/mailbox.hpp>

#include "actor/dead_letter.hpp"
#include "scheduler/runtime.hpp"

namespace janus::detail {

// Held by the handle and, while it is armed, by the wheel.
class DelayedSend : public Pooled, private Timer {
public:
    DelayedSend(Address to, Envelope* envelope) : to_(to), envelope_(envelope)
    {
        action = &DelayedSend::fire;
    }
    ~DelayedSend()
    {
        if (envelope_ != nullptr) {
            drop_silently(envelope_, AskError{AskError::Cancelled{}});
        }
    }

    void start(Cell& sender, Duration time) { arm(*this, sender, due_after(sender, time)); }
    void share() noexcept { owners_.fetch_add(1, std::memory_order_relaxed); }
    void release() noexcept
    {
        if (owners_.fetch_sub(1, std::memory_order_acq_rel) == 1) {
            delete this;
        }
    }
    void cancel() noexcept
    {
        disarm(*this);
        if (armed_.exchange(false, std::memory_order_acq_rel)) {
            release();
        }
    }

private:
    // Under the wheel's lock, and no longer linked; a wheel must not be entered again from here.
    static void fire(Timer& timer) noexcept
    {
        auto& self = static_cast<DelayedSend&>(timer);
        self.cell = nullptr; // so that its end does not disarm it
        if (self.armed_.exchange(false, std::memory_order_acq_rel)) {
            post(self.to_, std::exchange(self.envelope_, nullptr));
            self.release();
        }
    }

    Address to_;
    Envelope* envelope_;
    std::atomic<int> owners_{2};
    std::atomic<bool> armed_{true};
};

DelayedSend* send_later(Duration time, Address to, Envelope* envelope)
{
    auto* const sending = new DelayedSend(to, envelope);
    sending->start(current_cell(), time);
    return sending;
}

void cancel_delayed(DelayedSend* sending) noexcept
{
    sending->cancel();
}

void share_delayed(DelayedSend* sending) noexcept
{
    sending->share();
}

void release_delayed(DelayedSend* sending) noexcept
{
    sending->release();
}

} // namespace janus::detail
