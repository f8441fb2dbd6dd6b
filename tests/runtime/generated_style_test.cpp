// A small program in the exact shape janusc writes, driven through the public interface.

#include <catch2/catch.hpp>

#include <janus/actor.hpp>
#include <janus/system.hpp>

namespace counter {

struct CounterMsg {
    struct increment {
        friend bool operator==(increment const&, increment const&) = default;
        template <class Archive> void serialize(Archive&, unsigned) {}
    };
    struct get {
        janus::Reply<std::int64_t> reply;

        friend bool operator==(get const&, get const&) = default;
        template <class Archive> void serialize(Archive& archive, unsigned)
        {
            archive& boost::serialization::make_nvp("0", reply);
        }
    };
    struct fail {
        std::int64_t by = 0;

        friend bool operator==(fail const&, fail const&) = default;
        template <class Archive> void serialize(Archive& archive, unsigned)
        {
            archive& boost::serialization::make_nvp("by", by);
        }
    };

    enum class Case : std::uint8_t { increment, get, fail };

    std::variant<increment, get, fail> value;

    friend bool operator==(CounterMsg const&, CounterMsg const&) = default;
};

class Counter {
public:
    janus::Behaviour run(janus::Mailbox<CounterMsg>& inbox);

private:
    void handle(CounterMsg& message);
    void on_increment();
    void on_get(janus::Reply<std::int64_t> reply);
    void on_fail(std::int64_t by);

    std::int64_t count = 0;
};

janus::Behaviour Counter::run(janus::Mailbox<CounterMsg>& inbox)
{
    for (;;) {
        CounterMsg& message = co_await inbox.next();
        handle(message);
    }
}

void Counter::handle(CounterMsg& message)
{
    switch (janus::which(message)) {
    case CounterMsg::Case::increment:
        return on_increment();
    case CounterMsg::Case::get: {
        auto& [reply] = janus::as<CounterMsg::get>(message);
        return on_get(std::move(reply));
    }
    case CounterMsg::Case::fail: {
        auto& [by] = janus::as<CounterMsg::fail>(message);
        return on_fail(by);
    }
    }
}

void Counter::on_increment()
{
    count = janus::add(count, std::int64_t{1});
}

void Counter::on_get(janus::Reply<std::int64_t> reply)
{
    reply.send(count);
}

void Counter::on_fail(std::int64_t by)
{
    count = janus::divide(count, by);
}

} // namespace counter

template <> struct janus::type_info<counter::CounterMsg> {
    static constexpr std::string_view name = "CounterMsg";
    static constexpr std::array<std::string_view, 3> cases{"increment", "get", "fail"};
};
template <> struct janus::reply_field<counter::CounterMsg::get> {
    static constexpr auto pointer = &counter::CounterMsg::get::reply;
};
template <> struct janus::actor_traits<counter::Counter> {
    using message = counter::CounterMsg;
    static constexpr std::string_view name = "counter.Counter";
};

namespace chat {

struct ChatMsg {
    struct Join {
        janus::String user_id;
        janus::Reply<void> reply;

        template <class Archive> void serialize(Archive& archive, unsigned)
        {
            archive& boost::serialization::make_nvp("user_id", user_id);
            archive& boost::serialization::make_nvp("reply", reply);
        }
    };
    struct Send {
        janus::String user_id;
        janus::String text;

        template <class Archive> void serialize(Archive& archive, unsigned)
        {
            archive& boost::serialization::make_nvp("user_id", user_id);
            archive& boost::serialization::make_nvp("text", text);
        }
    };
    struct history {
        std::int32_t count = 0;
        janus::Reply<janus::List<janus::String>> reply;

        template <class Archive> void serialize(Archive& archive, unsigned)
        {
            archive& boost::serialization::make_nvp("count", count);
            archive& boost::serialization::make_nvp("reply", reply);
        }
    };
    struct Slow {
        template <class Archive> void serialize(Archive&, unsigned) {}
    };

    enum class Case : std::uint8_t { Join, Send, history, Slow };

    std::variant<Join, Send, history, Slow> value;
};

class ChatRoom {
public:
    explicit ChatRoom(janus::String room_id_) : room_id(std::move(room_id_)) {}

    janus::Behaviour run(janus::Mailbox<ChatMsg>& inbox);

private:
    janus::Task<> handle(ChatMsg& message, janus::Reply<void> acknowledgement);
    void on_Join(janus::String user_id, janus::Reply<void> reply);
    void on_Send(janus::String user_id, janus::String text, janus::Reply<void> reply);
    janus::Task<> on_Slow();
    janus::Task<janus::String> prefix(janus::String text);

    janus::String const room_id;
    janus::Set<janus::String> members;
    janus::List<janus::String> messages;
};

} // namespace chat

template <> struct janus::type_info<chat::ChatMsg> {
    static constexpr std::string_view name = "ChatMsg";
    static constexpr std::array<std::string_view, 4> cases{"Join", "Send", "history", "Slow"};
};
template <> struct janus::reply_field<chat::ChatMsg::Join> {
    static constexpr auto pointer = &chat::ChatMsg::Join::reply;
};
template <> struct janus::reply_field<chat::ChatMsg::history> {
    static constexpr auto pointer = &chat::ChatMsg::history::reply;
};
template <> struct janus::actor_traits<chat::ChatRoom> {
    using message = chat::ChatMsg;
    static constexpr std::string_view name = "chat.ChatRoom";
};

namespace chat {

janus::Behaviour ChatRoom::run(janus::Mailbox<ChatMsg>& inbox)
{
    for (;;) {
        ChatMsg& message = co_await inbox.next();
        janus::Task<> handled = handle(message, inbox.acknowledgement());
        co_await handled;
    }
}

janus::Task<> ChatRoom::handle(ChatMsg& message, janus::Reply<void> acknowledgement)
{
    switch (janus::which(message)) {
    case ChatMsg::Case::Join: {
        auto& [user_id, reply] = janus::as<ChatMsg::Join>(message);
        on_Join(std::move(user_id), std::move(reply));
        co_return;
    }
    case ChatMsg::Case::Send: {
        auto& [user_id, text] = janus::as<ChatMsg::Send>(message);
        on_Send(std::move(user_id), std::move(text), std::move(acknowledgement));
        co_return;
    }
    case ChatMsg::Case::Slow: {
        janus::Task<> handled_ = on_Slow();
        co_await handled_;
        co_return;
    }
    default:
        janus::unhandled(message);
        co_return;
    }
}

void ChatRoom::on_Join(janus::String user_id, janus::Reply<void> reply)
{
    members.insert(user_id);
    reply.send();
}

void ChatRoom::on_Send(janus::String user_id, janus::String text, janus::Reply<void> reply)
{
    if (!members.contains(user_id)) {
        reply.fail(janus::Error{"not_a_member"});
        return;
    }
    messages.push(std::move(text));
}

janus::Task<> ChatRoom::on_Slow()
{
    janus::Sleeping sleeping_ = janus::sleep(janus::milliseconds(5));
    co_await sleeping_;
    janus::Task<janus::String> prefixed_ = prefix("slow");
    janus::String text = co_await prefixed_;
    messages.push(std::move(text));
}

janus::Task<janus::String> ChatRoom::prefix(janus::String text)
{
    janus::Yielding yielding_ = janus::yield();
    co_await yielding_;
    co_return janus::String("> " + text.to_std());
}

} // namespace chat

namespace shop {

class Backend final : public janus::Supervisor {
public:
    explicit Backend(janus::String title_) : title(std::move(title_)) {}
    janus::Strategy strategy() const override { return janus::Strategy::rest_for_one; }
    janus::Intensity intensity() const override
    {
        return {.max_restarts = 4, .period = janus::seconds(10)};
    }
    janus::Backoff backoff() const override
    {
        return janus::Backoff::exponential(janus::milliseconds(2), janus::milliseconds(20));
    }
    janus::List<janus::ChildSpec> children() const override;

private:
    janus::String const title;
};

janus::List<janus::ChildSpec> Backend::children() const
{
    return {
        janus::child<chat::ChatRoom>("ChatRoom", title),
        janus::child<counter::Counter>("Counter")
            .restart(janus::Restart::transient)
            .shutdown(janus::milliseconds(200)),
    };
}

} // namespace shop

template <> struct janus::actor_traits<shop::Backend> {
    static constexpr std::string_view name = "shop.Backend";
};

namespace {

janus::Task<janus::String> supervised_program()
{
    auto starting_ = janus::start<shop::Backend>("lobby");
    janus::SupervisorRef backend = co_await starting_;
    janus::ActorRef<counter::CounterMsg> counter = backend.child<counter::CounterMsg>("Counter");
    counter.send(counter::CounterMsg::increment{});
    counter.send(counter::CounterMsg::increment{});
    counter.send(counter::CounterMsg::fail{0});
    counter.send(counter::CounterMsg::increment{});
    auto idle_ = janus::cluster::idle();
    co_await idle_;
    janus::Asking<std::int64_t> asking = counter.ask(counter::CounterMsg::get{});
    janus::Result<std::int64_t> answer = co_await asking;
    janus::List<janus::ChildStatus> status = backend.status();
    auto stopping_ = backend.stop();
    co_await stopping_;
    std::string text = "count " + std::to_string(answer.unwrap()) + ", restarts " +
                       std::to_string(status[1].restarts) + ", " + status[1].lifecycle.to_std();
    text += counter.is_alive() ? ", alive" : ", dead";
    co_return janus::String(text);
}

janus::Task<std::int64_t> count_to(std::int64_t n)
{
    janus::ActorRef<counter::CounterMsg> counter = janus::spawn<counter::Counter>();
    for (std::int64_t i = 0; i < n; ++i) {
        auto sending = counter.send_when_room(counter::CounterMsg::increment{});
        co_await sending;
    }
    janus::Asking<std::int64_t> asking = counter.ask(counter::CounterMsg::get{});
    janus::Result<std::int64_t> answer = co_await asking;
    co_return answer.unwrap();
}

janus::Task<janus::String> chat_program()
{
    janus::ActorRef<chat::ChatMsg> room = janus::spawn<chat::ChatRoom>("lobby");
    janus::Asking<void> stranger_ = room.ask(chat::ChatMsg::Send{"bob", "hi"});
    janus::Result<void> refused = co_await stranger_;
    janus::Asking<void> joining_ = room.ask(chat::ChatMsg::Join{"ann", {}});
    janus::Result<void> joined = co_await joining_;
    janus::Asking<void> sending_ = room.ask(chat::ChatMsg::Send{"ann", "hello"});
    janus::Result<void> sent = co_await sending_;
    janus::Asking<void> slow_ = room.ask(chat::ChatMsg::Slow{});
    janus::Result<void> slow = co_await slow_;
    auto history_ = room.ask(chat::ChatMsg::history{10, {}});
    janus::Result<janus::List<janus::String>> history = co_await history_;
    std::string text = refused.is_ok() ? "ok" : refused.error().name().to_std();
    text += joined.is_ok() && sent.is_ok() && slow.is_ok() ? ", ok, " : ", failed, ";
    text += history.is_ok() ? "ok" : history.error().name().to_std();
    co_return janus::String(text);
}

janus::Task<janus::String> crash_program()
{
    janus::ActorRef<counter::CounterMsg> counter = janus::spawn<counter::Counter>();
    counter.send(counter::CounterMsg::fail{0});
    auto asking = counter.ask(counter::CounterMsg::get{});
    janus::Result<std::int64_t> answer = co_await asking;
    auto again_ = counter.ask(counter::CounterMsg::get{});
    janus::Result<std::int64_t> again = co_await again_;
    janus::String const first = answer.is_ok() ? janus::String("ok") : answer.error().name();
    co_return janus::String(first.to_std() + " " + again.error().name().to_std() +
                            (counter.is_alive() ? " alive" : " dead"));
}

class Lines final : public janus::Log {
public:
    void write(janus::LogLevel, std::string_view line) noexcept override { text_ += line; }
    std::string const& text() const { return text_; }

private:
    std::string text_;
};

janus::Options workers(unsigned count)
{
    janus::Options options;
    options.workers = count;
    return options;
}

} // namespace

TEST_CASE("a counter counts what it is sent", "[runtime]")
{
    unsigned const count = GENERATE(1u, 2u, 4u);
    janus::ActorSystem system{workers(count)};
    REQUIRE(system.run([] { return count_to(100'000); }) == 100'000);
}

TEST_CASE("a room refuses strangers, waits in its arms and dead-letters what it does not know",
          "[runtime]")
{
    Lines lines;
    janus::Seams seams;
    seams.log = &lines;
    janus::ActorSystem system{workers(2), seams};
    REQUIRE(system.run(&chat_program) == "not_a_member, ok, Unhandled");
    REQUIRE(lines.text() == "dead letter: ChatRoom got ChatMsg.history");
}

TEST_CASE("a crash ends the actor, and its callers learn of it", "[runtime]")
{
    Lines lines;
    janus::Seams seams;
    seams.log = &lines;
    janus::ActorSystem system{workers(1), seams};
    REQUIRE(system.run(&crash_program) == "ActorDead ActorDead dead");
    REQUIRE(lines.text().substr(0, 30) == "crash: Counter <2>: panic P003");
}

TEST_CASE("a supervised actor comes back with a new state and its mailbox", "[runtime]")
{
    unsigned const count = GENERATE(1u, 2u, 4u);
    Lines lines;
    janus::Seams seams;
    seams.log = &lines;
    janus::ActorSystem system{workers(count), seams};
    REQUIRE(system.run(&supervised_program) == "count 1, restarts 1, running, dead");
}

TEST_CASE("C++ threads talk to actors", "[runtime]")
{
    janus::ActorSystem system{workers(2)};
    auto counter = system.spawn<counter::Counter>();
    for (int i = 0; i < 1000; ++i) {
        REQUIRE(counter.tell(counter::CounterMsg::increment{}));
    }
    REQUIRE(counter.ask_blocking(counter::CounterMsg::get{}).unwrap() == 1000);
    counter.stop();
    auto const answer = counter.ask_blocking(counter::CounterMsg::get{});
    REQUIRE(answer.is_error());
    REQUIRE(answer.error().name() == "ActorDead");
}
