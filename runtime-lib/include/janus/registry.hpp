#pragma once
// The local registry of names (`register_name`, `whereis`), links, monitors and delayed sends. From
// inside an actor or `main`. A name is free again when its actor is gone. Each `monitor` tells the
// running actor once when the other one ends: its `on_down`, or the function given. A restart is an
// end; who wants to know of the next one monitors again. Of two linked actors an abnormal end of
// either ends the other, unless that one called `trap_exits`: then its `on_down` is told of every
// end. The bonds an actor made end with its incarnation.

#include <functional>
#include <memory>
#include <utility>

#include <janus/actor_ref.hpp>
#include <janus/detail/actor_body.hpp>
#include <janus/detail/address.hpp>
#include <janus/detail/protocols.hpp>
#include <janus/error.hpp>
#include <janus/option.hpp>
#include <janus/result.hpp>
#include <janus/string.hpp>
#include <janus/time_values.hpp>

namespace janus {

namespace detail {

bool register_address(String const& name, Address address, Protocols protocols);
void unregister_address(String const& name);
// Nobody if the name is unknown, its actor gone, or of other protocols.
Address find_registered(String const& name, Protocols const& protocols);

void monitor_address(Address address,
                     std::function<Behaviour(Pid, ExitReason const&)> handler = nullptr);
void demonitor_address(Address address);
void link_address(Address address);
void unlink_address(Address address);
void trap_exits_here(bool on);

class DelayedSend;
DelayedSend* send_later(Duration time, Address to, Envelope* envelope);
void cancel_delayed(DelayedSend* sending) noexcept;
void share_delayed(DelayedSend* sending) noexcept;
void release_delayed(DelayedSend* sending) noexcept;

} // namespace detail

// Fails with `name_taken` while a living actor has the name.
template <class M> Result<void, Error> register_name(String const& name, ActorRef<M> const& actor)
{
    if (!detail::register_address(name, actor.address(), detail::ProtocolsOf<M>::list())) {
        return Error("name_taken");
    }
    return Unit{};
}

// The name is free again; does nothing if nobody has it.
inline void unregister_name(String const& name)
{
    detail::unregister_address(name);
}

template <class M> Option<ActorRef<M>> whereis(String const& name)
{
    detail::Address const found = detail::find_registered(name, detail::ProtocolsOf<M>::list());
    if (found.cell == nullptr) {
        return none;
    }
    return ActorRef<M>(found);
}

template <class M> void monitor(ActorRef<M> const& actor)
{
    detail::monitor_address(actor.address());
}
// `handler(pid, reason)` runs inside the actor, between messages; it may return a task.
template <class M, class Handler> void monitor(ActorRef<M> const& actor, Handler handler)
{
    detail::monitor_address(
        actor.address(), [handler = std::move(handler)](Pid pid, ExitReason const& reason) mutable {
            return detail::call_hook([&] { return handler(pid, reason); });
        });
}
template <class M> void demonitor(ActorRef<M> const& actor)
{
    detail::demonitor_address(actor.address());
}
template <class M> void link(ActorRef<M> const& actor)
{
    detail::link_address(actor.address());
}
template <class M> void unlink(ActorRef<M> const& actor)
{
    detail::unlink_address(actor.address());
}

// From now on the ends of linked actors are told to `on_down` and end nobody.
inline void trap_exits(bool on = true)
{
    detail::trap_exits_here(on);
}

// A message on its way later, or none. Dropping the handle does not cancel it; copies are handles
// of the same message.
class DelayedMessage {
public:
    DelayedMessage() = default;
    explicit DelayedMessage(detail::DelayedSend* sending) : sending_(sending) {}
    DelayedMessage(DelayedMessage&& other) noexcept
        : sending_(std::exchange(other.sending_, nullptr))
    {}
    DelayedMessage(DelayedMessage const& other) noexcept : sending_(other.sending_)
    {
        if (sending_ != nullptr) {
            detail::share_delayed(sending_);
        }
    }
    String to_text() const { return String("DelayedMessage"); }
    DelayedMessage& operator=(DelayedMessage other) noexcept
    {
        std::swap(sending_, other.sending_);
        return *this;
    }
    ~DelayedMessage()
    {
        if (sending_ != nullptr) {
            detail::release_delayed(sending_);
        }
    }

    // Does nothing once the message has been sent.
    void cancel() const
    {
        if (sending_ != nullptr) {
            detail::cancel_delayed(sending_);
        }
    }

private:
    detail::DelayedSend* sending_ = nullptr;
};

inline void cancel(DelayedMessage const& message)
{
    message.cancel();
}

template <class M, class P>
DelayedMessage send_after(Duration time, ActorRef<M> const& to, P&& message)
{
    using Protocol = typename detail::ProtocolFor<M, P>::type;
    return DelayedMessage(detail::send_later(
        time, to.address(), detail::make_envelope<Protocol>(std::forward<P>(message))));
}

} // namespace janus
