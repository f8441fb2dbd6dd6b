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
    // `inner` is the table of a supervisor, null for other children.
    StartCall(std::shared_ptr<Factory const> factory, std::shared_ptr<SupervisionTable> inner)
        : factory_(std::move(factory)), inner_(std::move(inner))
    {}

    void run(Cell& cell) override
    {
        reopen(cell);
        try {
            cell.body = factory_->make(cell);
            if (inner_ != nullptr) {
                static_cast<SupervisorBody&>(*cell.body).use_table(inner_);
            }
        } catch (...) {
            extras_of(cell).construction_failure = std::current_exception();
        }
    }

private:
    std::shared_ptr<Factory const> factory_;
    std::shared_ptr<SupervisionTable> inner_;
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

ChildRecord* SupervisorBody::find(Address address) noexcept
{
    auto const found =
        std::find_if(children_.begin(), children_.end(), [address](auto const& child) {
            return child->address == address && !child->ended;
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
    begun_ = true;
    for (std::unique_ptr<Signal>& signal : std::exchange(early_signals_, {})) {
        post_signal(address_of(cell()), std::move(signal));
    }
    strategy_ = supervisor_->strategy();
    backoff_ = supervisor_->backoff();
    auto_shutdown_ = supervisor_->auto_shutdown();
    intensity_ = IntensityWindow(supervisor_->intensity());
    List<ChildSpec> const specs = supervisor_->children();
    std::size_t position = 0;
    for (ChildSpec const& spec : specs) {
        if (spec.is_pool()) {
            pools_.push_back({spec, position});
        } else {
            add_child(spec, position);
        }
        ++position;
    }
    for (auto const& child : children_) {
        child->planned = true;
        child->in_group = true;
    }
    dirty_ = true;
    trace(TraceEvent::Kind::supervisor_begins);
    return Turn::goes_on;
}

ChildRecord& SupervisorBody::add_child(ChildSpec spec, std::size_t position)
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
    return insert_child(spec.for_member(String(id), spec.factory()), position);
}

ChildRecord& SupervisorBody::add_member(ChildSpec spec, std::size_t position)
{
    ChildRecord& child = insert_child(std::move(spec), position);
    child.is_member = true;
    return child;
}

ChildRecord& SupervisorBody::insert_child(ChildSpec spec, std::size_t position)
{
    auto record =
        std::make_unique<ChildRecord>(std::move(spec), ChildOrder{position, next_number_++});
    ChildRecord& child = *record;
    Cell& opened = open_down_cell(*cell().runtime, address_of(cell()));
    extras_of(opened).crash_window = supervisor_->intensity().period.millis();
    child.address = address_of(opened);
    publish(child);
    describe(child);
    auto const place =
        std::find_if(children_.begin(), children_.end(),
                     [&child](auto const& other) { return other->order > child.order; });
    children_.insert(place, std::move(record));
    return child;
}

void SupervisorBody::describe(ChildRecord& child)
{
    Factory const& factory = *child.spec.factory();
    if (factory.supervises()) {
        child.inner = std::make_shared<SupervisionTable>();
    }
    SupervisionTable::Nature nature{factory.name(), factory.protocols(), child.inner, {}};
    try {
        nature.grain = factory.stands_for(*cell().runtime);
    } catch (Panic const&) {
        // No key of a grain; its start will say so.
    }
    table_->describe(child.order, std::move(nature));
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
    table_->set(child.order, std::move(status), child.address);
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
    } else {
        start_single();
        if (!stop_some(true) && now() >= group_due_ && !start_group()) {
            children_have_started();
        }
    }
    remove_ended_members();
    update_pending();
    arm_timer();
    return Turn::goes_on;
}

bool SupervisorBody::has_group() const noexcept
{
    return std::any_of(children_.begin(), children_.end(),
                       [](auto const& child) { return child->in_group; });
}

// The youngest first, and the next only when it is down. True while one is not.
bool SupervisorBody::stop_some(bool group_only)
{
    for (auto child = children_.rbegin(); child != children_.rend(); ++child) {
        ChildRecord& record = **child;
        if (!record.is_alive() || (group_only && !(record.planned && record.in_group))) {
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
bool SupervisorBody::start_group()
{
    for (auto const& child : children_) {
        if (!child->in_group) {
            continue;
        }
        if (child->state == State::starting) {
            return true;
        }
        if (child->planned) {
            start(*child);
            return true;
        }
    }
    return false;
}

// Those that crashed alone have a delay of their own.
void SupervisorBody::start_single()
{
    for (auto const& child : children_) {
        if (child->planned && !child->in_group && now() >= child->due) {
            start(*child);
        }
    }
}

void SupervisorBody::start(ChildRecord& child)
{
    std::shared_ptr<Factory const> factory = child.spec.factory();
    if (!initial_ && !child.is_member) {
        try {
            List<ChildSpec> const specs = supervisor_->children();
            factory = specs[static_cast<std::int64_t>(child.order.position)].factory();
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
    trace(TraceEvent::Kind::child_starting, &child);
    auto signal = std::make_unique<Signal>(Signal::Kind::start);
    signal->work = std::make_shared<StartCall>(std::move(factory), child.inner);
    post_signal(child.address, std::move(signal));
}

void SupervisorBody::stop(ChildRecord& child)
{
    Shutdown const limit = child.spec.shutdown_limit();
    child.state = State::stopping;
    publish(child);
    if (limit.is_brutal()) {
        child.limit = ChildRecord::never;
        trace(TraceEvent::Kind::child_killed, &child);
        post_to(child.address, Signal::Kind::kill, ExitReason{ExitReason::killed{}});
        return;
    }
    child.limit = limit.is_infinite() ? ChildRecord::never : now() + limit.time().millis();
    trace(TraceEvent::Kind::child_stopping, &child);
    post_to(child.address, Signal::Kind::halt, ExitReason{ExitReason::shutdown{}});
}

void SupervisorBody::enforce_limits()
{
    for (auto const& child : children_) {
        if (child->is_alive() && now() >= child->limit) {
            child->limit = ChildRecord::never;
            trace(TraceEvent::Kind::child_killed, child.get());
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
    trace(TraceEvent::Kind::supervisor_started);
    if (!is_root()) {
        auto signal = std::make_unique<Signal>(Signal::Kind::started);
        signal->from = address_of(cell());
        post_signal(cell().extras->supervisor, std::move(signal));
    }
    std::exchange(start_waiter_, {}).send();
    handle_early_exits();
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
    trace(TraceEvent::Kind::supervisor_ended, nullptr, &reason);
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
            table_->remove(child->order);
        }
        return gone;
    });
}

void SupervisorBody::update_pending()
{
    bool const pending =
        !stopping_ && std::any_of(children_.begin(), children_.end(), [](auto const& child) {
            return child->planned || child->in_group;
        });
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
            earliest = std::min(earliest, child->in_group ? group_due_ : child->due);
        }
    }
    disarm(timer_);
    timer_.fired.store(false, std::memory_order_relaxed);
    if (earliest != ChildRecord::never) {
        arm(timer_, cell(), earliest);
    }
}

} // namespace janus::detail
