#pragma once
// Supervisor: data that says which children to start and how to treat them; what happens when they
// end is the runtime's. `start<S>(…)` starts a root supervisor and yields a reference once all its
// children have started. A SupervisorRef is a value; `child`, `children` and `status` may be called
// on any thread, what is awaited in an actor or in `main`.

#include <memory>
#include <utility>

#include <janus/actor_ref.hpp>
#include <janus/child_spec.hpp>
#include <janus/list.hpp>
#include <janus/panic.hpp>
#include <janus/spawn.hpp>
#include <janus/supervision_types.hpp>

namespace janus {

class Supervisor {
public:
    virtual ~Supervisor() = default;
    virtual Strategy strategy() const { return Strategy::one_for_one; }
    virtual Intensity intensity() const { return {}; }
    virtual Backoff backoff() const { return {}; }
    virtual AutoShutdown auto_shutdown() const { return AutoShutdown::never; }
    // Called again at each restart of a child, so arguments are evaluated anew. In start order.
    virtual List<ChildSpec> children() const = 0;
};

class SupervisorRef;

namespace detail {

class SupervisionTable; // what is known of the children, for all threads

Address start_root(Runtime& runtime, std::unique_ptr<Supervisor> supervisor, std::string_view name,
                   std::shared_ptr<SupervisionTable>& table, AnswerOf<void>* started);
void order_stop(Address supervisor, AnswerOf<void>* stopped);
void order_stop_child(Address supervisor, String id, AnswerOf<void>* stopped);
void order_start_child(Address supervisor, String id, std::shared_ptr<Factory const> factory,
                       AnswerOf<Address>* started);
Address find_child(SupervisionTable const& table, String const& id);
[[noreturn]] void panic_no_child(String const& id);
// Panics if the supervisor has no such pool; a null address if it could not start the child.
Address started_child(AnswerOf<Address> const& slot, String const& id);

} // namespace detail

// Waits, without a deadline, until the supervisor has done what it was told.
template <class T> class [[nodiscard]] SupervisorOrder : protected detail::Waiter {
public:
    SupervisorOrder() : Waiter{&SupervisorOrder::is_ready}, slot_(new detail::AnswerOf<T>)
    {
        slot_->waiter = detail::current().cell;
        detail::add_sender(*slot_);
    }
    SupervisorOrder(SupervisorOrder const&) = delete;
    SupervisorOrder& operator=(SupervisorOrder const&) = delete;
    ~SupervisorOrder() { detail::drop_owner(*slot_); }

    detail::AnswerOf<T>* slot() { return slot_; }
    bool await_ready() const noexcept { return slot_->is_answered(); }
    void await_suspend(std::coroutine_handle<> caller)
    {
        detail::suspend(detail::current_cell(), caller, *this);
    }

protected:
    detail::AnswerOf<T>* slot_;

private:
    static bool is_ready(Waiter const& waiter) noexcept
    {
        return static_cast<SupervisorOrder const&>(waiter).slot_->is_answered();
    }
};

class [[nodiscard]] Stopping : public SupervisorOrder<void> {
public:
    explicit Stopping(detail::Address supervisor) { detail::order_stop(supervisor, slot_); }
    Stopping(detail::Address supervisor, String id)
    {
        detail::order_stop_child(supervisor, std::move(id), slot_);
    }
    void await_resume() const noexcept {}
};

template <class M> class [[nodiscard]] StartingChild : public SupervisorOrder<detail::Address> {
public:
    explicit StartingChild(String id) : id_(std::move(id)) {}
    ActorRef<M> await_resume() const { return ActorRef<M>(detail::started_child(*slot_, id_)); }

private:
    String id_;
};

class SupervisorRef {
public:
    SupervisorRef() = default;
    SupervisorRef(detail::Address address, std::shared_ptr<detail::SupervisionTable> table)
        : address_(address), table_(std::move(table))
    {}

    String to_text() const { return String("SupervisorRef"); }

    // Stays valid over restarts. Panics if there is no such child.
    template <class M> ActorRef<M> child(String const& id) const
    {
        detail::Address const found = find(id);
        if (found.cell == nullptr) {
            detail::panic_no_child(id);
        }
        return ActorRef<M>(found);
    }
    // The same for an id that is only known at run time: nothing if there is no such child, or if
    // it takes other messages.
    template <class M> Option<ActorRef<M>> find_child(String const& id) const
    {
        detail::Address const found = find(id, detail::ProtocolsOf<M>::list());
        if (found.cell == nullptr) {
            return none;
        }
        return ActorRef<M>(found);
    }
    // A child that is a supervisor itself; like the others it stays valid over restarts.
    SupervisorRef supervisor(String const& id) const;
    List<String> children() const;
    List<ChildStatus> status() const;

    Stopping stop() const { return Stopping(address_); }
    // The child stays stopped: no restart, not even with its siblings.
    Stopping stop_child(String id) const { return Stopping(address_, std::move(id)); }
    // A child of a pool, of class T. If it does not start, or the supervisor is ending or gone, the
    // reference is to a dead actor.
    template <class T, class... Arguments>
    auto start_child(String id, Arguments&&... arguments) const
    {
        using M = typename actor_traits<T>::message;
        struct Started : StartingChild<M> {
            Started(detail::Address to, String name, std::shared_ptr<detail::Factory const> make)
                : StartingChild<M>(name)
            {
                detail::order_start_child(to, std::move(name), std::move(make), this->slot());
            }
        };
        return Started(address_, std::move(id),
                       detail::make_factory<T>(std::forward<Arguments>(arguments)...));
    }

    void kill() const { detail::request_kill(address_); }
    bool is_alive() const { return detail::is_alive(address_); }
    Pid id() const { return detail::pid_of(address_); }
    detail::Address address() const { return address_; }
    friend bool operator==(SupervisorRef const& a, SupervisorRef const& b)
    {
        return a.address_ == b.address_;
    }

private:
    detail::Address find(String const& id) const;
    detail::Address find(String const& id, detail::Protocols const& wanted) const;

    detail::Address address_;
    std::shared_ptr<detail::SupervisionTable> table_;
};

class [[nodiscard]] StartingSupervisor : public SupervisorOrder<void> {
public:
    StartingSupervisor(detail::Runtime& runtime, std::unique_ptr<Supervisor> supervisor,
                       std::string_view name)
    {
        address_ = detail::start_root(runtime, std::move(supervisor), name, table_, slot_);
    }
    // Also a supervisor whose children did not start; it is then not alive.
    SupervisorRef await_resume() const { return SupervisorRef(address_, table_); }

private:
    detail::Address address_;
    std::shared_ptr<detail::SupervisionTable> table_;
};

template <class S, class... Arguments> StartingSupervisor start(Arguments&&... arguments)
{
    return StartingSupervisor(detail::current_runtime(),
                              std::make_unique<S>(std::forward<Arguments>(arguments)...),
                              actor_traits<S>::name);
}

} // namespace janus
