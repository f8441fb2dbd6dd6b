#include "scheduler/timer_wheel.hpp"

#include <algorithm>
#include <bit>
#include <utility>

namespace janus::detail {

namespace {

constexpr std::int64_t furthest = std::int64_t{1} << 40;

// The position of a linked timer is kept in `previous` of the first one as a tagged slot number.
Timer* slot_marker(std::size_t level, std::size_t slot)
{
    return reinterpret_cast<Timer*>(((level * 64 + slot) << 1) | 1);
}

bool is_marker(Timer const* timer)
{
    return (reinterpret_cast<std::uintptr_t>(timer) & 1) != 0;
}

} // namespace

void TimerWheel::insert(Timer& timer, std::int64_t due) noexcept
{
    LockGuard guard(lock_);
    timer.due = std::clamp(due, now_ + 1, now_ + furthest);
    timer.wheel = this;
    place(timer);
}

void TimerWheel::remove(Timer& timer) noexcept
{
    LockGuard guard(lock_);
    if (timer.previous != nullptr) {
        unlink(timer);
    }
}

void TimerWheel::place(Timer& timer) noexcept
{
    // The level is that of the highest digit, base 64, in which `due` differs from `now_`.
    auto const difference = static_cast<std::uint64_t>(timer.due ^ now_);
    std::size_t const level =
        difference == 0 ? 0 : static_cast<std::size_t>(std::bit_width(difference) - 1) / bits;
    auto const slot =
        static_cast<std::size_t>(timer.due >> (bits * static_cast<int>(level))) % slots;
    Timer*& head = heads_[level][slot];
    timer.previous = slot_marker(level, slot);
    timer.next = head;
    if (head != nullptr) {
        head->previous = &timer;
    }
    head = &timer;
    occupied_[level] |= std::uint64_t{1} << slot;
}

void TimerWheel::unlink(Timer& timer) noexcept
{
    if (is_marker(timer.previous)) {
        std::size_t const place = reinterpret_cast<std::uintptr_t>(timer.previous) >> 1;
        heads_[place / slots][place % slots] = timer.next;
        if (timer.next == nullptr) {
            occupied_[place / slots] &= ~(std::uint64_t{1} << (place % slots));
        }
    } else {
        timer.previous->next = timer.next;
    }
    if (timer.next != nullptr) {
        timer.next->previous = timer.previous;
    }
    timer.previous = nullptr;
    timer.next = nullptr;
}

void TimerWheel::fire(Timer& timer) noexcept
{
    if (timer.action != nullptr) {
        timer.action(timer);
        return;
    }
    // The owner may free the timer as soon as it sees the flag.
    Cell& cell = *timer.cell;
    timer.fired.store(true, std::memory_order_release);
    wake(cell);
}

std::int64_t TimerWheel::next_event() const noexcept
{
    for (std::size_t level = 0; level < levels; ++level) {
        if (occupied_[level] != 0) {
            int const shift = bits * static_cast<int>(level);
            auto const slot = static_cast<std::int64_t>(std::countr_zero(occupied_[level]));
            std::int64_t const above = now_ >> (shift + bits) << (shift + bits);
            return std::max(now_, above + (slot << shift));
        }
    }
    return never;
}

void TimerWheel::cascade(std::size_t level, std::size_t slot) noexcept
{
    Timer* timer = std::exchange(heads_[level][slot], nullptr);
    occupied_[level] &= ~(std::uint64_t{1} << slot);
    while (timer != nullptr) {
        Timer* const following = timer->next;
        place(*timer);
        timer = following;
    }
}

void TimerWheel::advance(std::int64_t now) noexcept
{
    LockGuard guard(lock_);
    for (;;) {
        std::int64_t const event = next_event();
        if (event > now) {
            break;
        }
        now_ = event;
        for (std::size_t level = levels; level-- > 1;) {
            auto const slot =
                static_cast<std::size_t>(now_ >> (bits * static_cast<int>(level))) % slots;
            if ((occupied_[level] & (std::uint64_t{1} << slot)) != 0) {
                cascade(level, slot);
            }
        }
        auto const slot = static_cast<std::size_t>(now_) % slots;
        while (Timer* timer = heads_[0][slot]) {
            unlink(*timer);
            fire(*timer);
        }
    }
    now_ = std::max(now_, now);
}

void TimerWheel::close() noexcept
{
    for (auto& slots_of_level : heads_) {
        for (Timer*& head : slots_of_level) {
            while (Timer* const timer = head) {
                unlink(*timer);
                if (timer->action != nullptr) {
                    timer->action(*timer);
                }
            }
        }
    }
}

std::int64_t TimerWheel::next_due() noexcept
{
    LockGuard guard(lock_);
    return next_event();
}

} // namespace janus::detail
