// The edges of a system at rest: how soon an event from a thread outside reaches an actor while all
// workers sleep, and how much of a processor the system uses meanwhile. The aims: 60 microseconds
// (median) and 1 percent.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <thread>
#include <vector>

#include <sys/resource.h>

#include <janus/actor.hpp>
#include <janus/system.hpp>

namespace bench {

struct EventMsg {
    struct Happened {
        std::chrono::steady_clock::time_point at;
    };

    enum class Case : std::uint8_t { Happened };
    std::variant<Happened> value;
};

class Receiver {
public:
    explicit Receiver(std::atomic<std::int64_t>* delay_) : delay(delay_) {}

    janus::Behaviour run(janus::Mailbox<EventMsg>& inbox);

private:
    std::atomic<std::int64_t>* const delay; // of the last event, in nanoseconds
};

} // namespace bench

template <> struct janus::type_info<bench::EventMsg> {
    static constexpr std::string_view name = "EventMsg";
    static constexpr std::array<std::string_view, 1> cases{"Happened"};
};
template <> struct janus::actor_traits<bench::Receiver> {
    using message = bench::EventMsg;
    static constexpr std::string_view name = "bench.Receiver";
};

namespace bench {

janus::Behaviour Receiver::run(janus::Mailbox<EventMsg>& inbox)
{
    for (;;) {
        EventMsg message = co_await inbox.receive();
        auto const taken = std::chrono::steady_clock::now();
        auto const& event = janus::as<EventMsg::Happened>(message);
        delay->store((taken - event.at).count(), std::memory_order_release);
    }
}

namespace {

janus::Options options_for(benchmark::State& state)
{
    janus::Options options;
    options.workers = static_cast<unsigned>(state.range(0));
    options.store = "memory";
    return options;
}

void event_from_outside(benchmark::State& state)
{
    std::atomic<std::int64_t> delay{0};
    janus::ActorSystem system{options_for(state)};
    janus::ActorRef<EventMsg> const receiver = system.spawn<Receiver>(&delay);
    std::vector<std::int64_t> delays;
    for (auto _ : state) {
        std::this_thread::sleep_for(std::chrono::milliseconds(2)); // all workers fall asleep
        delay.store(0, std::memory_order_relaxed);
        receiver.send(EventMsg::Happened{std::chrono::steady_clock::now()});
        std::int64_t seen = 0;
        while ((seen = delay.load(std::memory_order_acquire)) == 0) {
            std::this_thread::yield();
        }
        state.SetIterationTime(static_cast<double>(seen) / 1e9);
        delays.push_back(seen);
    }
    std::sort(delays.begin(), delays.end());
    state.counters["p50_us"] = static_cast<double>(delays[delays.size() / 2]) / 1e3;
    state.counters["p99_us"] = static_cast<double>(delays[delays.size() * 99 / 100]) / 1e3;
}

double processor_seconds()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    auto const seconds = [](timeval const& time) {
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
    };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

void system_at_rest(benchmark::State& state)
{
    std::atomic<std::int64_t> delay{0};
    janus::ActorSystem system{options_for(state)};
    janus::ActorRef<EventMsg> const receiver = system.spawn<Receiver>(&delay);
    receiver.send(EventMsg::Happened{std::chrono::steady_clock::now()});
    double used = 0;
    for (auto _ : state) {
        double const before = processor_seconds();
        std::this_thread::sleep_for(std::chrono::seconds(2));
        used += processor_seconds() - before;
    }
    state.counters["percent"] = 100 * used / (2.0 * static_cast<double>(state.iterations()));
}

BENCHMARK(event_from_outside)->Arg(1)->Arg(2)->Iterations(1'000)->UseManualTime();
BENCHMARK(system_at_rest)->Arg(1)->Arg(2)->Iterations(2)->UseRealTime();

} // namespace

} // namespace bench
