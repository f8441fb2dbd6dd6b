// The workloads of ../actors in the C++ Actor Framework of Debian: caf THREADS WORKLOAD NUMBER...
// prints what they print.

#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include <caf/all.hpp>

namespace {

using caf::actor;
using caf::actor_cast;
using caf::behavior;
using caf::event_based_actor;
using std::int64_t;

using ping_atom = caf::atom_constant<caf::atom("ping")>;
using pong_atom = caf::atom_constant<caf::atom("pong")>;
using start_atom = caf::atom_constant<caf::atom("start")>;
using done_atom = caf::atom_constant<caf::atom("done")>;
using meet_atom = caf::atom_constant<caf::atom("meet")>;
using change_atom = caf::atom_constant<caf::atom("change")>;
using close_atom = caf::atom_constant<caf::atom("close")>;
using credit_atom = caf::atom_constant<caf::atom("credit")>;
using debit_atom = caf::atom_constant<caf::atom("debit")>;

struct Random {
    int64_t state;
    int64_t operator()()
    {
        state = (state * 1103515245 + 12345) & 2147483647;
        return state >> 8;
    }
};

// -- ping_pong
behavior answerer(event_based_actor* self)
{
    return {[self](ping_atom) {
        auto to = actor_cast<actor>(self->current_sender());
        self->send(to, pong_atom::value);
    }};
}

behavior asker(event_based_actor* self, int64_t rounds, actor main)
{
    auto other = self->spawn(answerer);
    self->send(other, ping_atom::value);
    return {[=, left = rounds](pong_atom) mutable {
        if (--left > 0) {
            self->send(other, ping_atom::value);
            return;
        }
        self->send(main, done_atom::value);
        self->send_exit(other, caf::exit_reason::user_shutdown);
        self->quit();
    }};
}

// -- count
behavior counter(event_based_actor* self, int64_t expected, actor main)
{
    return {[=, sum = int64_t{0}](int64_t by) mutable {
        sum += by;
        if (sum == expected) {
            self->send(main, done_atom::value);
            self->quit();
        }
    }};
}

behavior producer(event_based_actor* self, int64_t messages, actor to)
{
    self->send(self, start_atom::value);
    return {[=](start_atom) {
        for (int64_t i = 0; i < messages; ++i) {
            self->send(to, int64_t{1});
        }
        self->quit();
    }};
}

// -- ring
behavior node(event_based_actor* self, actor main)
{
    return {[=, next = actor()](actor to) mutable {
        next = to;
        self->become([=](int64_t left) {
            if (left == 0) {
                self->send(main, done_atom::value);
            } else {
                self->send(next, left - 1);
            }
        });
    }};
}

// -- create, idle
behavior once(event_based_actor* self, actor tally)
{
    return {[=](start_atom) {
        self->send(tally, ping_atom::value);
        self->quit();
    }};
}

behavior tally_of(event_based_actor* self, int64_t count, actor main)
{
    return {[=, left = count](ping_atom) mutable {
        if (--left == 0) {
            self->send(main, done_atom::value);
            self->quit();
        }
    }};
}

behavior creator(event_based_actor* self, int64_t count, actor tally)
{
    self->send(self, start_atom::value);
    return {[=](start_atom) {
        for (int64_t i = 0; i < count; ++i) {
            self->send(self->spawn(once, tally), start_atom::value);
        }
        self->quit();
    }};
}

behavior idler(event_based_actor*)
{
    return {[](start_atom) {}};
}

// -- fork_join
behavior sine_worker(event_based_actor* self, int64_t messages, actor main)
{
    return {[=, left = messages, sum = 0.0](double angle) mutable {
        sum += std::sin(angle);
        if (--left == 0) {
            self->send(main, done_atom::value);
            self->quit();
        }
    }};
}

behavior spreader(event_based_actor* self, int64_t messages, std::vector<actor> workers)
{
    self->send(self, start_atom::value);
    return {[=](start_atom) {
        for (int64_t i = 0; i < messages; ++i) {
            for (auto const& worker : workers) {
                self->send(worker, 37.2);
            }
        }
        self->quit();
    }};
}

// -- big
behavior talker(event_based_actor* self, std::vector<actor> const* all, int64_t seed, int64_t pings,
                actor main)
{
    auto ping = [=, random = Random{seed}, left = pings,
                 expected = int64_t{-1}](int64_t value) mutable {
        if (value != expected) {
            std::abort();
        }
        if (left == 0) {
            expected = -2;
            self->send(main, done_atom::value);
            return;
        }
        --left;
        expected = random() % static_cast<int64_t>(all->size());
        self->send((*all)[static_cast<std::size_t>(expected)], ping_atom::value, expected);
    };
    return {[=](ping_atom, int64_t value) {
                self->send(actor_cast<actor>(self->current_sender()), pong_atom::value, value);
            },
            [ping](pong_atom, int64_t value) mutable { ping(value); }};
}

// -- chameneos
behavior creature(event_based_actor* self, actor mall, int64_t first)
{
    self->send(mall, meet_atom::value, first);
    auto colour = std::make_shared<int64_t>(first);
    auto met = std::make_shared<int64_t>(0);
    return {[=](meet_atom, actor other, int64_t theirs) {
                *colour = *colour == theirs ? theirs : 3 - *colour - theirs;
                ++*met;
                self->send(other, change_atom::value, *colour);
                self->send(mall, meet_atom::value, *colour);
            },
            [=](change_atom, int64_t changed) {
                *colour = changed;
                ++*met;
                self->send(mall, meet_atom::value, changed);
            },
            [=](close_atom) {
                self->send(mall, done_atom::value, *met);
                self->quit();
            }};
}

struct MallState {
    int64_t left = 0;
    int64_t open = 0;
    actor waiting;
};

behavior mall(caf::stateful_actor<MallState>* self, int64_t creatures, int64_t meetings, actor main)
{
    self->state.left = meetings;
    self->state.open = creatures;
    for (int64_t i = 0; i < creatures; ++i) {
        self->spawn(creature, actor_cast<actor>(self), i % 3);
    }
    return {[=](meet_atom, int64_t colour) {
                auto& state = self->state;
                auto sender = actor_cast<actor>(self->current_sender());
                if (state.left == 0) {
                    self->send(sender, close_atom::value);
                } else if (!state.waiting) {
                    state.waiting = sender;
                } else {
                    --state.left;
                    self->send(state.waiting, meet_atom::value, sender, colour);
                    state.waiting = nullptr;
                }
            },
            [=](done_atom, int64_t) {
                if (--self->state.open == 0) {
                    self->send(main, done_atom::value);
                    self->quit();
                }
            }};
}

// -- bank
behavior account(caf::stateful_actor<double>* self)
{
    return {[=](debit_atom, double amount) {
                self->state += amount;
                return caf::unit;
            },
            [=](credit_atom, double amount, actor to, actor teller) {
                self->state -= amount;
                self->request(to, caf::infinite, debit_atom::value, amount).await([=] {
                    self->send(teller, done_atom::value);
                });
            }};
}

struct TellerState {
    Random random{123456};
    int64_t left = 0;
    int64_t open = 0;
};

behavior teller(caf::stateful_actor<TellerState>* self, std::vector<actor> accounts,
                int64_t transfers, int64_t window, actor main)
{
    self->state.left = transfers;
    self->state.open = transfers;
    auto order = [self, accounts] {
        auto& state = self->state;
        auto const count = static_cast<int64_t>(accounts.size());
        --state.left;
        int64_t const from = state.random() % (count / 10 * 8);
        int64_t const distance = std::max<int64_t>(1, state.random() % (count - from));
        self->send(accounts[static_cast<std::size_t>(from)], credit_atom::value, 10.0,
                   accounts[static_cast<std::size_t>(from + distance)], actor_cast<actor>(self));
    };
    self->send(self, start_atom::value);
    return {[=](start_atom) {
                for (int64_t i = window == 0 ? transfers : window; i > 0; --i) {
                    order();
                }
            },
            [=](done_atom) {
                if (self->state.left > 0) {
                    order();
                }
                if (--self->state.open == 0) {
                    self->send(main, done_atom::value);
                    self->quit();
                }
            }};
}

// Starts the workload; gives its number of messages and of `done`s to wait for.
std::pair<int64_t, int64_t> start(caf::actor_system& system, std::string const& name,
                                  int64_t const (&number)[3], actor main,
                                  std::vector<actor>& actors)
{
    auto const size = number[0];
    if (name == "ping_pong") {
        for (int64_t i = 0; i < size; ++i) {
            system.spawn(asker, number[1], main);
        }
        return {2 * size * number[1], size};
    }
    if (name == "count") {
        system.spawn(producer, size, system.spawn(counter, size, main));
        return {size, 1};
    }
    if (name == "create") {
        system.spawn(creator, size, system.spawn(tally_of, size, main));
        return {size, 1};
    }
    if (name == "chameneos") {
        system.spawn(mall, size, number[1], main);
        return {4 * number[1], 1};
    }
    for (int64_t i = 0; i < size; ++i) {
        if (name == "ring") {
            actors.push_back(system.spawn(node, main));
        } else if (name == "idle") {
            actors.push_back(system.spawn(idler));
        } else if (name == "fork_join") {
            actors.push_back(system.spawn(sine_worker, number[1], main));
        } else if (name == "big") {
            actors.push_back(
                system.spawn(talker, &actors, (i + 1) * 7919 + 12345, number[1], main));
        } else {
            actors.push_back(system.spawn(account));
        }
    }
    if (name == "ring") {
        for (std::size_t i = 0; i < actors.size(); ++i) {
            caf::anon_send(actors[i], actors[(i + 1) % actors.size()]);
        }
        caf::anon_send(actors[0], number[1]);
        return {number[1], 1};
    }
    if (name == "fork_join") {
        system.spawn(spreader, number[1], actors);
        return {size * number[1], size};
    }
    if (name == "big") {
        for (auto const& one : actors) {
            caf::anon_send(one, pong_atom::value, int64_t{-1});
        }
        return {2 * size * number[1], size};
    }
    if (name == "bank") {
        system.spawn(teller, actors, number[1], number[2], main);
        return {4 * number[1], 1};
    }
    return {size, 0};
}

} // namespace

int main(int count, char** arguments)
{
    if (count < 3) {
        std::fputs("usage: caf THREADS WORKLOAD NUMBER...\n", stderr);
        return 2;
    }
    caf::actor_system_config config;
    config.set("scheduler.max-threads", std::strtoull(arguments[1], nullptr, 10));
    caf::actor_system system{config};
    int64_t number[3] = {};
    for (int i = 3; i < count && i < 6; ++i) {
        number[i - 3] = std::atoll(arguments[i]);
    }
    caf::scoped_actor main{system};
    std::vector<actor> actors;
    actors.reserve(static_cast<std::size_t>(number[0]));
    auto const started = std::chrono::steady_clock::now();
    auto const [messages, waits] =
        start(system, arguments[2], number, actor_cast<actor>(main), actors);
    for (int64_t i = 0; i < waits; ++i) {
        main->receive([](done_atom) {});
    }
    std::chrono::nanoseconds const taken = std::chrono::steady_clock::now() - started;
    std::printf("RES %lld %lld\n", static_cast<long long>(taken.count()),
                static_cast<long long>(messages));
    std::fflush(stdout);
    std::_Exit(0);
}
