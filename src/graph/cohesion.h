#pragma once
// What holds a network together. Values stand in the order of Network::nodes, except where a function says otherwise.
// Directions and parallel links are ignored unless a function says so. Pure functions, any thread.

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "graph/network.h"

namespace cuibono::graph {

/// The largest k for which the node is in a part where everybody has k neighbours (Seidman 1983; Batagelj and Zaversnik 2003).
std::vector<std::uint32_t> core_numbers(const Network& network);

/// Share of pairs of neighbours that are tied (Watts and Strogatz 1998); 0 for fewer than two neighbours.
std::vector<double> clustering(const Network& network);
/// Share of paths of two links that are closed: 3 triangles / paths; 0 where there is no path.
double transitivity(const Network& network);

/// Whoever's removal parts a component (Tarjan 1974).
std::vector<bool> articulation_points(const Network& network);
/// For each link whether its removal parts a component; a link that has a parallel one never does.
std::vector<bool> bridges(const Network& network);

/// For each node the number of its strong component: who reaches each other along directions. Numbered by first node.
struct StrongComponents {
  std::vector<std::uint32_t> of_node;
  std::uint32_t count = 0;
};
StrongComponents strong_components(const Network& network);

/// Correlation of the degrees at the two ends of links (Newman 2002), -1 to 1; nothing where all degrees are equal.
std::optional<double> degree_assortativity(const Network& network);
/// Newman 2003: (trace - sum of squares) / (1 - sum of squares) of the mixing matrix of groups, -1 to 1; 1 where only equals
/// are tied; nothing where there is one group only or no link. `group` is one a node.
std::optional<double> group_assortativity(const Network& network, std::span<const std::uint32_t> group);

} // namespace cuibono::graph
