// What messages, asks and actors cost: the workloads that show the runtime's hot paths.
#include <benchmark/benchmark.h>

#include <janus/actor.hpp>
#include <janus/system.hpp>

namespace bench {

struct BallMsg {
    struct Start {
        janus::ActorRef<BallMsg> partner;
        std::int64_t count;
        janus::Reply<void> reply;
    };
    struct Ball {
        janus::ActorRef<BallMsg> from;
        std::int64_t left;
    };
    struct Add {
        std::int64_t by;
    };
    struct Sum {
        janus::Reply<std::int64_t> reply;
    };

    enum class Case : std::uint8_t { Start, Ball, Add, Sum };
    std::variant<Start, Ball, Add, Sum> value;
};

class Player {
public:
    janus::Behaviour run(janus::Mailbox<BallMsg>& inbox);

private:
    void handle(BallMsg& message);

    janus::Reply<void> done;
    std::int64_t sum = 0;
};

} // namespace bench

template <> struct janus::type_info<bench::BallMsg> {
    static constexpr std::string_view name = "BallMsg";
    static constexpr std::array<std::string_view, 4> cases{"Start", "Ball", "Add", "Sum"};
};
template <> struct janus::reply_field<bench::BallMsg::Start> {
    static constexpr auto pointer = &bench::BallMsg::Start::reply;
};
template <> struct janus::reply_field<bench::BallMsg::Sum> {
    static constexpr auto pointer = &bench::BallMsg::Sum::reply;
};
template <> struct janus::actor_traits<bench::Player> {
    using message = bench::BallMsg;
    static constexpr std::string_view name = "bench.Player";
};

namespace bench {

janus::Behaviour Player::run(janus::Mailbox<BallMsg>& inbox)
{
    for (;;) {
        BallMsg message = co_await inbox.receive();
        handle(message);
    }
}

void Player::handle(BallMsg& message)
{
    switch (janus::which(message)) {
    case BallMsg::Case::Start: {
        auto& [partner, count, reply] = janus::as<BallMsg::Start>(message);
        done = std::move(reply);
        partner.send(BallMsg::Ball{janus::self<Player>(), count});
        return;
    }
    case BallMsg::Case::Ball: {
        auto& [from, left] = janus::as<BallMsg::Ball>(message);
        if (left > 0) {
            from.send(BallMsg::Ball{janus::self<Player>(), left - 1});
        } else if (done) {
            done.send();
        } else {
            from.send(BallMsg::Ball{janus::self<Player>(), 0});
        }
        return;
    }
    case BallMsg::Case::Add:
        sum += janus::as<BallMsg::Add>(message).by;
        return;
    case BallMsg::Case::Sum:
        janus::as<BallMsg::Sum>(message).reply.send(sum);
        return;
    }
}

namespace {

constexpr std::int64_t batch = 100'000;

janus::Task<> play()
{
    janus::ActorRef<BallMsg> a = janus::spawn<Player>();
    janus::ActorRef<BallMsg> b = janus::spawn<Player>();
    auto playing = a.ask(BallMsg::Start{b, batch, {}}, janus::seconds(60));
    janus::Result<void> done = co_await playing;
    benchmark::DoNotOptimize(done);
    a.stop();
    b.stop();
}

janus::Task<> add_up()
{
    janus::ActorRef<BallMsg> counter = janus::spawn<Player>();
    for (std::int64_t i = 0; i < batch; ++i) {
        auto sending = counter.send_when_room(BallMsg::Add{1});
        co_await sending;
    }
    auto asking = counter.ask(BallMsg::Sum{});
    janus::Result<std::int64_t> sum = co_await asking;
    benchmark::DoNotOptimize(sum);
    counter.stop();
}

janus::Task<> ask_often()
{
    janus::ActorRef<BallMsg> counter = janus::spawn<Player>();
    for (std::int64_t i = 0; i < batch; ++i) {
        auto asking = counter.ask(BallMsg::Sum{});
        janus::Result<std::int64_t> sum = co_await asking;
        benchmark::DoNotOptimize(sum);
    }
    counter.stop();
}

janus::Task<> create_many()
{
    for (std::int64_t i = 0; i < batch; ++i) {
        janus::ActorRef<BallMsg> actor = janus::spawn<Player>();
        auto sending = actor.send_when_room(BallMsg::Add{1});
        co_await sending;
        actor.stop();
    }
    auto idle = janus::cluster::idle();
    co_await idle;
}

template <janus::Task<> (*program)()> void run(benchmark::State& state)
{
    janus::Options options;
    options.workers = static_cast<unsigned>(state.range(0));
    options.store = "memory";
    janus::ActorSystem system{options};
    for (auto _ : state) {
        system.run(program);
    }
    state.SetItemsProcessed(state.iterations() * batch);
}

BENCHMARK(run<&play>)->Name("message of a ping-pong")->Arg(1)->Arg(2)->UseRealTime();
BENCHMARK(run<&add_up>)->Name("message of a stream")->Arg(1)->Arg(2)->UseRealTime();
BENCHMARK(run<&ask_often>)->Name("ask and answer")->Arg(1)->Arg(2)->UseRealTime();
BENCHMARK(run<&create_many>)->Name("actor made, told and stopped")->Arg(1)->Arg(2)->UseRealTime();

} // namespace

} // namespace bench
