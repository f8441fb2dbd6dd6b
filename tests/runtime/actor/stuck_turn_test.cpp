// Turns that do not end: who waits behind them goes on elsewhere, they are reported, and their
// workers are replaced. The clock stands still but for what a test adds.

#include <catch2/catch.hpp>

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <string>
#include <vector>

#include <janus/actor.hpp>
#include <janus/system.hpp>

#include "two_workers.hpp"

namespace stuck {

class Event {
public:
    void set()
    {
        std::lock_guard guard(mutex_);
        is_set_ = true;
        changed_.notify_all();
    }
    void wait()
    {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [this] { return is_set_; });
    }
    bool wait_a_moment()
    {
        std::unique_lock lock(mutex_);
        return changed_.wait_for(lock, std::chrono::milliseconds(2), [this] { return is_set_; });
    }

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    bool is_set_ = false;
};

struct BlockMsg {
    struct Block { // tells `other`, then blocks its thread
        Event* arrived;
        Event* open;
        janus::ActorRef<BlockMsg> other;
        Event* told;
        template <class Archive> void serialize(Archive&, unsigned) {}
    };
    struct Tell {
        Event* told;
        template <class Archive> void serialize(Archive&, unsigned) {}
    };
    enum class Case : std::uint8_t { Block, Tell };
    std::variant<Block, Tell> value;
};

class Blocker {
public:
    janus::Behaviour run(janus::Mailbox<BlockMsg>& inbox);
};

} // namespace stuck

template <> struct janus::type_info<stuck::BlockMsg> {
    static constexpr std::string_view name = "BlockMsg";
    static constexpr std::array<std::string_view, 2> cases{"Block", "Tell"};
};
template <> struct janus::actor_traits<stuck::Blocker> {
    using message = stuck::BlockMsg;
    static constexpr std::string_view name = "stuck.Blocker";
};

namespace stuck {

janus::Behaviour Blocker::run(janus::Mailbox<BlockMsg>& inbox)
{
    for (;;) {
        BlockMsg& message = co_await inbox.next();
        if (janus::which(message) == BlockMsg::Case::Tell) {
            janus::as<BlockMsg::Tell>(message).told->set();
            continue;
        }
        auto& block = janus::as<BlockMsg::Block>(message);
        if (block.told != nullptr) {
            block.other.send(BlockMsg::Tell{block.told});
        }
        block.arrived->set();
        block.open->wait();
    }
}

class HandClock final : public janus::Clock {
public:
    std::int64_t boot_nanoseconds() noexcept override { return now_.load(); }
    std::int64_t wall_nanoseconds() noexcept override { return now_.load(); }
    void add_milliseconds(std::int64_t time) { now_ += time * 1'000'000; }

private:
    std::atomic<std::int64_t> now_{0};
};

class SharedLog final : public janus::Log {
public:
    void write(janus::LogLevel, std::string_view line) noexcept override
    {
        std::lock_guard guard(mutex_);
        lines_.emplace_back(line);
    }
    bool has(std::string_view part)
    {
        std::lock_guard guard(mutex_);
        for (std::string const& line : lines_) {
            if (line.find(part) != std::string::npos) {
                return true;
            }
        }
        return false;
    }

private:
    std::mutex mutex_;
    std::vector<std::string> lines_;
};

struct Fixture {
    HandClock clock;
    SharedLog log;
    Event open;
    janus::ActorSystem system{two_workers(), janus::Seams{&clock, nullptr, &log}};

    janus::ActorRef<BlockMsg> spawn() { return system.spawn<Blocker>(); }
    void block(janus::ActorRef<BlockMsg> const& actor, janus::ActorRef<BlockMsg> const& other = {},
               Event* told = nullptr)
    {
        Event arrived;
        actor.tell(BlockMsg::Block{&arrived, &open, other, told});
        arrived.wait();
    }
    // Lets time pass in steps until it has happened.
    template <class F> void pass(std::int64_t milliseconds, F const& happened)
    {
        while (!happened()) {
            clock.add_milliseconds(milliseconds);
        }
    }
};

} // namespace stuck

TEST_CASE_METHOD(stuck::Fixture, "another worker takes what waits behind a long turn",
                 "[fairness][threads]")
{
    stuck::Event told;
    auto second = spawn();
    // The message makes `second` ready on the worker that is then blocked.
    block(spawn(), second, &told);
    pass(1, [&] { return told.wait_a_moment(); });
    open.set();
}

TEST_CASE_METHOD(stuck::Fixture, "a turn that lasts a second is reported", "[fairness][threads]")
{
    stuck::Event moment;
    block(spawn());
    pass(500, [&] {
        moment.wait_a_moment();
        return log.has("stuck: Blocker <1> has been handling BlockMsg.Block for ");
    });
    open.set();
}

TEST_CASE_METHOD(stuck::Fixture, "a spare worker stands in for one that is stuck",
                 "[fairness][threads]")
{
    stuck::Event told;
    block(spawn());
    block(spawn());
    spawn().tell(stuck::BlockMsg::Tell{&told});
    // The spare worker may be quicker than the report of its start.
    pass(10'000, [&] { return told.wait_a_moment() && log.has("its worker has been replaced"); });
    open.set();
}
