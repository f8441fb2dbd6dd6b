#pragma once
// An actor for tests of messages, asks and waiting: it notes what it gets and answers as told.

#include <vector>

#include <janus/actor.hpp>

namespace probe {

struct ProbeMsg {
    struct Put { // notes the value
        std::int64_t value;
        template <class Archive> void serialize(Archive& archive, unsigned)
        {
            archive& boost::serialization::make_nvp("value", value);
        }
    };
    struct Take { // answers with the number of notes
        janus::Reply<std::int64_t> reply;
        template <class Archive> void serialize(Archive& archive, unsigned)
        {
            archive& boost::serialization::make_nvp("reply", reply);
        }
    };
    struct Forget { // never answers
        janus::Reply<std::int64_t> reply;
        template <class Archive> void serialize(Archive& archive, unsigned)
        {
            archive& boost::serialization::make_nvp("reply", reply);
        }
    };
    struct Die { // panics before it answers
        janus::Reply<std::int64_t> reply;
        template <class Archive> void serialize(Archive& archive, unsigned)
        {
            archive& boost::serialization::make_nvp("reply", reply);
        }
    };
    struct Wait { // answers after so many milliseconds
        std::int64_t time;
        janus::Reply<std::int64_t> reply;
        template <class Archive> void serialize(Archive& archive, unsigned)
        {
            archive& boost::serialization::make_nvp("time", time);
            archive& boost::serialization::make_nvp("reply", reply);
        }
    };
    struct Pass { // asks `next` to wait so long, and answers 1 if that failed
        janus::ActorRef<ProbeMsg> next;
        std::int64_t time;
        janus::Reply<std::int64_t> reply;
        template <class Archive> void serialize(Archive& archive, unsigned)
        {
            archive& boost::serialization::make_nvp("time", time);
            archive& boost::serialization::make_nvp("reply", reply);
        }
    };
    struct Twice { // answers 1, then 2
        janus::Reply<std::int64_t> reply;
        template <class Archive> void serialize(Archive& archive, unsigned)
        {
            archive& boost::serialization::make_nvp("reply", reply);
        }
    };
    struct Flood { // sends so many Puts, in a loop
        janus::ActorRef<ProbeMsg> to;
        std::int64_t count;
        template <class Archive> void serialize(Archive& archive, unsigned)
        {
            archive& boost::serialization::make_nvp("count", count);
        }
    };
    struct Watch { // monitors
        janus::ActorRef<ProbeMsg> actor;
        template <class Archive> void serialize(Archive&, unsigned) {}
    };
    struct Bind { // links
        janus::ActorRef<ProbeMsg> actor;
        template <class Archive> void serialize(Archive&, unsigned) {}
    };

    enum class Case : std::uint8_t {
        Put,
        Take,
        Forget,
        Die,
        Wait,
        Pass,
        Twice,
        Flood,
        Watch,
        Bind
    };
    std::variant<Put, Take, Forget, Die, Wait, Pass, Twice, Flood, Watch, Bind> value;
};

class Probe {
public:
    explicit Probe(std::vector<std::string>* notes_ = nullptr) : notes(notes_) {}

    janus::Behaviour run(janus::Mailbox<ProbeMsg>& inbox);
    void on_down(janus::Pid pid, janus::ExitReason const& reason)
    {
        note("down " + pid.to_text().to_std() + " " + reason.to_text().to_std());
    }
    void on_stop(janus::ExitReason const& reason) { note("stop " + reason.to_text().to_std()); }

private:
    janus::Task<> handle(ProbeMsg& message);
    janus::Task<> on_Wait(std::int64_t time, janus::Reply<std::int64_t> reply);
    janus::Task<> on_Pass(janus::ActorRef<ProbeMsg> next, std::int64_t time,
                          janus::Reply<std::int64_t> reply);
    janus::Task<> on_Flood(janus::ActorRef<ProbeMsg> to, std::int64_t count);
    void note(std::string text)
    {
        if (notes != nullptr) {
            notes->push_back(std::move(text));
        }
    }

    std::vector<std::string>* const notes;
    std::int64_t count = 0;
};

} // namespace probe

template <> struct janus::type_info<probe::ProbeMsg> {
    static constexpr std::string_view name = "ProbeMsg";
    static constexpr std::array<std::string_view, 10> cases{
        "Put", "Take", "Forget", "Die", "Wait", "Pass", "Twice", "Flood", "Watch", "Bind"};
};
template <> struct janus::reply_field<probe::ProbeMsg::Take> {
    static constexpr auto pointer = &probe::ProbeMsg::Take::reply;
};
template <> struct janus::reply_field<probe::ProbeMsg::Forget> {
    static constexpr auto pointer = &probe::ProbeMsg::Forget::reply;
};
template <> struct janus::reply_field<probe::ProbeMsg::Die> {
    static constexpr auto pointer = &probe::ProbeMsg::Die::reply;
};
template <> struct janus::reply_field<probe::ProbeMsg::Wait> {
    static constexpr auto pointer = &probe::ProbeMsg::Wait::reply;
};
template <> struct janus::reply_field<probe::ProbeMsg::Pass> {
    static constexpr auto pointer = &probe::ProbeMsg::Pass::reply;
};
template <> struct janus::reply_field<probe::ProbeMsg::Twice> {
    static constexpr auto pointer = &probe::ProbeMsg::Twice::reply;
};
template <> struct janus::actor_traits<probe::Probe> {
    using message = probe::ProbeMsg;
    static constexpr std::string_view name = "probe.Probe";
};

namespace probe {

inline janus::Behaviour Probe::run(janus::Mailbox<ProbeMsg>& inbox)
{
    for (;;) {
        ProbeMsg& message = co_await inbox.next();
        janus::Task<> handled = handle(message);
        co_await handled;
    }
}

inline janus::Task<> Probe::handle(ProbeMsg& message)
{
    switch (janus::which(message)) {
    case ProbeMsg::Case::Put:
        ++count;
        note(std::to_string(janus::as<ProbeMsg::Put>(message).value));
        co_return;
    case ProbeMsg::Case::Take:
        janus::as<ProbeMsg::Take>(message).reply.send(count);
        co_return;
    case ProbeMsg::Case::Forget: {
        janus::Reply<std::int64_t> const dropped =
            std::move(janus::as<ProbeMsg::Forget>(message).reply);
        co_return;
    }
    case ProbeMsg::Case::Die:
        janus::panic("P005", "told to");
    case ProbeMsg::Case::Wait: {
        auto& [time, reply] = janus::as<ProbeMsg::Wait>(message);
        janus::Task<> waited = on_Wait(time, std::move(reply));
        co_await waited;
        co_return;
    }
    case ProbeMsg::Case::Pass: {
        auto& [next, time, reply] = janus::as<ProbeMsg::Pass>(message);
        janus::Task<> passed = on_Pass(next, time, std::move(reply));
        co_await passed;
        co_return;
    }
    case ProbeMsg::Case::Twice: {
        auto& reply = janus::as<ProbeMsg::Twice>(message).reply;
        reply.send(1);
        reply.send(2);
        co_return;
    }
    case ProbeMsg::Case::Flood: {
        auto& [to, many] = janus::as<ProbeMsg::Flood>(message);
        janus::Task<> flooded = on_Flood(to, many);
        co_await flooded;
        co_return;
    }
    case ProbeMsg::Case::Watch:
        janus::monitor(janus::as<ProbeMsg::Watch>(message).actor);
        co_return;
    case ProbeMsg::Case::Bind:
        janus::link(janus::as<ProbeMsg::Bind>(message).actor);
        co_return;
    }
}

inline janus::Task<> Probe::on_Wait(std::int64_t time, janus::Reply<std::int64_t> reply)
{
    auto sleeping = janus::sleep(janus::milliseconds(time));
    co_await sleeping;
    reply.send(0);
}

inline janus::Task<> Probe::on_Pass(janus::ActorRef<ProbeMsg> next, std::int64_t time,
                                    janus::Reply<std::int64_t> reply)
{
    auto asking = next.ask(ProbeMsg::Wait{time, {}}, janus::seconds(60));
    janus::Result<std::int64_t> answer = co_await asking;
    note(answer.is_ok() ? "passed on" : answer.error().name().to_std());
    reply.send(answer.is_ok() ? 0 : 1);
}

inline janus::Task<> Probe::on_Flood(janus::ActorRef<ProbeMsg> to, std::int64_t many)
{
    for (std::int64_t i = 0; i < many; ++i) {
        auto sending = to.send_when_room(ProbeMsg::Put{i});
        co_await sending;
    }
}

} // namespace probe
