#pragma once
// The actors of the soak: `Hand` does whatever it is told, `Auditor` counts the ends of others,
// `Crew` supervises hands. All of one message, so that any of them can be told anything.

#include <atomic>
#include <cstdint>
#include <stdexcept>
#include <vector>

#include <janus/actor.hpp>

namespace soak {

struct Order {
    enum class Do : std::uint8_t {
        count,  // only counts
        wait,   // answers after `amount` microseconds
        forget, // never answers
        twice,  // answers twice
        panic,  // crashes
        raise,  // crashes with an exception of C++
        leave,  // stops itself
        pass,   // asks `other` to wait, and answers
        watch,  // monitors `other`
        ignore, // and no longer
        bind,   // links itself with `other`
        part,   // and no longer
        trap,   // is told of the ends of those it is linked with
        flood,  // sends `amount` messages to `other`
        later,  // sends one after `amount` microseconds; an odd amount is taken back
        tasks,  // `amount` tasks, of which one fails if that is odd
        audit   // of an Auditor: monitors `other`
    };

    Do what = Do::count;
    std::int64_t amount = 0;
    janus::ActorRef<Order> other;
    janus::Reply<std::int64_t> reply;

    template <class Archive> void serialize(Archive&, unsigned) {}
};

using Ref = janus::ActorRef<Order>;

// What happened, for all threads to count.
struct Tally {
    std::atomic<std::int64_t> handled{0};
    std::atomic<std::int64_t> started{0};
    std::atomic<std::int64_t> asks_begun{0};
    std::atomic<std::int64_t> asks_answered{0};
    std::atomic<std::int64_t> asks_failed{0};
    std::atomic<std::int64_t> audits{0};
    std::atomic<std::int64_t> ends_told{0};
};

inline Tally& tally()
{
    static Tally counted;
    return counted;
}

class Hand {
public:
    janus::Behaviour run(janus::Mailbox<Order>& inbox);
    void on_start();
    janus::Task<> on_stop();
    void on_down() { ++downs; }

private:
    janus::Task<> handle(Order order);
    janus::Task<> wait(std::int64_t microseconds, janus::Reply<std::int64_t> reply);
    janus::Task<> pass(Order order);
    janus::Task<> flood(Ref to, std::int64_t amount);
    janus::Task<> run_tasks(std::int64_t amount);

    std::int64_t count = 0;
    std::int64_t downs = 0;
};

class Auditor {
public:
    janus::Behaviour run(janus::Mailbox<Order>& inbox);
};

class Crew final : public janus::Supervisor {
public:
    Crew(std::int64_t seed_, std::int64_t depth_) : seed(seed_), depth(depth_) {}
    janus::Strategy strategy() const override { return static_cast<janus::Strategy>(seed % 3); }
    janus::Intensity intensity() const override;
    janus::Backoff backoff() const override;
    janus::List<janus::ChildSpec> children() const override;

private:
    std::int64_t const seed;
    std::int64_t const depth;
};

// Ends in any way within `limit`.
janus::Task<bool> ask(Ref actor, Order::Do what, std::int64_t amount, Ref other,
                      janus::Duration limit);

} // namespace soak

template <> struct janus::type_info<soak::Order> {
    static constexpr std::string_view name = "Order";
};
template <> struct janus::reply_field<soak::Order> {
    static constexpr auto pointer = &soak::Order::reply;
};
template <> struct janus::actor_traits<soak::Hand> {
    using message = soak::Order;
    static constexpr std::string_view name = "soak.Hand";
};
template <> struct janus::actor_traits<soak::Auditor> {
    using message = soak::Order;
    static constexpr std::string_view name = "soak.Auditor";
};
template <> struct janus::actor_traits<soak::Crew> {
    static constexpr std::string_view name = "soak.Crew";
};
