#pragma once
// How far everybody is from one node. Pure functions, any thread. For distances from everybody see centrality.h.

#include <cstdint>
#include <limits>
#include <vector>

#include "graph/adjacency.h"

namespace cuibono::graph {

constexpr std::uint32_t kOutOfReach = std::numeric_limits<std::uint32_t>::max();

/// A node: the fewest arcs that lead there from `source`; kOutOfReach where none do.
std::vector<std::uint32_t> steps_from(const Adjacency& graph, std::uint32_t source);

/// A node: the least sum of weights of arcs that lead there from `source` (Dijkstra 1959); infinite where none do. A weight is a
/// length here: finite, 0 or above.
std::vector<double> lengths_from(const Adjacency& graph, std::uint32_t source);

} // namespace cuibono::graph
