#pragma once
// Pledge: what an actor class gave up the right to do (`@pledge(.no_net)`). The library asks before
// it does such a thing; one that breaks its pledge crashes with reason `pledge`, and is restarted
// only if its supervisor was told `restart_on_pledge: true`. Tasks are bound by the pledge of their
// actor. Compile-time only.

#include <cstdint>
#include <initializer_list>

namespace janus {

class Pledge {
public:
    enum Ability : std::uint8_t {
        fs_read,
        fs_write,
        fs_exec,
        net_connect,
        net_listen,
        actor_spawn,
        sys_env,
        sys_args
    };

    constexpr Pledge() = default;
    constexpr Pledge(std::initializer_list<Ability> given_up)
    {
        for (Ability const ability : given_up) {
            given_up_ |= std::uint32_t{1} << ability;
        }
    }

    constexpr bool forbids(Ability ability) const { return (given_up_ >> ability & 1) != 0; }

private:
    std::uint32_t given_up_ = 0;
};

} // namespace janus
