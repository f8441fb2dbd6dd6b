#pragma once
// GrainBody<T>: one activation of a grain. Its start is: load the row, construct the object, read
// the state into it, on_activate; its end: on_deactivate, then the last commit. What is the same
// for all grains is in GrainSeat.

#include <optional>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>

#include <janus/codec.hpp>
#include <janus/detail/actor_body.hpp>
#include <janus/detail/grain_seat.hpp>
#include <janus/mailbox.hpp>
#include <janus/old_state.hpp>

namespace janus::detail {

template <class T>
concept StatesDurability = requires
{
    bool{actor_traits<T>::durable};
};

template <class T> constexpr bool is_durable()
{
    if constexpr (StatesDurability<T>) {
        return actor_traits<T>::durable;
    } else {
        return requires(T & grain, StateWriter & writer)
        {
            grain.serialize(writer, 0u);
        };
    }
}

template <class T> class GrainBody final : public Grain {
    using Message = typename actor_traits<T>::message;
    using Key = typename actor_traits<T>::key;

public:
    GrainBody(Cell& cell, GrainSeat& seat, Key key)
        : Grain(cell, seat), inbox_(cell), key_(std::move(key))
    {}

    std::string_view name() const noexcept override { return actor_traits<T>::name; }
    Behaviour run() override { return actor_->run(inbox_); }
    Behaviour on_start() override { return activate(); }
    Behaviour on_stop(ExitReason const&) override { return deactivate(seat().end_reason()); }
    Behaviour on_down([[maybe_unused]] Pid pid, [[maybe_unused]] ExitReason const& reason) override
    {
        if constexpr (requires { actor_->on_down(pid, reason); }) {
            return call_hook([&] { return actor_->on_down(pid, reason); });
        } else {
            return {};
        }
    }
    void on_crash([[maybe_unused]] Error const& error) override
    {
        if constexpr (requires { actor_->on_crash(error); }) {
            if (actor_) {
                actor_->on_crash(error);
            }
        }
    }

    void encode([[maybe_unused]] StateWriter& writer) const override
    {
        if constexpr (is_durable<T>()) {
            writer.write_record(*actor_);
        }
    }
    void decode([[maybe_unused]] StateReader& reader) override
    {
        if constexpr (is_durable<T>()) {
            reader.read_record(*actor_);
        }
    }
    Behaviour on_reminder([[maybe_unused]] String const& name,
                          [[maybe_unused]] Timestamp at) override
    {
        if constexpr (requires { actor_->on_reminder(name, at); }) {
            return call_hook([&] { return actor_->on_reminder(name, at); });
        } else if constexpr (requires { actor_->on_reminder(name); }) {
            return call_hook([&] { return actor_->on_reminder(name); });
        } else if constexpr (requires { actor_->on_reminder(); }) {
            return call_hook([this] { return actor_->on_reminder(); });
        } else {
            return {};
        }
    }
    void adopt([[maybe_unused]] OldState const& old) override
    {
        if constexpr (is_durable<T>()) {
            FieldsThatFit fields(old);
            actor_->serialize(fields, 0u);
        }
    }
    std::uint32_t migrate([[maybe_unused]] std::uint32_t revision,
                          [[maybe_unused]] OldState const& old) override
    {
        if constexpr (requires { actor_->migrate(revision, old); }) {
            return actor_->migrate(revision, old);
        } else {
            return 0;
        }
    }
    void construct() override
    {
        std::apply([this](auto const&... parts) { actor_.emplace(parts...); }, key_);
    }

private:
    Behaviour activate()
    {
        Loading loading(seat());
        co_await loading;
        construct();
        seat().restore(*this);
        if constexpr (requires {
                          {
                              actor_->on_activate()
                              } -> std::same_as<void>;
                      }) {
            actor_->on_activate();
        } else if constexpr (requires { actor_->on_activate(); }) {
            Task<> hook = actor_->on_activate();
            co_await hook;
        }
        seat().activated();
    }

    Behaviour deactivate([[maybe_unused]] DeactivationReason reason)
    {
        if constexpr (requires {
                          {
                              actor_->on_deactivate(reason)
                              } -> std::same_as<void>;
                      }) {
            actor_->on_deactivate(reason);
        } else if constexpr (requires { actor_->on_deactivate(reason); }) {
            Task<> hook = actor_->on_deactivate(reason);
            co_await hook;
        } else if constexpr (requires {
                                 {
                                     actor_->on_deactivate()
                                     } -> std::same_as<void>;
                             }) {
            actor_->on_deactivate();
        } else if constexpr (requires { actor_->on_deactivate(); }) {
            Task<> hook = actor_->on_deactivate();
            co_await hook;
        }
        Saving saving(seat());
        co_await saving;
    }

    Mailbox<Message> inbox_;
    Key key_;
    std::optional<T> actor_;
};

template <class T> Body* make_grain_body(Cell& cell, GrainSeat& seat, std::string const& key)
{
    auto decoded = decode<typename actor_traits<T>::key>(key);
    return new GrainBody<T>(cell, seat, std::move(*decoded));
}

template <class T> constexpr std::int64_t idle_timeout_of()
{
    if constexpr (requires { actor_traits<T>::idle_timeout_ms; }) {
        return actor_traits<T>::idle_timeout_ms;
    } else {
        return 15 * 60 * 1'000;
    }
}

template <class T> constexpr std::uint32_t revision_of()
{
    if constexpr (requires { actor_traits<T>::revision; }) {
        return static_cast<std::uint32_t>(actor_traits<T>::revision);
    } else {
        return 1;
    }
}

template <class T> constexpr Persist persist_of()
{
    if constexpr (!is_durable<T>()) {
        return Persist::never;
    } else if constexpr (requires { actor_traits<T>::persist; }) {
        return actor_traits<T>::persist;
    } else {
        return Persist::turn;
    }
}

template <class T> constexpr std::int64_t persist_interval_of()
{
    if constexpr (requires { actor_traits<T>::persist_interval_ms; }) {
        return actor_traits<T>::persist_interval_ms;
    } else {
        return 1'000;
    }
}

template <class T> constexpr Unknown unknown_of()
{
    if constexpr (requires { actor_traits<T>::evolve; }) {
        return actor_traits<T>::evolve;
    } else {
        return Unknown::keep;
    }
}

template <class T> constexpr std::span<std::string_view const> older_names_of()
{
    if constexpr (requires { actor_traits<T>::older_names; }) {
        return actor_traits<T>::older_names;
    } else {
        return {};
    }
}

// Says before `main` that the program has a durable grain: its store is opened at the start.
struct DurableGrainMark {
    DurableGrainMark();
};
template <class T> inline DurableGrainMark const durable_grain_mark{};

template <class T> GrainType const& grain_type()
{
    if constexpr (persist_of<T>() != Persist::never) {
        (void)&durable_grain_mark<T>;
    }
    static constexpr GrainType type{
        actor_traits<T>::name, revision_of<T>(),         idle_timeout_of<T>(),
        persist_of<T>(),       persist_interval_of<T>(), unknown_of<T>(),
        older_names_of<T>(),   &make_grain_body<T>,      &actor_kind<T>};
    return type;
}

// Raises a panic: the key nests deeper than the codec allows.
std::string encoded_key(Option<std::string> encoded);

Address find_grain(Runtime& runtime, GrainType const& type, std::string key);

template <class T, class... Parts> Address grain_address(Runtime& runtime, Parts const&... parts)
{
    typename actor_traits<T>::key const key(parts...);
    return find_grain(runtime, grain_type<T>(), encoded_key(encode(key)));
}

template <class T, class... Parts> Body* make_guard_of(Cell& cell, Parts const&... parts)
{
    typename actor_traits<T>::key const key(parts...);
    return make_grain_guard(cell, grain_type<T>(), encoded_key(encode(key)));
}

} // namespace janus::detail
