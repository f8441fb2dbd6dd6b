#include "scheduler/strand.hpp"

#include "scheduler/runtime.hpp"

namespace janus::detail {

bool Strand::enter(Cell& cell) noexcept
{
    LockGuard guard(lock_);
    if (inside_ == nullptr || inside_ == &cell) {
        inside_ = &cell;
        return true;
    }
    cell.link = nullptr;
    if (last_ != nullptr) {
        last_->link = &cell;
    } else {
        first_ = &cell;
    }
    last_ = &cell;
    return false;
}

void Strand::leave() noexcept
{
    Cell* next = nullptr;
    {
        LockGuard guard(lock_);
        next = first_;
        inside_ = next;
        if (next != nullptr) {
            first_ = next->link;
            if (first_ == nullptr) {
                last_ = nullptr;
            }
        }
    }
    if (next != nullptr) {
        next->runtime->ready(*next);
    }
}

} // namespace janus::detail
