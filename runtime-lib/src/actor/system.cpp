#include <janus/system.hpp>

#include <janus/cancellation.hpp>
#include <janus/cluster.hpp>
#include <janus/detail/actor_body.hpp>
#include <janus/panic.hpp>
#include <janus/print.hpp>

#include "actor/describe_turn.hpp"
#include "actor/extras.hpp"
#include "actor/lifecycle.hpp"
#include "actor/observer.hpp"
#include "actor/stop_actors.hpp"
#include "grain/grain_host.hpp"
#include "observe/process_log.hpp"
#include "scheduler/runtime.hpp"
#include "seams/interrupts.hpp"
#include "seams/stack_guard.hpp"
#include "supervision/actor_tree.hpp"
#include "supervision/root_supervisors.hpp"

namespace janus {

namespace detail {

namespace {

constexpr ActorKind function_kind{"main", MailboxLimits()};

class FunctionBody final : public Body {
public:
    explicit FunctionBody(Behaviour behaviour) : behaviour_(std::move(behaviour)) {}

    std::string_view name() const noexcept override { return function_kind.name; }
    Behaviour run() override { return std::move(behaviour_); }

private:
    Behaviour behaviour_;
};

} // namespace

Address start_function(Runtime& runtime, Behaviour behaviour, bool is_background)
{
    Cell& cell = open_cell(runtime);
    cell.body = new FunctionBody(std::move(behaviour));
    cell.kind.store(&function_kind, std::memory_order_relaxed);
    cell.idleness.store(is_background ? in_background : 0, std::memory_order_relaxed);
    cell.owner.store(Owner::function, std::memory_order_relaxed);
    extras_of(cell).ends_with_program = !is_background;
    Address const address = address_of(cell);
    runtime.ready(cell);
    return address;
}

void nudge_runtime(Runtime& runtime) noexcept
{
    runtime.nudge();
}

void wait_until(Runtime& runtime, std::atomic<bool> const& done)
{
    bool const reached = runtime.block_until([&] { return done.load(std::memory_order_acquire); },
                                             TimerWheel::never);
    if (!reached) {
        panic("", "nothing is left to run, but main still waits");
    }
}

void wait_for_main(Runtime& runtime, Address main, std::atomic<bool> const& done)
{
    auto const is_done = [&] { return done.load(std::memory_order_acquire); };
    bool const reached = runtime.block_until(
        [&] { return is_done() || runtime.must_cancel_main(); }, TimerWheel::never);
    if (reached && !is_done()) {
        // It gives up where it waits next.
        wake(*main.cell);
    }
    wait_until(runtime, done);
}

void throw_cancelled()
{
    throw Cancelled(std::source_location());
}

} // namespace detail

namespace {

std::unique_ptr<Log> log_for(Options const& options, Seams const& seams)
{
    return seams.log == nullptr ? detail::make_process_log(options.log_level) : nullptr;
}

detail::Runtime::Settings settings_from(Options const& options, Seams seams, Log* own_log)
{
    if (seams.log == nullptr) {
        seams.log = own_log;
    }
    detail::Runtime::Settings settings;
    settings.workers = options.workers;
    settings.observe = options.observe;
    settings.shutdown_milliseconds = options.shutdown.millis();
    settings.stuck_after_milliseconds = options.stuck_after.millis();
    settings.seams = seams;
    return settings;
}

} // namespace

ActorSystem::ActorSystem(Options options, Seams seams)
    : options_(std::move(options)), log_(log_for(options_, seams)),
      roots_(std::make_unique<detail::RootSupervisors>()),
      runtime_(std::make_unique<detail::Runtime>(settings_from(options_, seams, log_.get()))),
      grains_(std::make_unique<detail::GrainHost>(*runtime_, options_.store, options_.program))
{
    runtime_->grain_host = grains_.get();
    runtime_->root_supervisors = roots_.get();
}

ActorSystem::~ActorSystem()
{
    interrupts_.reset();
    stop();
    if (has_lost_threads()) {
        // They may still use it.
        static_cast<void>(grains_.release());
        static_cast<void>(runtime_.release());
    }
}

void ActorSystem::stop()
{
    if (!std::exchange(stopped_, true)) {
        runtime_->begin_stopping();
        detail::stop_actors(*runtime_);
        grains_->stop();
        runtime_->stop_threads();
        grains_->close();
    }
}

bool ActorSystem::has_lost_threads() const
{
    return runtime_->has_lost_threads();
}

void ActorSystem::end_on_signals()
{
    detail::report_exhausted_stacks(&detail::describe_actor, &detail::describe_message);
    detail::Runtime& runtime = *runtime_;
    interrupts_ = std::make_unique<detail::Interrupts>([&runtime] { runtime.request_end(); },
                                                       [this] { print_tree(); });
}

String ActorSystem::tree() const
{
    return String(detail::describe_actors(*runtime_));
}

void ActorSystem::print_tree() const
{
    output().error(detail::describe_actors(*runtime_));
}

Option<ActorCounts> ActorSystem::counts(Pid actor) const
{
    detail::Observer const* const observer = runtime_->observer();
    std::optional<ActorCounts> const found =
        observer == nullptr ? std::nullopt : observer->counts_of(actor);
    return found ? Option<ActorCounts>(*found) : none;
}

String cluster::tree()
{
    return String(detail::describe_actors(detail::current_runtime()));
}

int ActorSystem::exit_code() const
{
    return runtime_->has_root_failed() ? 1 : 0;
}

} // namespace janus
