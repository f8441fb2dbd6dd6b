#include "supervision/supervisor_body.hpp"

#include <algorithm>
#include <set>

#include <janus/actor_traits.hpp>

#include "actor/extras.hpp"
#include "scheduler/runtime.hpp"

namespace janus::detail {

namespace {

// Constructs the child in its own turn.
class StartCall final : public Call {
public:
    explicit StartCall(std::shared_ptr<Factory const> factory) : factory_(std::move(factory)) {}

    void run(Cell& cell) override
    {
        reopen(cell);
        try {
            cell.body = factory_->make(cell);
        } catch (...) {
            extras_of(cell).construction_failure = std::current_exception();
        }
    }

private:
    std::shared_ptr<Factory const> factory_;
};

// Stands for a child whose arguments could not be evaluated: its start fails with that error.
class FailingFactory final : public Factory {
public:
    FailingFactory(std::exception_ptr failure, std::string_view name)
        : failure_(std::move(failure)), name_(name)
    {}
    Body* make(Cell&) const override { std::rethrow_exception(failure_); }
    std::string_view name() const noexcept override { return name_; }

private:
    std::exception_ptr failure_;
    std::string_view name_;
};

std::string_view lifecycle_name(ChildRecord const& child, bool restarting)
{
    switch (child.state) {
    case ChildRecord::State::starting:
        return "starting";
    case ChildRecord::State::running:
        return "running";
    case ChildRecord::State::stopping:
        return restarting ? "restarting" : "stopped";
    case ChildRecord::State::down:
        break;
    }
    if (restarting) {
        return "restarting";
    }
    bool const tombstone =
        child.ended && child.spec.restart_policy() == Restart::temporary && !child.stop_ordered;
    return tombstone ? "tombstone" : "stopped";
}

void post_to(Address to, Signal::Kind kind, ExitReason reason)
{
    auto signal = std::make_unique<Signal>(kind);
    signal->reason = std::move(reason);
    post_signal(to, std::move(signal));
}

} // namespace

SupervisorBody::SupervisorBody(Cell& cell, std::unique_ptr<Supervisor> supervisor,
                               std::string_view name)
    : SignalBody(cell), supervisor_(std::move(supervisor)), name_(name)
{}

SupervisorBody::~SupervisorBody()
{
    if (pending_) {
        cell().runtime->end_pending();
    }
}

ChildRecord* SupervisorBody::find(Cell const* cell) noexcept
{
    auto const found = std::find_if(children_.begin(), children_.end(), [cell](auto const& child) {
        return child->address.cell == cell && !child->ended;
    });
    return found == children_.end() ? nullptr : found->get();
}

std::int64_t SupervisorBody::now() const noexcept
{
    return now_milliseconds(cell());
}

bool SupervisorBody::is_root() noexcept
{
    return cell().extras == nullptr || cell().extras->supervisor.cell == nullptr;
}

Turn SupervisorBody::begin()
{
    strategy_ = supervisor_->strategy();
    backoff_ = supervisor_->backoff();
    auto_shutdown_ = supervisor_->auto_shutdown();
    intensity_ = IntensityWindow(supervisor_->intensity());
    List<ChildSpec> const specs = supervisor_->children();
    std::size_t position = 0;
    for (ChildSpec const& spec : specs) {
        if (spec.is_pool()) {
            pools_.push_back(spec);
        } else {
            add_child(spec, position);
        }
        ++position;
    }
    for (auto const& child : children_) {
        child->planned = true;
    }
    group_ = true;
    dirty_ = true;
    return Turn::goes_on;
}

void SupervisorBody::add_child(ChildSpec spec, std::size_t position)
{
    // Equal ids become "Worker", "Worker#2", …
    std::set<std::string> taken;
    for (auto const& child : children_) {
        taken.insert(child->spec.id().to_std());
    }
    std::string id = spec.id().to_std();
    for (int n = 2; taken.contains(id); ++n) {
        id = spec.id().to_std() + '#' + std::to_string(n);
    }
    auto record =
        std::make_unique<ChildRecord>(spec.for_member(String(id), spec.factory()), next_number_++);
    record->position = position;
    record->address = address_of(open_down_cell(*cell().runtime, address_of(cell())));
    publish(*record);
    children_.push_back(std::move(record));
}

void SupervisorBody::publish(ChildRecord const& child)
{
    ChildStatus status;
    status.id = child.spec.id();
    if (child.is_alive()) {
        status.pid = Pid{child.address.number};
    }
    bool const restarting = child.planned && !initial_;
    status.lifecycle = String(lifecycle_name(child, restarting));
    status.last_exit = child.last_exit;
    status.restarts = child.restarts;
    table_->set(child.number, std::move(status), child.address);
}

bool SupervisorBody::has_work() noexcept
{
    return dirty_ || timer_.fired.load(std::memory_order_acquire);
}

Turn SupervisorBody::work()
{
    dirty_ = false;
    return advance();
}

Turn SupervisorBody::advance()
{
    enforce_limits();
    if (stopping_) {
        if (!stop_some(false)) {
            return finish();
        }
    } else if (group_) {
        if (!stop_some(true) && now() >= group_due_ && !start_some()) {
            group_ = false;
            children_have_started();
        }
    } else {
        for (auto const& child : children_) {
            if (child->planned && now() >= child->due) {
                start(*child);
            }
        }
    }
    remove_ended_members();
    update_pending();
    arm_timer();
    return Turn::goes_on;
}

// The youngest first, and the next only when it is down. True while one is not.
bool SupervisorBody::stop_some(bool planned_only)
{
    for (auto child = children_.rbegin(); child != children_.rend(); ++child) {
        ChildRecord& record = **child;
        if (!record.is_alive() || (planned_only && !record.planned)) {
            continue;
        }
        if (record.state != State::stopping) {
            stop(record);
        }
        return true;
    }
    return false;
}

// The eldest first, and the next only when it has started. True while there is one.
bool SupervisorBody::start_some()
{
    for (auto const& child : children_) {
        if (child->state == State::starting) {
            return true;
        }
        if (!child->planned) {
            continue;
        }
        if (!initial_ && child->spec.restart_policy() == Restart::temporary) {
            child_ended(*child);
            continue;
        }
        start(*child);
        return true;
    }
    return false;
}

void SupervisorBody::start(ChildRecord& child)
{
    std::shared_ptr<Factory const> factory = child.spec.factory();
    if (!initial_ && !child.is_member) {
        try {
            List<ChildSpec> const specs = supervisor_->children();
            factory = specs[static_cast<std::int64_t>(child.position)].factory();
        } catch (...) {
            factory = std::make_shared<FailingFactory>(std::current_exception(), factory->name());
        }
    }
    if (child.last_exit.is_some()) {
        ++child.restarts;
    }
    child.planned = false;
    child.state = State::starting;
    child.started = -1;
    child.limit = now() + child.spec.start_limit().millis();
    publish(child);
    auto signal = std::make_unique<Signal>(Signal::Kind::start);
    signal->work = std::make_shared<StartCall>(std::move(factory));
    post_signal(child.address, std::move(signal));
}

void SupervisorBody::stop(ChildRecord& child)
{
    Shutdown const limit = child.spec.shutdown_limit();
    child.state = State::stopping;
    publish(child);
    if (limit.is_brutal()) {
        child.limit = ChildRecord::never;
        post_to(child.address, Signal::Kind::kill, ExitReason{ExitReason::killed{}});
        return;
    }
    child.limit = limit.is_infinite() ? ChildRecord::never : now() + limit.time().millis();
    post_to(child.address, Signal::Kind::halt, ExitReason{ExitReason::shutdown{}});
}

void SupervisorBody::enforce_limits()
{
    for (auto const& child : children_) {
        if (child->is_alive() && now() >= child->limit) {
            child->limit = ChildRecord::never;
            post_to(child->address, Signal::Kind::kill, ExitReason{ExitReason::killed{}});
        }
    }
}

void SupervisorBody::children_have_started()
{
    if (!std::exchange(initial_, false)) {
        return;
    }
    for (auto const& child : children_) {
        publish(*child);
    }
    if (!is_root()) {
        auto signal = std::make_unique<Signal>(Signal::Kind::started);
        signal->from = address_of(cell());
        post_signal(cell().extras->supervisor, std::move(signal));
    }
    std::exchange(start_waiter_, {}).send();
}

// Ends the supervisor; nothing of this object may be used afterwards.
Turn SupervisorBody::finish()
{
    for (auto const& child : children_) {
        if (!child->ended) {
            discard(*child);
        }
        for (Reply<void>& waiter : child->stop_waiters) {
            waiter.send();
        }
    }
    std::vector<Reply<void>> waiters = std::move(stop_waiters_);
    waiters.push_back(std::move(start_waiter_));
    ExitReason const reason = exit_reason_;
    Turn const outcome = end_incarnation(cell(), reason);
    for (Reply<void>& waiter : waiters) {
        waiter.send();
    }
    return outcome;
}

void SupervisorBody::discard(ChildRecord& child)
{
    // Nobody sees it alive any more, even before it has looked at the signal.
    child.address.cell->inbox.fetch_or(closed, std::memory_order_acq_rel);
    post_to(child.address, Signal::Kind::discard, ExitReason{ExitReason::shutdown{}});
}

void SupervisorBody::kill_children() noexcept
{
    for (auto child = children_.rbegin(); child != children_.rend(); ++child) {
        if (!(*child)->ended) {
            post_to((*child)->address, Signal::Kind::kill, ExitReason{ExitReason::killed{}});
            discard(**child);
        }
    }
}

void SupervisorBody::remove_ended_members()
{
    std::erase_if(children_, [this](auto const& child) {
        bool const gone = child->is_member && child->ended;
        if (gone) {
            table_->remove(child->number);
        }
        return gone;
    });
}

void SupervisorBody::update_pending()
{
    bool const pending =
        !stopping_ && (group_ || std::any_of(children_.begin(), children_.end(),
                                             [](auto const& child) { return child->planned; }));
    if (pending && !pending_) {
        cell().runtime->begin_pending();
    } else if (!pending && pending_) {
        cell().runtime->end_pending();
    }
    pending_ = pending;
}

void SupervisorBody::arm_timer()
{
    std::int64_t earliest = ChildRecord::never;
    for (auto const& child : children_) {
        if (child->is_alive()) {
            earliest = std::min(earliest, child->limit);
        }
        if (child->planned && !stopping_) {
            earliest = std::min(earliest, group_ ? group_due_ : child->due);
        }
    }
    disarm(timer_);
    timer_.fired.store(false, std::memory_order_relaxed);
    if (earliest != ChildRecord::never) {
        arm(timer_, cell(), earliest);
    }
}

} // namespace janus::detail
