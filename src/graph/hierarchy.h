#pragma once
// How near to a tree of command a network is: Krackhardt's graph theoretical dimensions (1994), as domain.md section 5 and R's
// package sna define them. A tree has 1 in all four. Links point from who commands to who is commanded.

#include <optional>

#include "graph/network.h"

namespace cuibono::graph {

struct Hierarchy {
  double connectedness = 1; ///< share of pairs in one component, directions ignored; 1 for fewer than two nodes
  std::optional<double> hierarchy; ///< share of pairs with a path between them that have none back; 1 where no pair has one
  double efficiency = 1; ///< 1 less the links beyond a tree's, as a share of the most there could be (links of a digraph)
  double efficiency_undirected = 1; ///< the same where a link each way is one
  std::optional<double> lub; ///< share of pairs of a component with a least upper bound, one who commands both and is under
                             ///< all others who do
};

inline constexpr std::size_t kMostForPairs = 3000; ///< beyond, `hierarchy` and `lub` are left out: the work is cubic at worst

Hierarchy hierarchy(const Network& directed);

} // namespace cuibono::graph
