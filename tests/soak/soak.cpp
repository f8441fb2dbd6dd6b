// soak --seconds N [--seed S]: actors on real threads that are made, crash, stop, ask, are asked,
// cancelled, linked, monitored and supervised, all at random and all at once. It is run under
// sanitizers. Every two seconds a new system takes over. Checked are: a round ends, every ask
// ends, and everybody that is monitored is reported exactly once.

#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include <CLI/CLI.hpp>

#include <unistd.h>

#include <janus/system.hpp>

#include "hands.hpp"
#include "scheduler/runtime.hpp"
#include "sim/deterministic_executor.hpp"
#include "thread_sanitizer.hpp"

namespace soak {

namespace {

using Do = Order::Do;
using janus::detail::SeededRandom;

constexpr std::int64_t round_milliseconds = 2'000;
constexpr unsigned longest_round = 120; // seconds, under sanitizers and beside other work

class Silent final : public janus::Log {
public:
    void write(janus::LogLevel, std::string_view) noexcept override {}
};

// Everybody one director knows; some of them long gone.
struct Acquaintances {
    Ref auditor;
    janus::SupervisorRef crew;
    std::vector<Ref> hands;
    SeededRandom random;

    std::int64_t below(std::uint64_t limit)
    {
        return static_cast<std::int64_t>(random.next() % limit);
    }
    Ref any() { return hands[random.next() % hands.size()]; }
};

void take_in(Acquaintances& all, Ref hand)
{
    constexpr std::size_t most = 64;
    if (all.hands.size() < most) {
        all.hands.push_back(hand);
    } else {
        Ref& place = all.hands[all.random.next() % most];
        place.stop();
        place = hand;
    }
}

// A root crew may have given up; then there is a new one.
janus::Task<> have_crew(Acquaintances& all)
{
    if (all.crew.is_alive()) {
        co_return;
    }
    auto starting = janus::start<Crew>(all.below(12), all.below(3));
    all.crew = co_await starting;
    for (char const* id : {"A", "B", "C", "D"}) {
        janus::Option<Ref> const hand = all.crew.find_child<Order>(id);
        if (hand.is_some()) {
            take_in(all, hand.unwrap());
        }
    }
}

janus::Task<> audit(Acquaintances& all, Ref whom)
{
    janus::Task<bool> asked = ask(all.auditor, Do::audit, 0, whom, janus::seconds(60));
    bool const taken = co_await asked;
    tally().audits.fetch_add(taken ? 1 : 0, std::memory_order_relaxed);
}

// An ask that is cancelled while it waits, mostly.
janus::Task<> ask_and_cancel(Acquaintances& all)
{
    Ref const whom = all.any();
    std::int64_t const amount = all.below(2'000);
    auto const asking = janus::spawn_task(
        [whom, amount] { return ask(whom, Do::wait, amount, {}, janus::seconds(5)); });
    auto sleeping = janus::sleep(janus::microseconds(all.below(500)));
    co_await sleeping;
    asking.cancel();
    try {
        auto joining = asking.join();
        bool const answered = co_await joining;
        static_cast<void>(answered);
    } catch (janus::EscapedError const&) {
        // It was cancelled before it began.
    }
}

janus::Task<> change_pool(Acquaintances& all)
{
    if (all.below(3) > 0) {
        auto starting = all.crew.start_child<Hand>("pool");
        Ref const member = co_await starting;
        take_in(all, member);
        janus::Task<> audited = audit(all, member);
        co_await audited;
    } else {
        janus::List<janus::String> const ids = all.crew.children();
        if (!ids.is_empty()) {
            auto stopping =
                all.crew.stop_child(ids[all.below(static_cast<std::uint64_t>(ids.len()))]);
            co_await stopping;
        }
    }
}

janus::Task<> make_trouble(Acquaintances& all)
{
    Ref const whom = all.any();
    switch (all.below(16)) {
    case 0:
        whom.stop();
        break;
    case 1:
        whom.kill();
        break;
    case 2:
    case 3: {
        Ref const hand = janus::spawn<Hand>();
        take_in(all, hand);
        janus::Task<> audited = audit(all, hand);
        co_await audited;
        break;
    }
    case 4: {
        janus::Task<> cancelled = ask_and_cancel(all);
        co_await cancelled;
        break;
    }
    case 5: {
        janus::Task<> changed = change_pool(all);
        co_await changed;
        break;
    }
    case 6: {
        auto sleeping = janus::sleep(janus::microseconds(all.below(300)));
        co_await sleeping;
        break;
    }
    case 7:
    case 8:
    case 9: {
        janus::Task<bool> asked = ask(whom, static_cast<Do>(all.below(16)), all.below(200),
                                      all.any(), janus::microseconds(all.below(20'000)));
        bool const answered = co_await asked;
        static_cast<void>(answered);
        break;
    }
    case 10: {
        janus::String const name("hand " + std::to_string(all.below(8)));
        if (janus::whereis<Order>(name).is_none()) {
            janus::Result<void, janus::Error> const taken = janus::register_name(name, whom);
            static_cast<void>(taken);
        }
        break;
    }
    default:
        whom.send(Order{static_cast<Do>(all.below(16)), all.below(200), all.any(), {}});
        break;
    }
}

// One of several that work at the same time.
janus::Task<std::int64_t> direct(Ref auditor, std::uint64_t seed)
{
    Acquaintances all{auditor, {}, {}, SeededRandom(seed)};
    all.hands.push_back(janus::spawn<Hand>());
    std::int64_t rounds = 0;
    janus::detail::Runtime& runtime = janus::detail::current_runtime();
    while (runtime.elapsed_milliseconds() < round_milliseconds) {
        janus::Task<> crewed = have_crew(all);
        co_await crewed;
        janus::Task<> made = make_trouble(all);
        co_await made;
        ++rounds;
    }
    auto stopping = all.crew.stop();
    co_await stopping;
    for (Ref const& hand : all.hands) {
        hand.stop();
    }
    co_return rounds;
}

janus::Task<> wait_for_reports()
{
    constexpr int longest = 30'000; // milliseconds
    for (int i = 0; i < longest && tally().ends_told.load() < tally().audits.load(); ++i) {
        auto sleeping = janus::sleep(janus::milliseconds(1));
        co_await sleeping;
    }
    // Time for one too many.
    auto sleeping = janus::sleep(janus::milliseconds(5));
    co_await sleeping;
}

janus::Task<std::int64_t> direct_all(std::uint64_t seed)
{
    constexpr std::uint64_t directors = 4;
    Ref const auditor = janus::spawn<Auditor>();
    std::vector<janus::SpawnedTask<std::int64_t>> running;
    for (std::uint64_t i = 0; i < directors; ++i) {
        running.push_back(janus::spawn_task(
            [auditor, seed, i] { return direct(auditor, seed * directors + i); }));
    }
    std::int64_t troubles = 0;
    for (auto const& each : running) {
        auto joining = each.join();
        std::int64_t const made = co_await joining;
        troubles += made;
    }
    janus::Task<> waited = wait_for_reports();
    co_await waited;
    co_return troubles;
}

// A thread of the program's own, which is no worker.
void disturb(janus::ActorSystem& system, std::atomic<bool> const& over)
{
    while (!over.load()) {
        Ref const hand = system.spawn<Hand>();
        for (int i = 0; i < 20; ++i) {
            hand.tell(Order{i == 15 ? Do::raise : Do::tasks, i % 4, hand, {}});
            static_cast<void>(
                hand.ask_blocking(Order{Do::wait, i * 10, {}, {}}, janus::milliseconds(i)));
        }
        hand.kill();
    }
}

void check(bool holds, char const* what)
{
    if (!holds) {
        throw std::runtime_error(what);
    }
}

std::int64_t run_round(std::uint64_t seed)
{
    Silent log;
    janus::Seams seams;
    seams.log = &log;
    janus::Options options;
    options.workers = static_cast<unsigned>(seed % 4 + 1);
    options.store = "memory";
    options.shutdown = janus::milliseconds(500);
    std::int64_t troubles = 0;
    {
        janus::ActorSystem system{options, seams};
        std::atomic<bool> over{false};
        std::thread outsider([&] { disturb(system, over); });
        troubles = system.run([seed] { return direct_all(seed); });
        over.store(true);
        outsider.join();
        system.stop();
    }
    Tally const& all = tally();
    check(all.ends_told == all.audits, "not everybody monitored was reported once");
    check(all.asks_begun >= all.asks_answered + all.asks_failed, "an ask ended twice");
    return troubles;
}

extern "C" void janus_soak_hangs(int)
{
    constexpr std::string_view text = "soak: the round does not end\n";
    [[maybe_unused]] auto const written = ::write(STDERR_FILENO, text.data(), text.size());
    std::abort();
}

std::int64_t resident_kilobytes()
{
    std::ifstream statm("/proc/self/statm");
    std::int64_t pages = 0;
    statm >> pages >> pages;
    return pages * (::sysconf(_SC_PAGESIZE) / 1'024);
}

} // namespace

int run(std::int64_t seconds, std::uint64_t first_seed)
{
    auto const end = std::chrono::steady_clock::now() + std::chrono::seconds(seconds);
    std::signal(SIGALRM, &janus_soak_hangs);
    for (std::uint64_t seed = first_seed; std::chrono::steady_clock::now() < end; ++seed) {
        std::cout << "seed " << seed << ": " << std::flush;
        ::alarm(longest_round);
        std::int64_t const troubles = run_round(seed);
        Tally const& all = tally();
        std::cout << troubles << " troubles, in all " << all.handled << " messages, "
                  << all.asks_answered << " asks answered, " << all.asks_failed << " failed, "
                  << all.ends_told << " ends told, " << resident_kilobytes() / 1'024 << " MiB"
                  << std::endl;
    }
    return 0;
}

} // namespace soak

int main(int argc, char** argv)
{
    std::int64_t seconds = 20;
    std::uint64_t seed = 1;
    CLI::App app{"Random trouble on real threads", "soak"};
    app.add_option("--seconds", seconds, "how long; a round takes at least two");
    app.add_option("--seed", seed, "of the first round");
    CLI11_PARSE(app, argc, argv);
    try {
        return soak::run(seconds, seed);
    } catch (std::exception const& failure) {
        std::cout << "FAILED: " << failure.what() << std::endl;
        return 1;
    }
}
