#include "supervision/actor_tree.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <vector>

#include <fmt/format.h>
#include <janus/actor_traits.hpp>
#include <janus/detail/actor_kind.hpp>

#include "actor/inbox_level.hpp"
#include "actor/observer.hpp"
#include "scheduler/runtime.hpp"
#include "supervision/root_supervisors.hpp"
#include "supervision/supervision_table.hpp"

namespace janus::detail {

namespace {

constexpr std::size_t most_lines = 1'000; // of unsupervised actors

std::string_view state_of(Phase phase)
{
    switch (phase) {
    case Phase::asleep:
        return "asleep";
    case Phase::down:
        return "down";
    case Phase::starting:
        return "starting";
    case Phase::running:
        return "running";
    case Phase::draining:
    case Phase::halting:
    case Phase::stopping:
        return "stopping";
    case Phase::dead:
        break;
    }
    return "dead";
}

Level level_of_mailbox(Cell const& cell)
{
    Level const backlog = cell.backlog.load(std::memory_order_relaxed);
    for (int attempt = 0; attempt < 8; ++attempt) {
        std::uintptr_t const word = cell.inbox.load(std::memory_order_acquire);
        Level const level = inbox_level(word);
        // Else the newest message may have been taken, and its memory reused, meanwhile.
        if (cell.inbox.load(std::memory_order_acquire) == word) {
            return level + backlog;
        }
    }
    return backlog;
}

class Description {
public:
    explicit Description(Runtime& runtime) : runtime_(runtime) {}

    std::string text()
    {
        for (RootSupervisors::Root const& root : runtime_.root_supervisors->alive()) {
            text_ += fmt::format("supervisor {} <{}> {}\n", shown_name(root.name),
                                 root.address.number, state_of(phase_of(root.address)));
            roots_.push_back(root.address.number);
            children(*root.table, 1);
        }
        others();
        return std::move(text_);
    }

private:
    static Phase phase_of(Address actor)
    {
        return actor.cell->phase.load(std::memory_order_relaxed);
    }

    void children(SupervisionTable const& table, std::size_t depth)
    {
        for (SupervisionTable::Shown const& child : table.shown()) {
            ChildStatus const& status = child.status;
            text_.append(4 * depth, ' ');
            text_ += child.inner == nullptr ? "" : "supervisor ";
            text_ += status.id.view();
            std::string_view const name = shown_name(child.name);
            if (name != status.id.view()) {
                text_ += fmt::format(" ({})", name);
            }
            if (status.pid.is_some()) {
                text_ += fmt::format(" <{}>", status.pid.unwrap().number);
            }
            text_ += fmt::format(" {}", status.lifecycle.view());
            if (status.restarts > 0) {
                text_ += fmt::format(", restarts: {}", status.restarts);
            }
            if (status.last_exit.is_some()) {
                text_ += fmt::format(", last exit: {}", status.last_exit.unwrap().to_text().view());
            }
            Address const actor = child.grain.cell == nullptr ? child.address : child.grain;
            if (child.inner == nullptr && actor.cell != nullptr && is_alive(actor)) {
                mailbox_and_counts(*actor.cell, actor.number);
            }
            text_ += '\n';
            if (child.inner != nullptr) {
                children(*child.inner, depth + 1);
            }
        }
    }

    void mailbox_and_counts(Cell const& cell, std::uint32_t number)
    {
        Level const level = level_of_mailbox(cell);
        if (messages_of(level) > 0) {
            text_ += fmt::format(", mailbox: {} messages, {} bytes", messages_of(level),
                                 std::uint64_t{weight_of(level)} * weight_unit);
        }
        Observer const* const observer = runtime_.observer();
        if (observer == nullptr) {
            return;
        }
        if (std::optional<ActorCounts> const counts = observer->counts_of(Pid{number})) {
            text_ += fmt::format(", handled: {}, busy: {:.3f} ms", counts->messages,
                                 static_cast<double>(counts->busy.nanoseconds()) / 1e6);
        }
    }

    // Those without a supervisor, the oldest first.
    void others()
    {
        std::map<std::uint32_t, Cell const*> found;
        runtime_.for_each_cell([&](Cell& cell) {
            Owner const owner = cell.owner.load(std::memory_order_relaxed);
            std::uint32_t const number = cell.number.load(std::memory_order_relaxed);
            Phase const phase = cell.phase.load(std::memory_order_relaxed);
            bool const is_root = std::find(roots_.begin(), roots_.end(), number) != roots_.end();
            if (owner != Owner::supervisor && phase != Phase::dead && !is_root) {
                found.emplace(number, &cell);
            }
        });
        std::size_t lines = 0;
        for (auto const& [number, cell] : found) {
            if (++lines > most_lines) {
                text_ += fmt::format("and {} more\n", found.size() - most_lines);
                return;
            }
            bool const is_grain = cell->owner.load(std::memory_order_relaxed) == Owner::grain;
            std::string_view const name =
                shown_name(cell->kind.load(std::memory_order_relaxed)->name);
            text_ +=
                fmt::format("{}{} <{}> {}", is_grain ? "grain " : "", name.empty() ? "task" : name,
                            number, state_of(cell->phase.load(std::memory_order_relaxed)));
            mailbox_and_counts(*cell, number);
            text_ += '\n';
        }
    }

    Runtime& runtime_;
    std::string text_;
    std::vector<std::uint32_t> roots_;
};

} // namespace

std::string describe_actors(Runtime& runtime)
{
    return Description(runtime).text();
}

} // namespace janus::detail
