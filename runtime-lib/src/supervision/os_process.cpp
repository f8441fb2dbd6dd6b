#include <janus/os_process.hpp>

#include <atomic>
#include <csignal>
#include <memory>
#include <system_error>
#include <vector>

#include <janus/actor.hpp>

#include "actor/room.hpp"
#include "scheduler/runtime.hpp"
#include "seams/child_process.hpp"

namespace janus {

namespace detail {

namespace {

// What the process's thread tells the actor.
struct OsEvent {
    enum class What : std::uint8_t { output, errors, ended };
    What what;
    Bytes data;
    int status = 0;
    int signal = 0;
};

// Waits for the end of the process.
class ProcessEnd : Waiter {
public:
    explicit ProcessEnd(std::atomic<bool> const& ended)
        : Waiter{&ProcessEnd::is_ready}, ended_(ended)
    {}
    ProcessEnd(ProcessEnd const&) = delete;
    ProcessEnd& operator=(ProcessEnd const&) = delete;

    bool await_ready() const noexcept { return ended_.load(std::memory_order_acquire); }
    void await_suspend(std::coroutine_handle<> caller) { suspend(current_cell(), caller, *this); }
    void await_resume() const noexcept {}

private:
    static bool is_ready(Waiter const& waiter) noexcept
    {
        return static_cast<ProcessEnd const&>(waiter).await_ready();
    }

    std::atomic<bool> const& ended_;
};

class OsProcessActor {
public:
    OsProcessActor(String program, List<String> arguments)
        : program_(std::move(program)), arguments_(std::move(arguments))
    {}

    void on_start();
    Task<> on_stop(ExitReason reason);
    Behaviour run(Mailbox<OneOf<OsProcess, OsEvent>>& inbox);

private:
    void handle(OsProcess& message);
    // False once the process has ended.
    bool handle(OsEvent& event);
    template <class Case> void publish(Case const& output);

    String const program_;
    List<String> const arguments_;
    List<ActorRef<OsOutput>> subscribers_;
    std::shared_ptr<std::atomic<bool>> const ended_ = std::make_shared<std::atomic<bool>>(false);
    std::unique_ptr<ChildProcess> process_; // goes first, and its thread with it
};

} // namespace

} // namespace detail

template <> struct actor_traits<detail::OsProcessActor> {
    using message = OneOf<OsProcess, detail::OsEvent>;
    static constexpr std::string_view name = "janus.OsProcess";
};

namespace detail {

namespace {

ChildProcess::Listener listener_for(Address actor, std::shared_ptr<std::atomic<bool>> ended)
{
    ChildProcess::Listener listener;
    listener.output = [actor](bool is_error, std::string_view data) {
        if (is_alive(actor) && !has_room(actor)) {
            return false;
        }
        auto const what = is_error ? OsEvent::What::errors : OsEvent::What::output;
        post_unlimited(actor, make_envelope<OsEvent>(OsEvent{what, Bytes(data)}));
        return true;
    };
    listener.ended = [actor, ended = std::move(ended)](int status, int signal) {
        ended->store(true, std::memory_order_release);
        post_unlimited(
            actor, make_envelope<OsEvent>(OsEvent{OsEvent::What::ended, Bytes(), status, signal}));
        // Its on_stop waits for the flag, not for the message.
        wake(*actor.cell);
    };
    return listener;
}

void OsProcessActor::on_start()
{
    if (current_runtime().executor() != nullptr) {
        throw EscapedError(Error("not_simulable", program_));
    }
    std::vector<std::string> arguments;
    for (String const& argument : arguments_) {
        arguments.push_back(argument.to_std());
    }
    try {
        process_ = std::make_unique<ChildProcess>(program_.to_std(), arguments,
                                                  listener_for(own_address(), ended_));
    } catch (std::system_error const& error) {
        throw EscapedError(Error("cannot_start", String(error.what())));
    }
}

Task<> OsProcessActor::on_stop(ExitReason)
{
    process_->signal(SIGTERM);
    ProcessEnd end(*ended_);
    co_await end;
}

template <class Case> void OsProcessActor::publish(Case const& output)
{
    for (ActorRef<OsOutput> const& subscriber : subscribers_) {
        subscriber.send(output);
    }
}

void OsProcessActor::handle(OsProcess& message)
{
    switch (which(message)) {
    case OsProcess::Case::Write:
        process_->write(as<OsProcess::Write>(message).data.view());
        return;
    case OsProcess::Case::Subscribe:
        subscribers_.push(as<OsProcess::Subscribe>(message).to);
        return;
    case OsProcess::Case::CloseInput:
        process_->close_input();
        return;
    }
}

bool OsProcessActor::handle(OsEvent& event)
{
    switch (event.what) {
    case OsEvent::What::output:
        publish(OsOutput::Output{std::move(event.data)});
        return true;
    case OsEvent::What::errors:
        publish(OsOutput::Errors{std::move(event.data)});
        return true;
    case OsEvent::What::ended:
        break;
    }
    publish(OsOutput::Ended{event.signal != 0 ? 128 + event.signal : event.status});
    if (event.signal != 0) {
        throw EscapedError(Error(String("signal_" + std::to_string(event.signal)), program_));
    }
    if (event.status != 0) {
        throw EscapedError(Error(String("exit_status_" + std::to_string(event.status)), program_));
    }
    return false;
}

Behaviour OsProcessActor::run(Mailbox<OneOf<OsProcess, OsEvent>>& inbox)
{
    for (;;) {
        OneOf<OsProcess, OsEvent> message = co_await inbox.receive();
        if (auto* const order = std::get_if<OsProcess>(&message.value)) {
            handle(*order);
        } else if (!handle(std::get<OsEvent>(message.value))) {
            co_return;
        }
    }
}

} // namespace

} // namespace detail

ChildSpec os_process(String id, String program, List<String> arguments)
{
    return child<detail::OsProcessActor>(std::move(id), std::move(program), std::move(arguments));
}

} // namespace janus
