// Processes of the operating system as supervised children. On real threads: they know no virtual
// time. Each test waits for what the process says or for its end.

#include <catch2/catch.hpp>

#include <janus/actor.hpp>
#include <janus/os_process.hpp>

#include "../actor/two_workers.hpp"
#include "../actor/virtual_world.hpp"

namespace {

using janus::OsOutput;
using janus::OsProcess;

class Shells final : public janus::Supervisor {
public:
    Shells(std::string script_, janus::Restart policy_, janus::Duration shutdown_)
        : script(std::move(script_)), policy(policy_), shutdown(shutdown_)
    {}
    janus::List<janus::ChildSpec> children() const override
    {
        return {janus::os_process("shell", "/bin/sh", {"-c", janus::String(script)})
                    .restart(policy)
                    .shutdown(shutdown)};
    }

private:
    std::string const script;
    janus::Restart const policy;
    janus::Duration const shutdown;
};

// Keeps what a process wrote and answers when it has ended or written a whole line.
struct ListenMsg {
    struct Text {
        janus::Reply<janus::String> reply;
        template <class Archive> void serialize(Archive& archive, unsigned)
        {
            archive& boost::serialization::make_nvp("reply", reply);
        }
    };
    enum class Case : std::uint8_t { Text };
    std::variant<Text> value;
};

class Listener {
public:
    janus::Behaviour run(janus::Mailbox<janus::OneOf<OsOutput, ListenMsg>>& inbox);

private:
    void answer()
    {
        if (complete && reply) {
            reply.send(janus::String(text));
        }
    }

    std::string text;
    bool complete = false;
    janus::Reply<janus::String> reply;
};

} // namespace

template <> struct janus::type_info<ListenMsg> {
    static constexpr std::string_view name = "ListenMsg";
    static constexpr std::array<std::string_view, 1> cases{"Text"};
};
template <> struct janus::reply_field<ListenMsg::Text> {
    static constexpr auto pointer = &ListenMsg::Text::reply;
};
template <> struct janus::actor_traits<Shells> {
    static constexpr std::string_view name = "test.Shells";
};
template <> struct janus::actor_traits<Listener> {
    using message = janus::OneOf<OsOutput, ListenMsg>;
    static constexpr std::string_view name = "test.Listener";
};

namespace {

janus::Behaviour Listener::run(janus::Mailbox<janus::OneOf<OsOutput, ListenMsg>>& inbox)
{
    for (;;) {
        janus::OneOf<OsOutput, ListenMsg> message = co_await inbox.receive();
        if (auto* const wanted = std::get_if<ListenMsg>(&message.value)) {
            reply = std::move(janus::as<ListenMsg::Text>(*wanted).reply);
        } else {
            auto const& output = std::get<OsOutput>(message.value);
            if (auto const* const written = std::get_if<OsOutput::Output>(&output.value)) {
                text += written->data.view();
                complete = complete || text.ends_with('\n');
            } else if (auto const* const said = std::get_if<OsOutput::Errors>(&output.value)) {
                text += "[" + std::string(said->data.view()) + "]";
            } else {
                text += "ended " + std::to_string(std::get<OsOutput::Ended>(output.value).code);
                complete = true;
            }
        }
        answer();
    }
}

struct Host {
    virtual_world::KeptLog log;
    janus::ActorSystem system{two_workers(), janus::Seams{nullptr, nullptr, &log, nullptr}};

    janus::SupervisorRef start(std::string script, janus::Restart policy,
                               janus::Duration shutdown = janus::seconds(60))
    {
        return system.start<Shells>(std::move(script), policy, shutdown);
    }
    // What the process has written when it has ended, or finished a line.
    std::string listen(janus::SupervisorRef const& shells, std::string_view input,
                       bool closes = false)
    {
        auto listener = system.spawn<Listener>();
        auto shell = shells.child<OsProcess>("shell");
        shell.tell(OsProcess::Subscribe{listener});
        shell.tell(OsProcess::Write{janus::Bytes(input)});
        if (closes) {
            shell.tell(OsProcess::CloseInput{});
        }
        janus::Result<janus::String> text =
            listener.ask_blocking(ListenMsg::Text{}, janus::seconds(60));
        return text.is_ok() ? text->to_std() : text.error().name().to_std();
    }
};

} // namespace

TEST_CASE("a process gets its input and its output is published", "[os_process]")
{
    Host host;
    janus::SupervisorRef const shells = host.start("cat; exit 0", janus::Restart::temporary);
    REQUIRE(host.listen(shells, "to and fro\n", true) == "to and fro\n");
}

TEST_CASE("an exit status is the reason of the end", "[os_process]")
{
    Host host;
    janus::SupervisorRef const shells =
        host.start("read line; echo oops >&2; exit 3", janus::Restart::temporary);
    REQUIRE(host.listen(shells, "go\n") == "[oops\n]ended 3");
    janus::List<janus::ChildStatus> status = shells.status();
    while (status[0].last_exit.is_none()) {
        status = shells.status();
    }
    REQUIRE(status[0].last_exit->to_text() == "error(exit_status_3)");
    REQUIRE(status[0].lifecycle == "tombstone");
}

TEST_CASE("a process that ended is started again", "[os_process]")
{
    Host host;
    janus::SupervisorRef const shells =
        host.start("read line; test -n \"$line\" && exit 0; read more", janus::Restart::permanent);
    REQUIRE(host.listen(shells, "first\n") == "ended 0");
    while (shells.status()[0].restarts == 0) {
    }
    REQUIRE(host.listen(shells, "second\n") == "ended 0");
}

TEST_CASE("a process that ignores SIGTERM is killed when its time is over", "[os_process]")
{
    Host host;
    janus::SupervisorRef const shells =
        host.start("trap '' TERM; read line; echo ready; exec sleep 600", janus::Restart::permanent,
                   janus::milliseconds(50));
    REQUIRE(host.listen(shells, "go\n") == "ready\n");
    host.system.stop();
    REQUIRE_FALSE(shells.is_alive());
}

TEST_CASE("a program that does not exist has failed to start", "[os_process]")
{
    Host host;
    class Missing final : public janus::Supervisor {
        janus::List<janus::ChildSpec> children() const override
        {
            return {janus::os_process("x", "/nowhere/at/all")};
        }
    };
    janus::SupervisorRef const started = host.system.run([]() -> janus::Task<janus::SupervisorRef> {
        return janus::detail::start_and_wait(std::make_unique<Missing>(), "test.Missing");
    });
    REQUIRE_FALSE(started.is_alive());
    REQUIRE(host.log.has("cannot_start"));
    REQUIRE(host.system.exit_code() == 1);
}

TEST_CASE("a process does not run in the simulator", "[os_process]")
{
    virtual_world::World world;
    bool const alive = world.run([]() -> janus::Task<bool> {
        auto starting =
            janus::start<Shells>("exit 0", janus::Restart::permanent, janus::seconds(1));
        janus::SupervisorRef shells = co_await starting;
        co_return shells.is_alive();
    });
    REQUIRE_FALSE(alive);
    REQUIRE(world.log.has("not_simulable"));
}
