#include <janus/fair_turn.hpp>

#include <utility>

#include "actor/extras.hpp"

namespace janus {

LimitedTurn::LimitedTurn(std::uint32_t reductions)
    : outer_left_(cell().rounds_left.load(std::memory_order_relaxed))
{
    std::uint16_t const own = detail::rounds_of(reductions);
    outer_limit_ = std::exchange(detail::extras_of(cell()).rounds, own);
    cell().rounds_left.store(own, std::memory_order_relaxed);
}

LimitedTurn::~LimitedTurn()
{
    // An incarnation that is destroyed runs no further round.
    if (cell().extras != nullptr) {
        cell().extras->rounds = outer_limit_;
        cell().rounds_left.store(outer_left_, std::memory_order_relaxed);
    }
}

} // namespace janus
