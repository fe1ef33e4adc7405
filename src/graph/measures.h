#pragma once
// Measures of a network (domain.md section 5). Pure functions, safe on any thread; one value a node stands in the order
// of Network::nodes. Sources: Freeman 1978/79.

#include <cstdint>
#include <vector>

#include "graph/network.h"

namespace cuibono::graph {

/// Links that end (in), begin (out) and touch (total) each node; parallel links count each. In an undirected network
/// all three are the same.
struct Degrees {
  std::vector<std::uint32_t> in, out, total;
};
Degrees degrees(const Network& network);

/// The same with each link as much as it weighs.
struct Strengths {
  std::vector<double> in, out, total;
};
Strengths strengths(const Network& network);

/// For each node the number of its connected component, directions ignored; numbered from 0 by first node.
struct Components {
  std::vector<std::uint32_t> of_node;
  std::uint32_t count = 0;
};
Components components(const Network& network);

/// Share of possible links that are there, parallel links counted once: m / (n (n - 1) / 2), or m / (n (n - 1)) where
/// directed. 0 to 1; 0 for fewer than two nodes.
double density(const Network& network);

/// Freeman's degree centralisation: sum of (largest degree - degree) over its largest value, (n - 1)(n - 2), for the
/// undirected network without parallel links. 1 for a star; 0 for fewer than three nodes.
double degree_centralisation(const Network& network);

} // namespace cuibono::graph
