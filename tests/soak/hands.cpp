#include "hands.hpp"

namespace soak {

using Do = Order::Do;

janus::Task<bool> ask(Ref actor, Do what, std::int64_t amount, Ref other, janus::Duration limit)
{
    tally().asks_begun.fetch_add(1, std::memory_order_relaxed);
    auto asking = actor.ask(Order{what, amount, other, {}}, limit);
    janus::Result<std::int64_t> const answer = co_await asking;
    bool const answered = answer.is_ok();
    (answered ? tally().asks_answered : tally().asks_failed)
        .fetch_add(1, std::memory_order_relaxed);
    co_return answered;
}

janus::Behaviour Hand::run(janus::Mailbox<Order>& inbox)
{
    for (;;) {
        Order& order = co_await inbox.next();
        janus::Task<> handled = handle(std::move(order));
        co_await handled;
    }
}

// One in sixteen does not start.
void Hand::on_start()
{
    if (tally().started.fetch_add(1, std::memory_order_relaxed) % 16 == 15) {
        throw std::runtime_error("does not start");
    }
}

janus::Task<> Hand::on_stop()
{
    auto yielding = janus::yield();
    co_await yielding;
}

janus::Task<> Hand::wait(std::int64_t microseconds, janus::Reply<std::int64_t> reply)
{
    auto sleeping = janus::sleep(janus::microseconds(microseconds));
    co_await sleeping;
    reply.send(count);
}

janus::Task<> Hand::pass(Order order)
{
    janus::Task<bool> asked = ask(order.other, Do::wait, order.amount, {}, janus::milliseconds(50));
    bool const answered = co_await asked;
    order.reply.send(answered ? 1 : 0);
}

janus::Task<> Hand::flood(Ref to, std::int64_t amount)
{
    for (std::int64_t i = 0; i < amount; ++i) {
        auto sending = to.send_when_room(Order{});
        co_await sending;
    }
}

namespace {

janus::Task<std::int64_t> task(std::int64_t microseconds, bool fails)
{
    auto sleeping = janus::sleep(janus::microseconds(microseconds));
    co_await sleeping;
    if (fails) {
        throw janus::EscapedError(janus::Error("told_to"));
    }
    co_return microseconds;
}

} // namespace

janus::Task<> Hand::run_tasks(std::int64_t amount)
{
    janus::Nursery const nursery = janus::open_nursery(3);
    janus::Leaving<> leaving;
    for (std::int64_t i = 0; i < amount; ++i) {
        bool const fails = i == 1 && amount % 2 == 1;
        nursery.spawn([i, fails] { return task(i * 50, fails); });
    }
    auto closing = nursery.close(leaving);
    janus::NurseryOutcome const outcome = co_await closing;
}

janus::Task<> Hand::handle(Order order)
{
    tally().handled.fetch_add(1, std::memory_order_relaxed);
    ++count;
    switch (order.what) {
    case Do::wait: {
        janus::Task<> waited = wait(order.amount, std::move(order.reply));
        co_await waited;
        break;
    }
    case Do::twice:
        order.reply.send(1);
        order.reply.send(2);
        break;
    case Do::panic:
        janus::panic("P005", "told to");
    case Do::raise:
        throw std::runtime_error("told to");
    case Do::leave:
        janus::stop_self();
        break;
    case Do::pass: {
        janus::Task<> passed = pass(std::move(order));
        co_await passed;
        break;
    }
    case Do::watch:
        janus::monitor(order.other);
        break;
    case Do::ignore:
        janus::demonitor(order.other);
        break;
    case Do::bind:
        janus::link(order.other);
        break;
    case Do::part:
        janus::unlink(order.other);
        break;
    case Do::trap:
        janus::trap_exits(order.amount % 2 == 0);
        break;
    case Do::flood: {
        janus::Task<> flooded = flood(order.other, order.amount);
        co_await flooded;
        break;
    }
    case Do::later: {
        auto const sending =
            janus::send_after(janus::microseconds(order.amount), order.other, Order{});
        if (order.amount % 2 == 1) {
            janus::cancel(sending);
        }
        break;
    }
    case Do::tasks: {
        janus::Task<> run = run_tasks(order.amount);
        co_await run;
        break;
    }
    case Do::count:
    case Do::forget:
    case Do::audit:
        break;
    }
}

janus::Behaviour Auditor::run(janus::Mailbox<Order>& inbox)
{
    for (;;) {
        Order order = co_await inbox.receive();
        if (order.what == Do::audit) {
            janus::monitor(order.other, [](janus::Pid, janus::ExitReason const&) {
                tally().ends_told.fetch_add(1, std::memory_order_relaxed);
            });
        }
        if (order.reply) {
            order.reply.send(1);
        }
    }
}

// Some give up soon, which their own supervisor must cope with.
janus::Intensity Crew::intensity() const
{
    return {.max_restarts = seed % 4 == 0 ? 3 : 1'000'000, .period = janus::seconds(1)};
}

janus::Backoff Crew::backoff() const
{
    return seed % 2 == 0
               ? janus::Backoff::none()
               : janus::Backoff::exponential(janus::milliseconds(1), janus::milliseconds(4));
}

janus::List<janus::ChildSpec> Crew::children() const
{
    janus::List<janus::ChildSpec> all{
        janus::child<Hand>("A"), janus::child<Hand>("B").shutdown(janus::milliseconds(2)),
        janus::child<Hand>("C").shutdown(janus::Shutdown::brutal_kill()),
        janus::child<Hand>("D").restart(janus::Restart::transient), janus::pool<Hand>("pool")};
    if (depth > 0) {
        all.push(janus::child<Crew>("crew", seed + 1, depth - 1));
    }
    return all;
}

} // namespace soak
