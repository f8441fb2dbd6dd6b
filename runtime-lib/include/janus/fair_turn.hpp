#pragma once
// FairTurn: how a loop lets other actors have their turn. Awaited once in each round; when the
// rounds of the turn are used up, or it has lasted too long, the actor goes on at the end of its
// run queue, in the middle of its message. Generated code declares one in each function that has
// such loops; making one counts as a round too, so that recursion ends a turn as well. It belongs
// to the function's coroutine.

#include <coroutine>
#include <cstdint>

#include <janus/detail/current.hpp>
#include <janus/detail/suspend.hpp>

namespace janus {

namespace detail {

// False if that was the last round of the turn.
inline bool spend_round(Cell& cell) noexcept
{
    std::uint16_t const left = cell.rounds_left.load(std::memory_order_relaxed);
    if (left <= 1) [[unlikely]] {
        cell.rounds_left.store(0, std::memory_order_relaxed);
        return false;
    }
    cell.rounds_left.store(static_cast<std::uint16_t>(left - 1), std::memory_order_relaxed);
    return true;
}

// More rounds than fit count as so many: by then a turn has lasted too long anyway.
constexpr std::uint16_t rounds_of(std::uint32_t reductions) noexcept
{
    return reductions > 0xffff ? 0xffff : static_cast<std::uint16_t>(reductions);
}

} // namespace detail

class FairTurn : detail::Waiter {
public:
    FairTurn() : Waiter{&FairTurn::is_ready}, cell_(detail::current_cell())
    {
        yields = true;
        detail::spend_round(cell_);
    }
    FairTurn(FairTurn const&) = delete;
    FairTurn& operator=(FairTurn const&) = delete;

    bool await_ready() const noexcept { return detail::spend_round(cell_); }
    void await_suspend(std::coroutine_handle<> caller) noexcept
    {
        detail::suspend(cell_, caller, *this);
    }
    void await_resume() const noexcept {}

protected:
    detail::Cell& cell() const noexcept { return cell_; }

private:
    // Once others have had theirs.
    static bool is_ready(Waiter const& waiter) noexcept
    {
        auto const& self = static_cast<FairTurn const&>(waiter);
        return self.cell_.rounds_left.load(std::memory_order_relaxed) > 0;
    }

    detail::Cell& cell_;
};

// The same with a number of rounds of its own, which holds until the function ends
// (`@reductions(limit: 500)`).
class LimitedTurn : public FairTurn {
public:
    explicit LimitedTurn(std::uint32_t reductions);
    ~LimitedTurn();

private:
    std::uint16_t outer_limit_;
    std::uint16_t outer_left_;
};

} // namespace janus
