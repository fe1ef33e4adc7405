#pragma once
// Betweenness (Freeman 1977) by Brandes's accumulation (2001). Four sources are followed at once, in the lanes of a vector
// register: what a node passes on is a sum over its neighbours without a branch.

#include <cstdint>
#include <span>
#include <vector>

#include "base/error.h"
#include "base/progress.h"
#include "graph/network.h"

namespace cuibono::graph {

/// For each node the sum over pairs of others of the share of their shortest paths that go through it. Unnormalised,
/// each undirected pair once; in a directed network each ordered pair, along directions. Every link counts 1, parallel
/// links once. Does not depend on the number of threads (0: as many as the machine has). Fails only when stopped.
base::Result<std::vector<double>> betweenness(const Network& network, base::Progress& progress, unsigned threads = 0);

/// Estimated from some sources, drawn without replacement by the seed.
struct SampledBetweenness {
  std::vector<double> value; ///< unbiased, in the units of betweenness()
  std::vector<double> error; ///< of each value: with 95 % it is off by no more (empirical Bernstein bound, Audibert, Munos,
                             ///< Szepesvari 2009); holds for each node by itself; 0 where all sources were taken
  std::size_t sources = 0;
};
/// From what passed through each node, summed over the sources, and the sums of the squares.
SampledBetweenness estimated(std::span<const double> sums, std::span<const double> squares, std::size_t sources, bool directed);

base::Result<SampledBetweenness> sampled_betweenness(const Network& network, std::size_t sources, std::uint64_t seed,
                                                     base::Progress& progress, unsigned threads = 0);

} // namespace cuibono::graph
