#pragma once
// ChildSpec: one child of a supervisor: its id, how to make it and how it is treated. The arguments
// are kept, so every restart constructs the child again. A value; any thread may use it.

#include <memory>
#include <tuple>
#include <type_traits>
#include <utility>

#include <janus/actor_traits.hpp>
#include <janus/detail/actor_body.hpp>
#include <janus/detail/grain_body.hpp>
#include <janus/detail/protocols.hpp>
#include <janus/string.hpp>
#include <janus/supervision_types.hpp>

namespace janus {

class Supervisor;

namespace detail {

// Makes the inside of a child's cell, in the child's own turn.
class Factory {
public:
    virtual ~Factory() = default;
    virtual Body* make(Cell& cell) const = 0;
    // Stored name of the class.
    virtual std::string_view name() const noexcept = 0;
    // What the child takes; nothing for a supervisor.
    virtual Protocols protocols() const { return {}; }
    virtual bool supervises() const noexcept { return false; }
    // The grain that the child stands for: who asks for the child speaks with that.
    virtual Address stands_for(Runtime&) const { return {}; }
};

Body* make_supervisor_body(Cell& cell, std::unique_ptr<Supervisor> supervisor,
                           std::string_view name);

template <class T, class... Arguments> class FactoryOf final : public Factory {
public:
    template <class... Given>
    explicit FactoryOf(Given&&... given) : arguments_(std::forward<Given>(given)...)
    {}

    Body* make(Cell& cell) const override
    {
        return std::apply(
            [&cell](Arguments const&... arguments) -> Body* {
                if constexpr (std::is_base_of_v<Supervisor, T>) {
                    return make_supervisor_body(cell, std::make_unique<T>(arguments...),
                                                actor_traits<T>::name);
                } else if constexpr (is_grain<T>) {
                    return make_guard_of<T>(cell, arguments...);
                } else {
                    return new ActorBody<T>(cell, arguments...);
                }
            },
            arguments_);
    }
    std::string_view name() const noexcept override { return actor_traits<T>::name; }
    Protocols protocols() const override
    {
        if constexpr (std::is_base_of_v<Supervisor, T>) {
            return {};
        } else {
            return ProtocolsOf<typename actor_traits<T>::message>::list();
        }
    }
    bool supervises() const noexcept override { return std::is_base_of_v<Supervisor, T>; }
    Address stands_for([[maybe_unused]] Runtime& runtime) const override
    {
        if constexpr (is_grain<T>) {
            return std::apply(
                [&runtime](Arguments const&... arguments) {
                    return grain_address<T>(runtime, arguments...);
                },
                arguments_);
        } else {
            return {};
        }
    }

private:
    std::tuple<Arguments...> arguments_;
};

template <class T, class... Given> std::shared_ptr<Factory const> make_factory(Given&&... given)
{
    return std::make_shared<FactoryOf<T, std::decay_t<Given>...>>(std::forward<Given>(given)...);
}

} // namespace detail

class ChildSpec {
public:
    // Without a factory: a pool, which starts empty.
    ChildSpec(String id, std::shared_ptr<detail::Factory const> factory, Shutdown shutdown)
        : id_(std::move(id)), factory_(std::move(factory)), shutdown_(shutdown)
    {}

    ChildSpec restart(Restart policy) const { return with(&ChildSpec::restart_, policy); }
    ChildSpec shutdown(Shutdown limit) const { return with(&ChildSpec::shutdown_, limit); }
    ChildSpec start_timeout(Duration limit) const
    {
        return with(&ChildSpec::start_timeout_, limit);
    }
    ChildSpec significant(bool yes = true) const { return with(&ChildSpec::significant_, yes); }
    ChildSpec restart_on_pledge(bool yes = true) const
    {
        return with(&ChildSpec::restart_on_pledge_, yes);
    }
    // Children of this kind are started by `start_child`, each with its own arguments.
    ChildSpec pool(bool yes = true) const { return with(&ChildSpec::pool_, yes); }

    String const& id() const { return id_; }
    std::shared_ptr<detail::Factory const> const& factory() const { return factory_; }
    Restart restart_policy() const { return restart_; }
    Shutdown shutdown_limit() const { return shutdown_; }
    Duration start_limit() const { return start_timeout_; }
    bool is_significant() const { return significant_; }
    bool restarts_on_pledge() const { return restart_on_pledge_; }
    bool is_pool() const { return pool_; }

    // The same treatment for another child.
    ChildSpec for_member(String id, std::shared_ptr<detail::Factory const> factory) const
    {
        ChildSpec member = *this;
        member.id_ = std::move(id);
        member.factory_ = std::move(factory);
        member.pool_ = false;
        return member;
    }

private:
    template <class Value> ChildSpec with(Value ChildSpec::*member, Value value) const
    {
        ChildSpec changed = *this;
        changed.*member = value;
        return changed;
    }

    String id_;
    std::shared_ptr<detail::Factory const> factory_;
    Restart restart_ = Restart::permanent;
    Shutdown shutdown_;
    Duration start_timeout_ = seconds(10);
    bool significant_ = false;
    bool restart_on_pledge_ = false;
    bool pool_ = false;
};

// A child of class T; an actor has 5 s to stop, a supervisor as long as it takes.
template <class T, class... Arguments> ChildSpec child(String id, Arguments&&... arguments)
{
    constexpr bool supervises = std::is_base_of_v<Supervisor, T>;
    return ChildSpec(std::move(id), detail::make_factory<T>(std::forward<Arguments>(arguments)...),
                     supervises ? Shutdown::infinity() : Shutdown(seconds(5)));
}

// The children of class T that `start_child` will start under this id.
template <class T> ChildSpec pool(String id)
{
    return ChildSpec(std::move(id), nullptr, Shutdown(seconds(5))).pool();
}

} // namespace janus
