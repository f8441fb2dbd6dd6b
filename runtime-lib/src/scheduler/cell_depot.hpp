#pragma once
// The process's supply of cells. A cell once made is never given back to the system, so that a
// reference to an actor of a system that has ended is still safe to look at.

#include <janus/detail/cell.hpp>

namespace janus::detail {

Cell& take_cell();
void return_cell(Cell& cell) noexcept;

} // namespace janus::detail
