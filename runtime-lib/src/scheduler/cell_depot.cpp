#include "scheduler/cell_depot.hpp"

#include <memory>
#include <vector>

#include "seams/lock.hpp"

namespace janus::detail {

namespace {

constexpr std::size_t slab_length = 32;

struct Depot {
    Lock lock;
    std::vector<std::unique_ptr<Cell[]>> slabs;
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
        auto& slab = supply.slabs.emplace_back(std::make_unique<Cell[]>(slab_length));
        for (std::size_t i = slab_length; i-- > 0;) {
            slab[i].link = supply.free;
            supply.free = &slab[i];
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
