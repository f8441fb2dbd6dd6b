#pragma once
// Actors for tests of fairness: they loop, with a limit of rounds or without an end, and note each
// round.

#include <string>
#include <vector>

#include <janus/actor.hpp>

namespace looping {

struct LoopMsg {
    struct Limited { // two rounds each turn
        std::int64_t rounds;
        template <class Archive> void serialize(Archive&, unsigned) {}
    };
    struct Plain { // as many as the actor's class has
        std::int64_t rounds;
        template <class Archive> void serialize(Archive&, unsigned) {}
    };
    struct Forever {
        template <class Archive> void serialize(Archive&, unsigned) {}
    };
    struct Ping {
        janus::Reply<std::int64_t> reply;
        template <class Archive> void serialize(Archive& archive, unsigned)
        {
            archive& boost::serialization::make_nvp("reply", reply);
        }
    };
    enum class Case : std::uint8_t { Limited, Plain, Forever, Ping };
    std::variant<Limited, Plain, Forever, Ping> value;
};

class Looper {
public:
    Looper(std::string name_, std::vector<std::string>* notes_)
        : name(std::move(name_)), notes(notes_)
    {}

    janus::Behaviour run(janus::Mailbox<LoopMsg>& inbox);

private:
    janus::Task<> handle(LoopMsg& message);
    janus::Task<> on_Limited(std::int64_t rounds);
    janus::Task<> on_Plain(std::int64_t rounds);
    janus::Task<> on_Forever();

    std::string const name;
    std::vector<std::string>* const notes;
};

} // namespace looping

template <> struct janus::type_info<looping::LoopMsg> {
    static constexpr std::string_view name = "LoopMsg";
    static constexpr std::array<std::string_view, 4> cases{"Limited", "Plain", "Forever", "Ping"};
};
template <> struct janus::reply_field<looping::LoopMsg::Ping> {
    static constexpr auto pointer = &looping::LoopMsg::Ping::reply;
};
template <> struct janus::actor_traits<looping::Looper> {
    using message = looping::LoopMsg;
    static constexpr std::string_view name = "looping.Looper";
    static constexpr std::uint32_t reductions = 4;
};

namespace looping {

inline janus::Behaviour Looper::run(janus::Mailbox<LoopMsg>& inbox)
{
    for (;;) {
        LoopMsg& message = co_await inbox.next();
        janus::Task<> handled = handle(message);
        co_await handled;
    }
}

inline janus::Task<> Looper::handle(LoopMsg& message)
{
    switch (janus::which(message)) {
    case LoopMsg::Case::Limited:
        return on_Limited(janus::as<LoopMsg::Limited>(message).rounds);
    case LoopMsg::Case::Plain:
        return on_Plain(janus::as<LoopMsg::Plain>(message).rounds);
    case LoopMsg::Case::Forever:
        return on_Forever();
    case LoopMsg::Case::Ping:
        janus::as<LoopMsg::Ping>(message).reply.send(1);
        return {};
    }
    return {};
}

inline janus::Task<> Looper::on_Limited(std::int64_t rounds)
{
    janus::LimitedTurn turn{2};
    for (std::int64_t i = 0; i < rounds; ++i) {
        co_await turn;
        notes->push_back(name + std::to_string(i));
    }
}

inline janus::Task<> Looper::on_Plain(std::int64_t rounds)
{
    janus::FairTurn turn;
    for (std::int64_t i = 0; i < rounds; ++i) {
        co_await turn;
        notes->push_back(name + std::to_string(i));
    }
}

inline janus::Task<> Looper::on_Forever()
{
    janus::FairTurn turn;
    for (;;) {
        co_await turn;
    }
}

} // namespace looping
