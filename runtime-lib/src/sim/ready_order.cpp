#include "sim/ready_order.hpp"

#include <algorithm>

namespace janus::detail {

namespace {

constexpr std::uint64_t turns_per_round = 1'024;
constexpr std::uint64_t mean_change_distance = 64;

std::uint64_t mixed(std::uint64_t value) noexcept
{
    value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9U;
    value = (value ^ (value >> 27)) * 0x94D049BB133111EBU;
    return value ^ (value >> 31);
}

} // namespace

ReadyOrder::ReadyOrder(std::uint64_t seed)
    : seed_(mixed(seed + 1)), random_(seed_), by_priority_(seed % 2 == 0)
{}

std::uint64_t ReadyOrder::priority_of(Cell const& cell) const noexcept
{
    std::uint32_t const number = cell.number.load(std::memory_order_relaxed);
    if (number == lowered_) {
        return 0;
    }
    return mixed(seed_ + number * 0x9E3779B97F4A7C15U + round_);
}

void ReadyOrder::push(Cell& cell)
{
    ready_.push_back({by_priority_ ? priority_of(cell) : 0, &cell});
    if (by_priority_) {
        std::push_heap(ready_.begin(), ready_.end());
    }
}

Cell& ReadyOrder::take()
{
    ++taken_;
    if (!by_priority_) {
        std::swap(ready_[random_.next() % ready_.size()], ready_.back());
        Cell& cell = *ready_.back().cell;
        ready_.pop_back();
        return cell;
    }
    if (taken_ % turns_per_round == 0) {
        ++round_;
        lowered_ = 0;
        for (Entry& entry : ready_) {
            entry.priority = priority_of(*entry.cell);
        }
        std::make_heap(ready_.begin(), ready_.end());
    }
    std::pop_heap(ready_.begin(), ready_.end());
    Cell& cell = *ready_.back().cell;
    ready_.pop_back();
    if (taken_ >= next_change_) {
        next_change_ = taken_ + 1 + random_.next() % (2 * mean_change_distance);
        lowered_ = cell.number.load(std::memory_order_relaxed);
    }
    return cell;
}

} // namespace janus::detail
