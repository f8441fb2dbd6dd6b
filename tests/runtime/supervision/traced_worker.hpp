#pragma once
// An actor that writes down what happens to it, for the tests of supervision.

#include <string>
#include <vector>

#include <janus/actor.hpp>
#include <janus/log.hpp>

namespace traced {

// What happened, in order: "start A", "stop A", "crash A", with the virtual time if asked for.
struct Trace {
    std::vector<std::string> events;
    int failing_starts = 0; // of a worker named "F"
    int leaving_starts = 0; // of a worker named "L", which ends when it has started
};

struct WorkerMsg {
    struct Crash {
        template <class Archive> void serialize(Archive&, unsigned) {}
    };
    struct Leave {
        template <class Archive> void serialize(Archive&, unsigned) {}
    };
    struct Hang {
        template <class Archive> void serialize(Archive&, unsigned) {}
    };
    struct Count {
        janus::Reply<std::int64_t> reply;
        template <class Archive> void serialize(Archive& archive, unsigned)
        {
            archive& boost::serialization::make_nvp("reply", reply);
        }
    };

    enum class Case : std::uint8_t { Crash, Leave, Hang, Count };
    std::variant<Crash, Leave, Hang, Count> value;
};

class Worker {
public:
    Worker(std::string name_, Trace* trace_) : name(std::move(name_)), trace(trace_) {}

    janus::Task<> on_start()
    {
        if (name == "F" && trace->failing_starts > 0) {
            --trace->failing_starts;
            trace->events.push_back("failed start F");
            throw janus::EscapedError(janus::Error("no_luck"));
        }
        trace->events.push_back("start " + name);
        if (name == "L" && trace->leaving_starts > 0) {
            --trace->leaving_starts;
            leaves = true;
        }
        if (name == "S") {
            // Long enough for the one before to end.
            auto sleeping = janus::sleep(janus::milliseconds(5));
            co_await sleeping;
        }
    }
    void on_stop(janus::ExitReason const& reason)
    {
        trace->events.push_back("stop " + name + " " + reason.to_text().to_std());
    }
    void on_crash(janus::Error const& error)
    {
        if (error.name() != "no_luck") {
            trace->events.push_back("crash " + name);
        }
    }

    janus::Behaviour run(janus::Mailbox<WorkerMsg>& inbox);

private:
    std::string const name;
    Trace* const trace;
    std::int64_t count = 0;
    bool leaves = false;
};

} // namespace traced

template <> struct janus::type_info<traced::WorkerMsg> {
    static constexpr std::string_view name = "WorkerMsg";
    static constexpr std::array<std::string_view, 4> cases{"Crash", "Leave", "Hang", "Count"};
};
template <> struct janus::reply_field<traced::WorkerMsg::Count> {
    static constexpr auto pointer = &traced::WorkerMsg::Count::reply;
};
template <> struct janus::actor_traits<traced::Worker> {
    using message = traced::WorkerMsg;
    static constexpr std::string_view name = "traced.Worker";
};

namespace traced {

inline janus::Behaviour Worker::run(janus::Mailbox<WorkerMsg>& inbox)
{
    while (!leaves) {
        WorkerMsg& message = co_await inbox.next();
        switch (janus::which(message)) {
        case WorkerMsg::Case::Crash:
            janus::panic("", "told to");
        case WorkerMsg::Case::Leave:
            janus::stop_self();
            break;
        case WorkerMsg::Case::Hang: {
            auto sleeping = janus::sleep(janus::seconds(1'000'000));
            co_await sleeping;
            break;
        }
        case WorkerMsg::Case::Count:
            janus::as<WorkerMsg::Count>(message).reply.send(++count);
            break;
        }
    }
}

// A supervisor made of values, so that each test can say what it needs.
struct Plan {
    janus::Strategy strategy = janus::Strategy::one_for_one;
    janus::Intensity intensity;
    janus::Backoff backoff;
    janus::AutoShutdown auto_shutdown = janus::AutoShutdown::never;
    std::vector<janus::ChildSpec> children;
};

class Planned final : public janus::Supervisor {
public:
    explicit Planned(Plan const* plan_) : plan(plan_) {}
    janus::Strategy strategy() const override { return plan->strategy; }
    janus::Intensity intensity() const override { return plan->intensity; }
    janus::Backoff backoff() const override { return plan->backoff; }
    janus::AutoShutdown auto_shutdown() const override { return plan->auto_shutdown; }
    janus::List<janus::ChildSpec> children() const override
    {
        janus::List<janus::ChildSpec> all;
        for (janus::ChildSpec const& spec : plan->children) {
            all.push(spec);
        }
        return all;
    }

private:
    Plan const* const plan;
};

inline janus::ChildSpec worker(std::string name, Trace& trace)
{
    return janus::child<Worker>(janus::String(name), name, &trace);
}

} // namespace traced

template <> struct janus::actor_traits<traced::Planned> {
    static constexpr std::string_view name = "traced.Planned";
};
