#pragma once
// Measures of a network (domain.md section 5). Pure functions, safe on any thread; one value a node stands in the order
// of Network::nodes. Sources: Freeman 1978/79 (degree, betweenness, centralisation), Brandes 2001 and 2008 (algorithm).

#include <cstdint>
#include <vector>

#include "base/error.h"
#include "base/progress.h"
#include "graph/network.h"

namespace cuibono::graph {

/// Links that end (in), begin (out) and touch (total) each node; parallel links count each. In an undirected network
/// all three are the same.
struct Degrees {
  std::vector<std::uint32_t> in, out, total;
};
Degrees degrees(const Network& network);

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

/// For each node the sum over pairs of others of the share of their shortest paths that go through it. Unnormalised,
/// each undirected pair once; in a directed network each ordered pair, along directions. Every link counts 1, parallel
/// links once. Does not depend on the number of threads (0: as many as the machine has). Fails only when stopped.
base::Result<std::vector<double>> betweenness(const Network& network, base::Progress& progress, unsigned threads = 0);

} // namespace cuibono::graph
