// Many actors on real threads that ask, crash, stop, are killed and supervised, all at once. What
// is checked: every ask ends, every count is right, and the sanitizers see nothing.

#include <catch2/catch.hpp>

#include "../supervision/traced_worker.hpp"
#include "probe.hpp"
#include "virtual_world.hpp"

using namespace probe;

namespace {

class Storm final : public janus::Supervisor {
public:
    explicit Storm(std::int64_t strategy_) : chosen(strategy_) {}
    janus::Strategy strategy() const override { return static_cast<janus::Strategy>(chosen); }
    janus::Intensity intensity() const override
    {
        return {.max_restarts = 1'000'000, .period = janus::seconds(1)};
    }
    janus::Backoff backoff() const override { return janus::Backoff::none(); }
    janus::List<janus::ChildSpec> children() const override
    {
        return {janus::child<Probe>("A"), janus::child<Probe>("B"),
                janus::child<Probe>("C").shutdown(janus::Shutdown::brutal_kill())};
    }

private:
    std::int64_t const chosen;
};

} // namespace

template <> struct janus::actor_traits<Storm> {
    static constexpr std::string_view name = "soak.Storm";
};

namespace {

// One of many that make trouble at the same time; yields how many asks ended in any way.
janus::Task<std::int64_t> make_trouble(std::int64_t seed, std::int64_t rounds)
{
    janus::detail::SeededRandom random(static_cast<std::uint64_t>(seed));
    auto starting = janus::start<Storm>(seed % 3);
    janus::SupervisorRef supervisor = co_await starting;
    std::vector<janus::ActorRef<ProbeMsg>> actors;
    for (char const* id : {"A", "B", "C"}) {
        actors.push_back(supervisor.child<ProbeMsg>(id));
    }
    std::int64_t ended = 0;
    for (std::int64_t i = 0; i < rounds; ++i) {
        janus::ActorRef<ProbeMsg> actor = actors[random.next() % actors.size()];
        switch (random.next() % 10) {
        case 0:
            actor.send(ProbeMsg::Die{});
            break;
        case 1:
            actor.stop();
            break;
        case 2:
            actor.kill();
            break;
        case 3:
            actors.push_back(janus::spawn<Probe>());
            break;
        case 4: {
            auto sleeping = janus::sleep(janus::microseconds(100));
            co_await sleeping;
            break;
        }
        case 5:
            actor.send(ProbeMsg::Watch{actors[random.next() % actors.size()]});
            break;
        default: {
            auto asking = actor.ask(ProbeMsg::Wait{static_cast<std::int64_t>(i % 2), {}},
                                    janus::milliseconds(20));
            janus::Result<std::int64_t> answer = co_await asking;
            ended += answer.is_ok() || answer.is_error() ? 1 : 0;
            break;
        }
        }
    }
    auto stopping = supervisor.stop();
    co_await stopping;
    co_return ended;
}

class Troublemaker {
public:
    janus::Behaviour run(janus::Mailbox<ProbeMsg>& inbox);
};

} // namespace

template <> struct janus::actor_traits<Troublemaker> {
    using message = ProbeMsg;
    static constexpr std::string_view name = "soak.Troublemaker";
};

namespace {

janus::Behaviour Troublemaker::run(janus::Mailbox<ProbeMsg>& inbox)
{
    ProbeMsg message = co_await inbox.receive();
    auto& [rounds, reply] = janus::as<ProbeMsg::Wait>(message);
    janus::Task<std::int64_t> trouble = make_trouble(reply ? rounds % 97 + 1 : 1, rounds);
    std::int64_t const ended = co_await trouble;
    reply.send(ended);
}

janus::Task<std::int64_t> all_trouble(std::int64_t makers, std::int64_t rounds)
{
    std::vector<janus::Reply<std::int64_t>> replies;
    for (std::int64_t i = 0; i < makers; ++i) {
        janus::ActorRef<ProbeMsg> maker = janus::spawn<Troublemaker>();
        replies.push_back(janus::Reply<std::int64_t>::create());
        maker.send(ProbeMsg::Wait{rounds + i, replies.back()});
    }
    std::int64_t finished = 0;
    for (janus::Reply<std::int64_t>& reply : replies) {
        auto waiting = reply.wait(janus::seconds(100));
        janus::Result<std::int64_t> ended = co_await waiting;
        finished += ended.is_ok() ? 1 : 0;
    }
    co_return finished;
}

} // namespace

TEST_CASE("trouble of every kind at once ends well", "[soak]")
{
    struct Silent final : janus::Log {
        void write(janus::LogLevel, std::string_view) noexcept override {}
    } silent;
    janus::Seams seams;
    seams.log = &silent;
    janus::Options options;
    options.workers = GENERATE(1u, 2u, 4u);
    options.store = "memory";
    janus::ActorSystem system{options, seams};
    REQUIRE(system.run([] { return all_trouble(6, 300); }) == 6);
}

TEST_CASE("trouble of every kind in virtual time, in any order", "[soak]")
{
    virtual_world::World world(GENERATE(1u, 2u, 3u, 4u, 5u));
    REQUIRE(world.run([] { return all_trouble(4, 200); }) == 4);
}
