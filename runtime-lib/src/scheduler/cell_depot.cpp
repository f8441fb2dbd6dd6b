#include "scheduler/cell_depot.hpp"

#include <new>

#include "seams/lock.hpp"
#include "seams/memory_region.hpp"

namespace janus::detail {

namespace {

constexpr std::size_t slab_length = 32;

struct Depot {
    Lock lock;
    MemoryRegion memory;
    Cell* free = nullptr;
};

// Never destroyed: references outlive everything.
Depot& depot()
{
    static Depot* const instance = new Depot;
    return *instance;
}

} // namespace

Cell& take_cell()
{
    Depot& supply = depot();
    LockGuard guard(supply.lock);
    if (supply.free == nullptr) {
        auto* const slab = static_cast<Cell*>(supply.memory.cut(slab_length * sizeof(Cell)));
        for (std::size_t i = slab_length; i-- > 0;) {
            Cell* const cell = ::new (slab + i) Cell;
            cell->link = supply.free;
            supply.free = cell;
        }
    }
    Cell* const cell = supply.free;
    supply.free = cell->link;
    return *cell;
}

void return_cell(Cell& cell) noexcept
{
    Depot& supply = depot();
    LockGuard guard(supply.lock);
    cell.link = supply.free;
    supply.free = &cell;
}

} // namespace janus::detail
