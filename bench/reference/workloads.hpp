#pragma once
// The workloads of ../actors on the engine. One program per kind of mailbox includes this.

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

#include "engine.hpp"

namespace reference {

inline Engine engine;

enum Kind : int { go, ping, pong, meet, change, finish, credit, debit, answer };

inline void check(bool holds)
{
    if (!holds) {
        std::abort();
    }
}

struct Random {
    std::int64_t state;
    std::int64_t operator()()
    {
        state = (state * 1103515245 + 12345) & 2147483647;
        return state >> 8;
    }
};

struct Answerer : Actor {
    void handle(Message const& message) override { engine.send(message.from, pong, this); }
};

struct Asker : Actor {
    Answerer other;
    std::int64_t left = 0;
    void handle(Message const& message) override
    {
        left = message.kind == go ? message.value : left - 1;
        if (left > 0) {
            engine.send(&other, ping, this);
        }
    }
};

struct Counter : Actor {
    std::int64_t sum = 0;
    void handle(Message const& message) override { sum += message.value; }
};

struct Producer : Actor {
    Counter counter;
    void handle(Message const& message) override
    {
        std::int64_t const batch = std::min<std::int64_t>(message.value, 128);
        for (std::int64_t i = 0; i < batch; ++i) {
            engine.send(&counter, go, this, 1);
        }
        if (message.value > batch) {
            engine.send(this, go, this, message.value - batch);
            yields = true;
        }
    }
};

struct Node : Actor {
    Actor* next = nullptr;
    void handle(Message const& message) override
    {
        if (message.value > 0) {
            engine.send(next, go, this, message.value - 1);
        }
    }
};

struct Once : Actor {
    void handle(Message const& message) override
    {
        engine.send(message.from, go, this, 1);
        over = true;
    }
};

struct Creator : Actor {
    Counter tally;
    void handle(Message const& message) override
    {
        std::int64_t const batch = std::min<std::int64_t>(message.value, 128);
        for (std::int64_t i = 0; i < batch; ++i) {
            engine.send(new Once, go, &tally);
        }
        if (message.value > batch) {
            engine.send(this, go, this, message.value - batch);
            yields = true;
        }
    }
};

struct SineWorker : Actor {
    double sum = 0;
    void handle(Message const&) override
    {
        double volatile angle = 37.2;
        sum += std::sin(angle);
    }
};

struct Spreader : Actor {
    std::vector<SineWorker> workers;
    void handle(Message const& message) override
    {
        for (SineWorker& worker : workers) {
            engine.send(&worker, go, this);
        }
        if (message.value > 1) {
            engine.send(this, go, this, message.value - 1);
            yields = true;
        }
    }
};

struct Talker : Actor {
    std::vector<Talker>* all = nullptr;
    Random random{0};
    std::int64_t left = 0;
    std::int64_t expected = -1;
    void handle(Message const& message) override
    {
        if (message.kind == ping) {
            engine.send(message.from, pong, this, message.value);
            return;
        }
        check(message.value == expected);
        if (left-- > 0) {
            expected = random() % static_cast<std::int64_t>(all->size());
            engine.send(&(*all)[static_cast<std::size_t>(expected)], ping, this, expected);
        }
    }
};

struct Mall : Actor {
    std::int64_t left = 0;
    std::int64_t sum = 0;
    Actor* waiting = nullptr;
    void handle(Message const& message) override
    {
        if (message.kind == finish) {
            sum += message.value;
        } else if (left == 0) {
            engine.send(message.from, finish, this);
        } else if (waiting == nullptr) {
            waiting = message.from;
        } else {
            --left;
            engine.send(std::exchange(waiting, nullptr), meet, this, message.value, message.from);
        }
    }
};

struct Creature : Actor {
    Mall* mall = nullptr;
    std::int64_t colour = 0;
    std::int64_t met = 0;
    void handle(Message const& message) override
    {
        if (message.kind == finish) {
            engine.send(mall, finish, this, met);
            return;
        }
        if (message.kind == meet) {
            colour = colour == message.value ? colour : 3 - colour - message.value;
            engine.send(message.other, change, this, colour);
        } else if (message.kind == change) {
            colour = message.value;
        }
        met += message.kind == go ? 0 : 1;
        engine.send(mall, meet, this, colour);
    }
};

// While it waits for an answer its messages are put aside.
struct Account : Actor {
    std::int64_t balance = 1'000'000'000;
    Actor* teller = nullptr;
    std::deque<Message> aside;
    void handle(Message const& message) override
    {
        if (message.kind == answer) {
            engine.send(std::exchange(teller, nullptr), answer, this);
            while (teller == nullptr && !aside.empty()) {
                Message const next = aside.front();
                aside.pop_front();
                act(next);
            }
        } else if (teller != nullptr) {
            aside.push_back(message);
        } else {
            act(message);
        }
    }
    void act(Message const& message)
    {
        if (message.kind == debit) {
            balance += message.value;
            engine.send(message.from, answer, this);
        } else {
            balance -= message.value;
            teller = message.from;
            engine.send(message.other, debit, this, message.value);
        }
    }
};

struct Teller : Actor {
    std::vector<Account> accounts;
    Random random{123456};
    std::int64_t left = 0;
    std::int64_t open = 0;
    void order()
    {
        --left;
        auto const count = static_cast<std::int64_t>(accounts.size());
        std::int64_t const from = random() % (count / 10 * 8);
        std::int64_t const distance = std::max<std::int64_t>(1, random() % (count - from));
        engine.send(&accounts[static_cast<std::size_t>(from)], credit, this, 10,
                    &accounts[static_cast<std::size_t>(from + distance)]);
    }
    void handle(Message const& message) override
    {
        if (message.kind == answer) {
            --open;
            if (left > 0) {
                order();
            }
            return;
        }
        for (std::int64_t i = 0; i < message.value; ++i) {
            order();
        }
    }
};

// The workloads in which many actors talk to each other.
inline std::int64_t run_crowd(std::string const& name, std::int64_t first, std::int64_t second,
                              std::int64_t third)
{
    auto const size = static_cast<std::size_t>(first);
    if (name == "fork_join") {
        Spreader spreader;
        spreader.workers = std::vector<SineWorker>(size);
        engine.send(&spreader, go, nullptr, second);
        engine.run();
        return first * second;
    }
    if (name == "big") {
        std::vector<Talker> talkers(size);
        for (std::size_t i = 0; i < size; ++i) {
            talkers[i].all = &talkers;
            talkers[i].random.state = static_cast<std::int64_t>(i + 1) * 7919 + 12345;
            talkers[i].left = second;
            engine.send(&talkers[i], pong, nullptr, -1);
        }
        engine.run();
        return 2 * first * second;
    }
    if (name == "chameneos") {
        Mall mall;
        mall.left = second;
        std::vector<Creature> creatures(size);
        for (std::size_t i = 0; i < size; ++i) {
            creatures[i].mall = &mall;
            creatures[i].colour = static_cast<std::int64_t>(i % 3);
            engine.send(&creatures[i], go);
        }
        engine.run();
        return 4 * second;
    }
    Teller teller;
    teller.accounts = std::vector<Account>(size);
    teller.left = teller.open = second;
    engine.send(&teller, go, nullptr, third == 0 ? second : third);
    engine.run();
    check(teller.open == 0);
    return 4 * second;
}

// Runs the workload to its end; gives its number of messages.
inline std::int64_t run(std::string const& name, std::int64_t first, std::int64_t second,
                        std::int64_t third)
{
    auto const size = static_cast<std::size_t>(first);
    if (name == "ping_pong") {
        std::vector<Asker> askers(size);
        for (Asker& asker : askers) {
            engine.send(&asker, go, nullptr, second);
        }
        engine.run();
        return 2 * first * second;
    }
    if (name == "count") {
        Producer producer;
        engine.send(&producer, go, nullptr, first);
        engine.run();
        check(producer.counter.sum == first);
        return first;
    }
    if (name == "ring") {
        std::vector<Node> nodes(size);
        for (std::size_t i = 0; i < size; ++i) {
            nodes[i].next = &nodes[(i + 1) % size];
        }
        engine.send(&nodes[0], go, nullptr, second);
        engine.run();
        return second;
    }
    if (name == "create") {
        Creator creator;
        engine.send(&creator, go, nullptr, first);
        engine.run();
        check(creator.tally.sum == first);
        return first;
    }
    if (name == "idle") {
        auto* const kept = new std::vector<std::unique_ptr<Counter>>;
        for (std::size_t i = 0; i < size; ++i) {
            kept->push_back(std::make_unique<Counter>());
        }
        return first;
    }
    return run_crowd(name, first, second, third);
}

} // namespace reference

int main(int count, char** arguments)
{
    if (count < 3) {
        std::fputs("usage: PROGRAM WORKLOAD NUMBER...\n", stderr);
        return 2;
    }
    std::int64_t numbers[3] = {};
    for (int i = 2; i < count && i < 5; ++i) {
        numbers[i - 2] = std::atoll(arguments[i]);
    }
    auto const started = std::chrono::steady_clock::now();
    std::int64_t const messages = reference::run(arguments[1], numbers[0], numbers[1], numbers[2]);
    std::chrono::nanoseconds const taken = std::chrono::steady_clock::now() - started;
    std::printf("RES %lld %lld\n", static_cast<long long>(taken.count()),
                static_cast<long long>(messages));
    return 0;
}
