//! The nodes of a graph that lead back to each other. Pure; any thread.
#pragma once

#include <cstddef>
#include <vector>

namespace janus::semantics {

/// For each node those that an edge leads to.
using Edges = std::vector<std::vector<std::size_t>>;

/// The component of each node: two nodes have the same number if each leads to the other. Takes
/// time linear in nodes and edges, and no stack however long a chain is.
std::vector<std::size_t> components(Edges const& edges);

} // namespace janus::semantics
