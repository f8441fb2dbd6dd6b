#pragma once
// Grains: actors with an identity and stored state. `grain<T>(key…)` names one without activating
// it; its first message does, and after some idle time it goes back to the store. A turn that
// changed the state is stored before anything it sent or answered leaves. Inside actors and `main`;
// from C++ threads use `ActorSystem::grain`.

#include <cstdint>
#include <string>
#include <utility>

#include <janus/actor_ref.hpp>
#include <janus/actor_traits.hpp>
#include <janus/detail/address.hpp>
#include <janus/detail/grain_body.hpp>
#include <janus/detail/grain_seat.hpp>
#include <janus/hash_map.hpp>
#include <janus/option.hpp>
#include <janus/process.hpp>
#include <janus/spawn.hpp>
#include <janus/time_values.hpp>

namespace janus {

namespace detail {

void wake_grain_up(Address grain);
void put_grain_to_sleep(Address grain);
template <class T, class... Parts>
ActorRef<typename actor_traits<T>::message> grain_in(Runtime& runtime, Parts&&... parts)
{
    using Key = typename actor_traits<T>::key;
    Key const key(std::forward<Parts>(parts)...);
    return ActorRef<typename actor_traits<T>::message>(
        find_grain(runtime, grain_type<T>(), encoded_key(encode(key))));
}

} // namespace detail

template <class T, class... Parts> auto grain(Parts&&... parts)
{
    return detail::grain_in<T>(detail::current_runtime(), std::forward<Parts>(parts)...);
}

// The same, and wakes it up without a message.
template <class T, class... Parts> auto activate(Parts&&... parts)
{
    auto ref = grain<T>(std::forward<Parts>(parts)...);
    detail::wake_grain_up(ref.address());
    return ref;
}

// `a.deactivate()`: it handles what it has, is stored, and sleeps until the next message.
template <class M> void deactivate(ActorRef<M> const& grain)
{
    detail::put_grain_to_sleep(grain.address());
}

// -- `with Storage`, for the running grain

// `co_await` it by name: everything changed so far is stored, and what was sent has left.
inline detail::Saving save()
{
    return detail::Saving(detail::own_seat());
}
inline void reload()
{
    detail::own_seat().reload();
}
inline void erase()
{
    detail::own_seat().erase();
}
inline Option<Timestamp> stored_at()
{
    return detail::own_seat().stored_at();
}

// Starts to store everything changed so far and does not wait: a crash later in this turn keeps
// it. What was sent so far leaves when it is stored.
inline void grain_save()
{
    detail::own_seat().save_now();
}
inline void grain_reload()
{
    reload();
}
inline void grain_erase()
{
    erase();
}
inline Option<Timestamp> grain_stored_at()
{
    return stored_at();
}

// Said before a message is handled: it changes nothing that is stored.
inline void state_unchanged()
{
    detail::own_seat().leave_unchanged();
}

// `self.remind(…)`: `on_reminder` is called after that time, or later if the process was not
// running; no earlier than in a second.
inline void grain_remind(String const& name, Duration after, Duration every = {})
{
    detail::own_seat().remind(name, after, every);
}
inline void grain_forget(String const& name)
{
    detail::own_seat().forget(name);
}

// -- `with Caching[K, V]`: a field of the grain that is not stored

template <class K = String, class V = Bytes> class Cache {
public:
    Option<V> get(K const& key)
    {
        auto const entry = entries_.get(key);
        if (entry.is_none()) {
            return none;
        }
        if (std::get<1>(*entry) < time_monotonic_millis()) {
            entries_.remove(key);
            return none;
        }
        return std::get<0>(*entry);
    }
    void put(K key, V value, std::int64_t ttl_ms)
    {
        std::int64_t const now = time_monotonic_millis();
        if (entries_.len() >= next_sweep_) {
            sweep(now);
        }
        entries_.set(std::move(key), {std::move(value), now + ttl_ms});
    }
    void drop(K const& key) { entries_.remove(key); }

private:
    // What has expired goes when the cache has doubled.
    void sweep(std::int64_t now)
    {
        HashMap<K, std::tuple<V, std::int64_t>> kept;
        for (auto const& [key, entry] : entries_) {
            if (std::get<1>(entry) >= now) {
                kept.set(key, entry);
            }
        }
        entries_ = std::move(kept);
        next_sweep_ = entries_.len() * 2 < 64 ? 64 : entries_.len() * 2;
    }

    HashMap<K, std::tuple<V, std::int64_t>> entries_;
    std::int64_t next_sweep_ = 64;
};

} // namespace janus

template <> struct janus::type_info<janus::DeactivationReason> {
    static constexpr std::string_view name = "DeactivationReason";
    static constexpr std::array<janus::EnumCase<janus::DeactivationReason>, 5> cases{
        {{janus::DeactivationReason::idle, "idle"},
         {janus::DeactivationReason::memory, "memory"},
         {janus::DeactivationReason::requested, "requested"},
         {janus::DeactivationReason::shutdown, "shutdown"},
         {janus::DeactivationReason::migrating, "migrating"}}};
};
