// Failures that do not come from Janus: exceptions of C++ and a lack of memory in a handler. The
// actor crashes, says with what, and everybody else lives on.

#include <catch2/catch.hpp>

#include <new>
#include <stdexcept>

#include "virtual_world.hpp"

using virtual_world::World;

namespace {

struct FailMsg {
    enum class With : std::uint8_t { exception, number, memory } with{};
    janus::Reply<std::int64_t> reply;

    template <class Archive> void serialize(Archive&, unsigned) {}
};

class Failing {
public:
    explicit Failing(janus::String* last_) : last(last_) {}
    janus::Behaviour run(janus::Mailbox<FailMsg>& inbox);
    void on_crash(janus::Error const& error) { *last = error.name() + ": " + error.text(); }

private:
    janus::String* const last;
};

} // namespace

template <> struct janus::reply_field<FailMsg> {
    static constexpr auto pointer = &FailMsg::reply;
};
template <> struct janus::actor_traits<Failing> {
    using message = FailMsg;
    static constexpr std::string_view name = "bad.Failing";
};

namespace {

janus::Behaviour Failing::run(janus::Mailbox<FailMsg>& inbox)
{
    FailMsg const message = co_await inbox.receive();
    switch (message.with) {
    case FailMsg::With::exception:
        throw std::runtime_error("the disk is gone");
    case FailMsg::With::number:
        throw 3;
    case FailMsg::With::memory:
        throw std::bad_alloc();
    }
}

// What the caller was told, and what the actor's hook heard.
janus::Task<std::string> fail_with(FailMsg::With with)
{
    janus::String heard;
    janus::ActorRef<FailMsg> const actor = janus::spawn<Failing>(&heard);
    auto asking = actor.ask(FailMsg{with, {}});
    janus::Result<std::int64_t> const answer = co_await asking;
    co_return answer.error().name().to_std() + ", " + heard.to_std();
}

} // namespace

TEST_CASE("an exception of C++ is a crash with its type and text", "[crash]")
{
    World world;
    CHECK(world.run([] { return fail_with(FailMsg::With::exception); }) ==
          "ActorCrashed, cpp_exception: std::runtime_error: the disk is gone");
    CHECK(world.log.has("crash: Failing <2>: C++ exception std::runtime_error: the disk is gone"));
    CHECK(world.run([] { return fail_with(FailMsg::With::number); }) ==
          "ActorCrashed, cpp_exception: int");
}

TEST_CASE("a lack of memory is panic P006, and the system lives on", "[crash]")
{
    World world;
    CHECK(world.run([] { return fail_with(FailMsg::With::memory); }) ==
          "ActorCrashed, panic: out of memory");
    CHECK(world.log.has("crash: Failing <2>: panic P006: out of memory"));
    CHECK(world.run([] { return fail_with(FailMsg::With::memory); }) ==
          "ActorCrashed, panic: out of memory");
}
