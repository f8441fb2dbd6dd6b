#pragma once
// SupervisorBody: the inside of a supervisor's cell. Events (a child started, ended, a timer, an
// order) change the records; `advance` then does the next thing there is to do. At most one plan
// exists at a time.

#include <memory>
#include <string>
#include <vector>

#include <janus/detail/timer.hpp>
#include <janus/supervisor.hpp>
#include <janus/tracing.hpp>

#include "actor/signal_body.hpp"
#include "supervision/child_record.hpp"
#include "supervision/intensity_window.hpp"
#include "supervision/supervision_table.hpp"

namespace janus::detail {

// What start_child for an unknown pool fails with.
inline constexpr char const* no_such_child = "no_such_child";

class SupervisorBody final : public SignalBody {
public:
    SupervisorBody(Cell& cell, std::unique_ptr<Supervisor> supervisor, std::string_view name);
    ~SupervisorBody() override;

    std::string_view name() const noexcept override { return name_; }
    Turn begin() override;
    Turn handle(std::unique_ptr<Signal> signal) override;
    bool has_work() noexcept override;
    Turn work() override;

    std::shared_ptr<SupervisionTable> const& table() const { return table_; }
    // The children of a nested supervisor are found through its parent, restarted or not.
    void use_table(std::shared_ptr<SupervisionTable> table)
    {
        table_ = std::move(table);
        table_->clear();
    }
    // Who waits for the children to have started.
    void set_start_waiter(Reply<void> waiter) { start_waiter_ = std::move(waiter); }

    // Orders, in the supervisor's own turn; what they change is done by `work`.
    void stop_by_order(Address whom, Reply<void> waiter); // itself or a child
    void stop_child_by_order(String const& id, Reply<void> waiter);
    void start_child_by_order(String const& id, std::shared_ptr<Factory const> factory,
                              Reply<Address> waiter);

private:
    using State = ChildRecord::State;

    ChildRecord* find(Address address) noexcept;
    void stop_for_good(ChildRecord& child, Reply<void> waiter);
    std::int64_t now() const noexcept;
    bool is_root() noexcept;

    // Events
    void child_started(ChildRecord& child);
    void child_exited(ChildRecord& child, ExitReason const& reason);
    void child_failed(ChildRecord& child, ExitReason const& reason, bool was_starting);
    void child_is_gone(ChildRecord& child, bool by_itself);
    void handle_early_exits();
    void plan_restart(ChildRecord& child);
    void plan_group(ChildRecord const& crashed);
    void announce_restart(ChildRecord const& child);
    void give_up(std::string_view why);
    void begin_stopping(ExitReason reason);

    // Steps
    Turn advance();
    bool stop_some(bool group_only);
    bool start_group();
    void start_single();
    bool has_group() const noexcept;
    void start(ChildRecord& child);
    void stop(ChildRecord& child);
    void enforce_limits();
    Turn finish();
    void discard(ChildRecord& child);
    void kill_children() noexcept;
    void children_have_started();

    // Bookkeeping
    ChildRecord& add_child(ChildSpec spec, std::size_t position);
    ChildRecord& add_member(ChildSpec spec, std::size_t position);
    ChildRecord& insert_child(ChildSpec spec, std::size_t position);
    void publish(ChildRecord const& child);
    void describe(ChildRecord& child);
    void remove_ended_members();
    void update_pending();
    void arm_timer();
    void trace(TraceEvent::Kind kind, ChildRecord const* child = nullptr,
               ExitReason const* reason = nullptr, std::string_view text = {}) const noexcept;

    std::unique_ptr<Supervisor> supervisor_;
    std::string_view const name_; // of the type: traces name supervisors that are gone
    Strategy strategy_{};
    Backoff backoff_;
    AutoShutdown auto_shutdown_{};
    IntensityWindow intensity_{Intensity{}};
    struct Pool {
        ChildSpec spec;
        std::size_t position;
    };
    std::vector<Pool> pools_;
    std::vector<std::unique_ptr<ChildRecord>> children_; // in start order
    std::uint64_t next_number_ = 0;
    std::shared_ptr<SupervisionTable> table_ = std::make_shared<SupervisionTable>();

    // Ends of children that came before all had started; looked at when they have.
    struct EarlyExit {
        ChildOrder child;
        ExitReason reason;
    };
    std::vector<EarlyExit> early_exits_;

    std::vector<std::unique_ptr<Signal>> early_signals_; // came before `begin`
    bool begun_ = false;
    bool initial_ = true; // the first start of all children is under way
    bool stopping_ = false;
    bool dirty_ = false;   // `advance` has something to look at
    bool pending_ = false; // counted as pending work
    std::int64_t group_due_ = 0;
    ExitReason exit_reason_;
    Timer timer_;
    Reply<void> start_waiter_;
    std::vector<Reply<void>> stop_waiters_;
};

} // namespace janus::detail
