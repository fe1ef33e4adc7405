#pragma once
// Shortest paths where a stronger tie is a shorter one: a link of weight w is 1 / w long (Newman 2001). Without weights each
// is 1 long. Parallel links are one with their weights added. Lengths that differ by a part in ten thousand million are
// equal, as in igraph: sums of the same links in another order must be. Pure functions, any thread.

#include <cstdint>
#include <vector>

#include "base/error.h"
#include "base/progress.h"
#include "graph/betweenness.h"
#include "graph/centrality.h"
#include "graph/network.h"

namespace cuibono::graph {

/// As nearness(), by lengths; `farthest` stays empty. Fails only when stopped.
base::Result<Nearness> weighted_nearness(const Network& network, base::Progress& progress, unsigned threads = 0);

/// Betweenness by Brandes's accumulation over Dijkstra's searches (2001). Unnormalised, each undirected pair once.
struct PathBetweenness {
  std::vector<double> node; ///< as betweenness()
  std::vector<double> link; ///< a link: share of the shortest paths of all pairs, its own ends among them, that use it (Girvan
                            ///< and Newman 2002); parallel links bear the same value, that of the one link they are
};
base::Result<PathBetweenness> path_betweenness(const Network& network, base::Progress& progress, unsigned threads = 0);

/// As sampled_betweenness(), by lengths.
base::Result<SampledBetweenness> sampled_path_betweenness(const Network& network, std::size_t sources, std::uint64_t seed,
                                                          base::Progress& progress, unsigned threads = 0);

} // namespace cuibono::graph
