// How many turns of actors the simulator runs in a second: a ring of actors, each of which takes a
// token and passes it on, with several tokens under way so that there is an order to choose.
#include <benchmark/benchmark.h>

#include <vector>

#include <janus/actor.hpp>
#include <janus/system.hpp>

#include "sim/sim_executor.hpp"

namespace bench {

struct Token {
    std::int64_t left = 0;
    janus::ActorRef<Token> next; // whom the receiver shall pass tokens to, if it has nobody yet
    janus::Reply<void> over;

    template <class Archive> void serialize(Archive&, unsigned) {}
};

class Member {
public:
    janus::Behaviour run(janus::Mailbox<Token>& inbox)
    {
        janus::ActorRef<Token> next;
        for (;;) {
            Token token = co_await inbox.receive();
            if (token.next != janus::ActorRef<Token>()) {
                next = token.next;
            } else if (token.left > 0) {
                next.send(Token{token.left - 1, {}, std::move(token.over)});
            } else {
                token.over.send();
            }
        }
    }
};

} // namespace bench

template <> struct janus::type_info<bench::Token> {
    static constexpr std::string_view name = "Token";
};
template <> struct janus::reply_field<bench::Token> {
    static constexpr auto pointer = &bench::Token::over;
};
template <> struct janus::actor_traits<bench::Member> {
    using message = bench::Token;
    static constexpr std::string_view name = "bench.Member";
};

namespace bench {

namespace {

constexpr std::int64_t hops = 50'000;

janus::Task<> pass_tokens(std::int64_t members, std::int64_t tokens)
{
    std::vector<janus::ActorRef<Token>> ring;
    for (std::int64_t i = 0; i < members; ++i) {
        ring.push_back(janus::spawn<Member>());
    }
    for (std::size_t i = 0; i < ring.size(); ++i) {
        ring[i].send(Token{0, ring[(i + 1) % ring.size()], {}});
    }
    std::vector<janus::Reply<void>> replies;
    for (std::int64_t i = 0; i < tokens; ++i) {
        replies.push_back(janus::Reply<void>::create());
        ring[static_cast<std::size_t>(i)].send(Token{hops, {}, replies.back()});
    }
    for (janus::Reply<void>& reply : replies) {
        auto waiting = reply.wait(janus::seconds(1'000));
        janus::Result<void> const over = co_await waiting;
        benchmark::DoNotOptimize(over);
    }
}

void simulate(benchmark::State& state)
{
    std::uint64_t turns = 0;
    auto const seed = static_cast<std::uint64_t>(state.range(0));
    for (auto _ : state) {
        janus::detail::ManualClock clock;
        janus::detail::SimEvents events;
        janus::detail::SimFaults faults(clock, seed, {});
        janus::detail::SimExecutor executor(clock, events, seed, faults, {600'000, 1'000'000'000});
        janus::detail::SeededRandom random(seed);
        janus::Options options;
        options.store = "memory";
        janus::ActorSystem system(options, janus::Seams{&clock, &random, nullptr, &executor});
        system.run([] { return pass_tokens(100, 20); });
        turns += events.turns();
    }
    state.SetItemsProcessed(static_cast<std::int64_t>(turns));
}

// An odd seed chooses evenly, an even one by priorities.
BENCHMARK(simulate)->Name("turn in the simulator")->Arg(1)->Arg(2);

} // namespace

} // namespace bench
