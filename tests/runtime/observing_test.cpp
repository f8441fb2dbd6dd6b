// What can be seen of a running system from outside: its tree, counts, the tracer's events and
// warnings that do not flood.

#include <catch2/catch.hpp>

#include <algorithm>
#include <atomic>
#include <csignal>
#include <string>
#include <vector>

#include <janus/print.hpp>
#include <janus/tracing.hpp>

#include "actor/probe.hpp"
#include "actor/virtual_world.hpp"

using namespace probe;
using virtual_world::World;

namespace {

class Inner final : public janus::Supervisor {
public:
    janus::List<janus::ChildSpec> children() const override
    {
        return {janus::child<Probe>("lamp")};
    }
};

class Shop final : public janus::Supervisor {
public:
    janus::Backoff backoff() const override { return janus::Backoff::none(); }
    janus::List<janus::ChildSpec> children() const override;
};

} // namespace

template <> struct janus::actor_traits<Inner> {
    static constexpr std::string_view name = "shop.Inner";
};
template <> struct janus::actor_traits<Shop> {
    static constexpr std::string_view name = "shop.Shop";
};

namespace {

janus::List<janus::ChildSpec> Shop::children() const
{
    return {janus::child<Probe>("till"), janus::child<Inner>("Inner"),
            janus::child<Probe>("once").restart(janus::Restart::temporary)};
}

// Nobody looks at them again: the world stands still after this.
janus::Task<std::string> busy_shop(janus::ActorRef<ProbeMsg>* till)
{
    auto starting = janus::start<Shop>();
    janus::SupervisorRef shop = co_await starting;
    *till = shop.child<ProbeMsg>("till");
    till->send(ProbeMsg::Put{1});
    till->send(ProbeMsg::Die{});
    auto idle = janus::cluster::idle();
    co_await idle;
    auto stopping = shop.stop_child("once");
    co_await stopping;
    janus::ActorRef<ProbeMsg> const alone = janus::spawn<Probe>();
    alone.send(ProbeMsg::Wait{1'000, {}});
    auto yielding = janus::yield();
    co_await yielding;
    alone.send(ProbeMsg::Put{2});
    alone.send(ProbeMsg::Put{3});
    co_return janus::cluster::tree().to_std();
}

class KeptEvents final : public janus::Tracer {
public:
    void event(janus::TraceEvent const& event) noexcept override
    {
        std::string line = janus::to_line(event);
        lines_.push_back(line.substr(line.find("s  ") + 3));
    }
    bool has(std::string const& line) const
    {
        return std::find(lines_.begin(), lines_.end(), line) != lines_.end();
    }

private:
    std::vector<std::string> lines_;
};

class KeptErrors final : public janus::Output {
public:
    KeptErrors() { janus::set_output(this); }
    ~KeptErrors() override { janus::set_output(nullptr); }
    void standard(std::string_view) override {}
    void error(std::string_view text) override
    {
        text_ = text;
        written_.store(true);
        written_.notify_all();
    }
    void flush() override {}

    std::string const& wait()
    {
        written_.wait(false);
        return text_;
    }

private:
    std::string text_;
    std::atomic<bool> written_{false};
};

} // namespace

TEST_CASE("the tree shows supervisors, their children, and all others", "[observe]")
{
    World world;
    janus::ActorRef<ProbeMsg> till;
    std::string const tree = world.run([&] { return busy_shop(&till); });
    CHECK(tree == "supervisor Shop <2> running\n"
                  "    till (Probe) <3> running, restarts: 1, last exit: panic(P005)\n"
                  "    supervisor Inner <4> running\n"
                  "        lamp (Probe) <6> running\n"
                  "    once (Probe) stopped, last exit: shutdown\n"
                  "main <1> running\n"
                  "Probe <7> running, mailbox: 2 messages, 160 bytes\n");
    CHECK(world.system.counts(till.id()).is_none());
}

TEST_CASE("an observed system counts messages, over restarts", "[observe]")
{
    janus::Options options;
    options.store = "memory";
    options.workers = 1;
    options.observe = true;
    virtual_world::KeptLog log;
    janus::ActorSystem system{options, janus::Seams{nullptr, nullptr, &log}};
    janus::ActorRef<ProbeMsg> till;
    std::string const tree = system.run([&] { return busy_shop(&till); });
    CHECK(tree.find("last exit: panic(P005), handled: 2, busy: ") != std::string::npos);
    janus::Option<janus::ActorCounts> const counts = system.counts(till.id());
    REQUIRE(counts.is_some());
    CHECK(counts.unwrap().messages == 2);
    for (int i = 0; i < 1'000; ++i) {
        REQUIRE(till.ask_blocking(ProbeMsg::Take{}).is_ok());
    }
    CHECK(system.counts(till.id()).unwrap().messages == 1'002);
    CHECK(system.counts(till.id()).unwrap().busy > janus::nanoseconds(0));
    till.kill();
}

TEST_CASE("the tracer is told of messages, crashes and supervision", "[observe]")
{
    KeptEvents events;
    janus::detail::ManualClock clock;
    janus::detail::DeterministicExecutor executor(clock);
    virtual_world::KeptLog log;
    janus::Options options;
    options.store = "memory";
    janus::ActorRef<ProbeMsg> till;
    janus::ActorSystem system{options, janus::Seams{&clock, nullptr, &log, &executor, &events}};
    system.run([&] { return busy_shop(&till); });
    CHECK(events.has("Probe <3> takes ProbeMsg.Put"));
    CHECK(events.has("Probe <3> takes ProbeMsg.Die"));
    CHECK(events.has("Probe <3> ended: panic(P005)"));
    CHECK(events.has("Shop <2> sees the end till <3>: panic(P005)"));
}

TEST_CASE("SIGUSR1 prints the tree", "[observe]")
{
    KeptErrors errors;
    janus::Options options;
    options.store = "memory";
    options.workers = 1;
    janus::ActorSystem system{options};
    system.end_on_signals();
    janus::ActorRef<ProbeMsg> const actor = system.spawn<Probe>();
    REQUIRE(actor.ask_blocking(ProbeMsg::Take{}).is_ok());
    ::raise(SIGUSR1);
    CHECK(errors.wait() == "Probe <1> running\n");
    system.stop();
}

TEST_CASE("warnings do not flood the log", "[observe]")
{
    World world;
    world.run([]() -> janus::Task<> {
        janus::ActorRef<ProbeMsg> const gone = janus::spawn<Probe>();
        gone.kill();
        auto idle = janus::cluster::idle();
        co_await idle;
        for (int i = 0; i < 1'000; ++i) {
            gone.send(ProbeMsg::Put{1});
        }
        auto sleeping = janus::sleep(janus::seconds(2));
        co_await sleeping;
        gone.send(ProbeMsg::Put{1});
    });
    CHECK(world.log.lines().size() == 12);
    CHECK(world.log.has("990 warnings were left out"));
}
