#include <catch2/catch.hpp>

#include "probe.hpp"
#include "virtual_world.hpp"

using namespace probe;
using virtual_world::World;
using Notes = std::vector<std::string>;

namespace mailbox_test {

// Two protocols in one mailbox, and a time-out.
struct LeftMsg {
    struct Go {
        std::int64_t by;
        template <class Archive> void serialize(Archive&, unsigned) {}
    };
    enum class Case : std::uint8_t { Go };
    std::variant<Go> value;
};
struct RightMsg {
    struct Go {
        std::int64_t by;
        template <class Archive> void serialize(Archive&, unsigned) {}
    };
    struct Jump {
        template <class Archive> void serialize(Archive&, unsigned) {}
    };
    enum class Case : std::uint8_t { Go, Jump };
    std::variant<Go, Jump> value;
};
using Both = janus::OneOf<LeftMsg, RightMsg>;

class Walker {
public:
    explicit Walker(Notes* notes_) : notes(notes_) {}
    janus::Behaviour run(janus::Mailbox<Both>& inbox);

private:
    Notes* const notes;
};

} // namespace mailbox_test

template <> struct janus::actor_traits<mailbox_test::Walker> {
    using message = mailbox_test::Both;
    static constexpr std::string_view name = "mailbox_test.Walker";
};

namespace mailbox_test {

janus::Behaviour Walker::run(janus::Mailbox<Both>& inbox)
{
    for (;;) {
        janus::Option<Both> message = co_await inbox.receive_for(janus::milliseconds(100));
        if (message.is_none()) {
            notes->push_back("nothing");
            co_return;
        }
        notes->push_back(message->value.index() == 0 ? "left" : "right");
    }
}

} // namespace mailbox_test

namespace {

using mailbox_test::Both;
using mailbox_test::LeftMsg;
using mailbox_test::RightMsg;

janus::Task<> walk(Notes* notes)
{
    janus::ActorRef<Both> walker = janus::spawn<mailbox_test::Walker>(notes);
    janus::ActorRef<LeftMsg> left = walker;
    janus::ActorRef<RightMsg> right = walker;
    left.send(LeftMsg::Go{1});
    right.send(RightMsg::Go{1});
    walker.send(RightMsg::Jump{});
    auto sleeping = janus::sleep(janus::milliseconds(99));
    co_await sleeping;
    left.send(LeftMsg::Go{2});
    auto longer = janus::sleep(janus::milliseconds(200));
    co_await longer;
    notes->push_back(walker.is_alive() ? "alive" : "gone");
}

janus::Task<> stop_in_between(Notes* notes)
{
    janus::ActorRef<ProbeMsg> actor = janus::spawn<Probe>(notes);
    actor.send(ProbeMsg::Put{1});
    actor.send(ProbeMsg::Put{2});
    actor.stop();
    actor.send(ProbeMsg::Put{3});
    auto idle = janus::cluster::idle();
    co_await idle;
    notes->push_back(actor.is_alive() ? "alive" : "gone");
}

janus::Task<std::int64_t> flood_each_other(std::int64_t many)
{
    janus::ActorRef<ProbeMsg> a = janus::spawn<Probe>();
    janus::ActorRef<ProbeMsg> b = janus::spawn<Probe>();
    a.send(ProbeMsg::Flood{b, many});
    b.send(ProbeMsg::Flood{a, many});
    a.send(ProbeMsg::Flood{a, many});
    auto idle = janus::cluster::idle();
    co_await idle;
    auto first_ = a.ask(ProbeMsg::Take{});
    janus::Result<std::int64_t> first = co_await first_;
    auto second_ = b.ask(ProbeMsg::Take{});
    janus::Result<std::int64_t> second = co_await second_;
    co_return first.unwrap() + second.unwrap();
}

janus::Task<std::int64_t> try_until_full()
{
    janus::ActorRef<ProbeMsg> actor = janus::spawn<Probe>();
    std::int64_t accepted = 0;
    while (actor.try_send(ProbeMsg::Put{0})) {
        ++accepted;
    }
    auto asking = actor.ask(ProbeMsg::Take{});
    janus::Result<std::int64_t> answer = co_await asking;
    co_return answer.is_error() && answer.error().name() == "MailboxFull" ? accepted : -1;
}

} // namespace

TEST_CASE("an actor of two protocols, and what happens after a silence", "[mailbox]")
{
    Notes notes;
    World world;
    world.run([&] { return walk(&notes); });
    REQUIRE(notes == Notes{"left", "right", "right", "left", "nothing", "gone"});
}

TEST_CASE("a stopped actor handles what came before and nothing that came after", "[mailbox]")
{
    Notes notes;
    World world;
    world.run([&] { return stop_in_between(&notes); });
    REQUIRE(notes == Notes{"1", "2", "stop normal", "gone"});
    REQUIRE(world.log.has("dead letter: ProbeMsg.Put to an actor that is gone"));
}

TEST_CASE("no cycle of senders that wait for room can close", "[mailbox]")
{
    World world;
    REQUIRE(world.run([] { return flood_each_other(30'000); }) == 90'000);
}

TEST_CASE("a full mailbox refuses what may be refused", "[mailbox]")
{
    World world;
    REQUIRE(world.run(&try_until_full) == 10'000);
}

TEST_CASE("senders wait for room on real threads too", "[mailbox]")
{
    janus::Options options;
    options.workers = 2;
    options.store = "memory";
    janus::ActorSystem system{options};
    REQUIRE(system.run([] { return flood_each_other(50'000); }) == 150'000);
}
