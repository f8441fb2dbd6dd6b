#include <catch2/catch.hpp>

#include "probe.hpp"
#include "virtual_world.hpp"

using namespace probe;
using virtual_world::World;
using Notes = std::vector<std::string>;

namespace limits_test {

struct TextMsg {
    struct Keep { // notes how long the text is
        janus::String text;
        template <class Archive> void serialize(Archive& archive, unsigned)
        {
            archive& boost::serialization::make_nvp("text", text);
        }
    };
    struct Pause { // handles nothing else for so many milliseconds
        std::int64_t time;
        template <class Archive> void serialize(Archive& archive, unsigned)
        {
            archive& boost::serialization::make_nvp("time", time);
        }
    };
    struct Count {
        janus::Reply<std::int64_t> reply;
        template <class Archive> void serialize(Archive& archive, unsigned)
        {
            archive& boost::serialization::make_nvp("reply", reply);
        }
    };
    struct Flood { // sends so many to itself
        std::int64_t many;
        janus::Reply<std::int64_t> reply;
        template <class Archive> void serialize(Archive& archive, unsigned)
        {
            archive& boost::serialization::make_nvp("many", many);
            archive& boost::serialization::make_nvp("reply", reply);
        }
    };
    enum class Case : std::uint8_t { Keep, Pause, Count, Flood };
    std::variant<Keep, Pause, Count, Flood> value;
};

using janus::MailboxPolicy;

// One class for each policy; all hold three messages or 4,000 bytes.
template <MailboxPolicy policy> class Keeper {
public:
    explicit Keeper(Notes* notes_ = nullptr) : notes(notes_) {}

    janus::Behaviour run(janus::Mailbox<TextMsg>& inbox)
    {
        for (;;) {
            TextMsg& message = co_await inbox.next();
            janus::Task<> handled = handle(message);
            co_await handled;
        }
    }

private:
    janus::Task<> handle(TextMsg& message)
    {
        switch (janus::which(message)) {
        case TextMsg::Case::Keep:
            ++count;
            if (notes != nullptr) {
                notes->push_back(janus::as<TextMsg::Keep>(message).text.to_std().substr(0, 2));
            }
            co_return;
        case TextMsg::Case::Pause: {
            auto sleeping =
                janus::sleep(janus::milliseconds(janus::as<TextMsg::Pause>(message).time));
            co_await sleeping;
            co_return;
        }
        case TextMsg::Case::Count:
            janus::as<TextMsg::Count>(message).reply.send(count);
            co_return;
        case TextMsg::Case::Flood: {
            auto& [many, reply] = janus::as<TextMsg::Flood>(message);
            auto self = janus::self<Keeper>();
            for (std::int64_t i = 0; i < many; ++i) {
                auto sending = self.send_when_room(TextMsg::Keep{"x"});
                co_await sending;
            }
            reply.send(many);
            co_return;
        }
        }
    }

    Notes* const notes;
    std::int64_t count = 0;
};

} // namespace limits_test

template <janus::MailboxPolicy chosen> struct janus::actor_traits<limits_test::Keeper<chosen>> {
    using message = limits_test::TextMsg;
    static constexpr std::string_view name = "limits_test.Keeper";
    static constexpr janus::MailboxOptions mailbox{3, 4'000, chosen};
};
template <> struct janus::type_info<limits_test::TextMsg> {
    static constexpr std::string_view name = "TextMsg";
    static constexpr std::array<std::string_view, 4> cases{"Keep", "Pause", "Count", "Flood"};
};
template <> struct janus::reply_field<limits_test::TextMsg::Count> {
    static constexpr auto pointer = &limits_test::TextMsg::Count::reply;
};
template <> struct janus::reply_field<limits_test::TextMsg::Flood> {
    static constexpr auto pointer = &limits_test::TextMsg::Flood::reply;
};

namespace {

using limits_test::Keeper;
using limits_test::MailboxPolicy;
using limits_test::TextMsg;

constexpr std::int64_t busy = 100; // milliseconds

// An actor that is busy with its first message and has an empty mailbox.
template <MailboxPolicy policy> janus::Task<janus::ActorRef<TextMsg>> busy_keeper(Notes* notes)
{
    janus::ActorRef<TextMsg> keeper = janus::spawn<Keeper<policy>>(notes);
    keeper.send(TextMsg::Pause{busy});
    auto moment = janus::sleep(janus::milliseconds(1));
    co_await moment;
    co_return keeper;
}

template <MailboxPolicy policy> janus::Task<> send_ten(Notes* notes)
{
    janus::Task<janus::ActorRef<TextMsg>> making = busy_keeper<policy>(notes);
    janus::ActorRef<TextMsg> keeper = co_await making;
    for (int i = 0; i < 10; ++i) {
        auto sending = keeper.send_when_room(TextMsg::Keep{janus::to_text(i)});
        co_await sending;
    }
    notes->push_back("sent");
    auto idle = janus::cluster::idle();
    co_await idle;
}

template <MailboxPolicy policy> Notes notes_of_ten(World& world)
{
    Notes notes;
    world.run([&] { return send_ten<policy>(&notes); });
    return notes;
}

// How many are taken on trial, and what an ask says then.
template <MailboxPolicy policy>
janus::Task<std::int64_t> taken_on_trial(std::int64_t size, std::int64_t many, Notes* notes)
{
    janus::Task<janus::ActorRef<TextMsg>> making = busy_keeper<policy>(nullptr);
    janus::ActorRef<TextMsg> keeper = co_await making;
    std::int64_t taken = 0;
    std::string const text(static_cast<std::size_t>(size), 'x');
    for (std::int64_t i = 0; i < many; ++i) {
        taken += keeper.try_send(TextMsg::Keep{janus::String(text)}) ? 1 : 0;
    }
    auto asking = keeper.ask(TextMsg::Count{});
    janus::Result<std::int64_t> answer = co_await asking;
    notes->push_back(answer.is_ok() ? std::to_string(*answer) : answer.error().name().to_std());
    co_return taken;
}

template <MailboxPolicy policy> janus::Task<std::int64_t> flood_itself()
{
    janus::ActorRef<TextMsg> keeper = janus::spawn<Keeper<policy>>();
    auto flooding = keeper.ask(TextMsg::Flood{1'000, {}});
    janus::Result<std::int64_t> flooded = co_await flooding;
    auto idle = janus::cluster::idle();
    co_await idle;
    auto asking = keeper.ask(TextMsg::Count{});
    janus::Result<std::int64_t> count = co_await asking;
    co_return flooded.is_ok() && count.is_ok() ? *count : -1;
}

} // namespace

TEST_CASE("a send in a loop to a full mailbox suspends its sender", "[mailbox]")
{
    World world;
    Notes const notes = notes_of_ten<MailboxPolicy::suspend>(world);
    // Three lie there and a fourth overfills; the sender then waits until they are handled.
    REQUIRE(std::find(notes.begin(), notes.end(), "sent") - notes.begin() >= 4);
    REQUIRE(notes.size() == 11);
    REQUIRE(world.now() >= busy);
}

TEST_CASE("a full mailbox that rejects takes nothing more and does not hold up anybody",
          "[mailbox]")
{
    World rejecting;
    REQUIRE(notes_of_ten<MailboxPolicy::reject>(rejecting) == Notes{"sent", "0", "1", "2"});
    REQUIRE(rejecting.log.has("dead letter: TextMsg.Keep to an actor whose mailbox is full"));
    World dropping;
    REQUIRE(notes_of_ten<MailboxPolicy::drop_new>(dropping) == Notes{"sent", "0", "1", "2"});
}

TEST_CASE("a mailbox that drops the oldest keeps the newest", "[mailbox]")
{
    World world;
    REQUIRE(notes_of_ten<MailboxPolicy::drop_oldest>(world) == Notes{"sent", "7", "8", "9"});
    REQUIRE(world.log.has("dead letter: TextMsg.Keep to an actor whose mailbox is full"));
}

TEST_CASE("an unbounded mailbox takes everything", "[mailbox]")
{
    World world;
    REQUIRE(notes_of_ten<MailboxPolicy::unbounded>(world).size() == 11);
}

TEST_CASE("what is sent on trial, and an ask, find out that a mailbox is full", "[mailbox]")
{
    World world;
    Notes notes;
    auto const taken = [&](auto policy, std::int64_t size) {
        return world.run([&] { return taken_on_trial<policy.value>(size, 10, &notes); });
    };
    using Suspend = std::integral_constant<MailboxPolicy, MailboxPolicy::suspend>;
    using Reject = std::integral_constant<MailboxPolicy, MailboxPolicy::reject>;
    using Unbounded = std::integral_constant<MailboxPolicy, MailboxPolicy::unbounded>;
    REQUIRE(taken(Suspend{}, 1) == 3);
    REQUIRE(taken(Reject{}, 1) == 3);
    REQUIRE(taken(Unbounded{}, 1) == 10);
    // Two texts of 1,500 bytes fit into 4,000, and an ask; one of any size into an empty mailbox.
    REQUIRE(taken(Suspend{}, 1'500) == 2);
    REQUIRE(taken(Suspend{}, 10'000) == 1);
    REQUIRE(notes == Notes{"MailboxFull", "MailboxFull", "10", "2", "MailboxFull"});
}

TEST_CASE("an actor that floods itself does not wait for itself", "[mailbox]")
{
    World world;
    REQUIRE(world.run([] { return flood_itself<MailboxPolicy::suspend>(); }) == 1'000);
}
