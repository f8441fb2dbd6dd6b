#include <janus/supervisor.hpp>
#include <janus/system.hpp>

#include "actor/extras.hpp"
#include "actor/lifecycle.hpp"
#include "scheduler/runtime.hpp"
#include "supervision/root_supervisors.hpp"
#include "supervision/supervision_table.hpp"
#include "supervision/supervisor_body.hpp"

namespace janus {

namespace detail {

namespace {

// An order to a supervisor. One that is gone has done it already, or never can.
template <class T, class Do> class Order final : public Call {
public:
    Order(AnswerOf<T>* slot, Do action) : waiter_(Reply<T>::adopt(slot)), action_(std::move(action))
    {}

    void run(Cell& cell) override
    {
        if (cell.body == nullptr) {
            refuse(); // it waits for its restart
            return;
        }
        action_(static_cast<SupervisorBody&>(*cell.body), std::move(waiter_));
    }
    void refuse() noexcept override
    {
        if constexpr (std::is_void_v<T>) {
            waiter_.send();
        } else {
            waiter_.send(T{});
        }
    }

private:
    Reply<T> waiter_;
    Do action_;
};

template <class T, class Do> void post_order(Address supervisor, AnswerOf<T>* slot, Do action)
{
    auto signal = std::make_unique<Signal>(Signal::Kind::call);
    signal->work = std::make_shared<Order<T, Do>>(slot, std::move(action));
    post_signal(supervisor, std::move(signal));
}

// `stop()` of a supervisor below another one is an order to that one, which must not restart it.
class StopOrder final : public Call {
public:
    explicit StopOrder(AnswerOf<void>* slot) : slot_(slot) {}

    void run(Cell& cell) override
    {
        Address const own = address_of(cell);
        Address const parent = extras_of(cell).supervisor;
        post_order(parent.cell == nullptr ? own : parent, slot_,
                   [own](SupervisorBody& body, Reply<void> waiter) {
                       body.stop_by_order(own, std::move(waiter));
                   });
    }
    void refuse() noexcept override { Reply<void>::adopt(slot_).send(); }

private:
    AnswerOf<void>* const slot_;
};

} // namespace

Body* make_supervisor_body(Cell& cell, std::unique_ptr<Supervisor> supervisor,
                           std::string_view name)
{
    return new SupervisorBody(cell, std::move(supervisor), name);
}

Address start_root(Runtime& runtime, std::unique_ptr<Supervisor> supervisor, std::string_view name,
                   std::shared_ptr<SupervisionTable>& table, AnswerOf<void>* started)
{
    Cell& cell = open_cell(runtime);
    auto* const body = new SupervisorBody(cell, std::move(supervisor), name);
    body->set_start_waiter(Reply<void>::adopt(started));
    table = body->table();
    cell.body = body;
    Address const address = address_of(cell);
    runtime.root_supervisors->add({address, name, table});
    runtime.ready(cell);
    return address;
}

void order_stop(Address supervisor, AnswerOf<void>* stopped)
{
    auto signal = std::make_unique<Signal>(Signal::Kind::call);
    signal->work = std::make_shared<StopOrder>(stopped);
    post_signal(supervisor, std::move(signal));
}

void order_stop_child(Address supervisor, String id, AnswerOf<void>* stopped)
{
    post_order(supervisor, stopped, [id = std::move(id)](SupervisorBody& body, Reply<void> waiter) {
        body.stop_child_by_order(id, std::move(waiter));
    });
}

void order_start_child(Address supervisor, String id, std::shared_ptr<Factory const> factory,
                       AnswerOf<Address>* started)
{
    post_order(supervisor, started,
               [id = std::move(id), factory = std::move(factory)](SupervisorBody& body,
                                                                  Reply<Address> waiter) {
                   body.start_child_by_order(id, factory, std::move(waiter));
               });
}

Address find_child(SupervisionTable const& table, String const& id)
{
    return table.find(id);
}

Address started_child(AnswerOf<Address> const& slot, String const& id)
{
    if (slot.result->is_ok()) {
        return **slot.result;
    }
    auto const* const failed = std::get_if<AskError::Failed>(&slot.result->error().value);
    if (failed != nullptr && failed->name == no_such_child) {
        panic_no_child(id);
    }
    return {}; // the supervisor ended meanwhile
}

void panic_no_child(String const& id)
{
    panic("", "the supervisor has no child " + id.to_std());
}

Task<SupervisorRef> start_and_wait(std::unique_ptr<Supervisor> supervisor, std::string_view name)
{
    StartingSupervisor starting(current_runtime(), std::move(supervisor), name);
    SupervisorRef started = co_await starting;
    co_return started;
}

} // namespace detail

detail::Address SupervisorRef::find(String const& id) const
{
    return table_ == nullptr ? detail::Address{} : table_->find(id);
}

detail::Address SupervisorRef::find(String const& id, detail::Protocols const& wanted) const
{
    return table_ == nullptr ? detail::Address{} : table_->find(id, wanted);
}

SupervisorRef SupervisorRef::supervisor(String const& id) const
{
    detail::Address const found = find(id);
    if (found.cell == nullptr) {
        detail::panic_no_child(id);
    }
    return SupervisorRef(found, table_->inner(id));
}

List<String> SupervisorRef::children() const
{
    return table_ == nullptr ? List<String>{} : table_->ids();
}

List<ChildStatus> SupervisorRef::status() const
{
    return table_ == nullptr ? List<ChildStatus>{} : table_->status();
}

} // namespace janus
