#pragma once
// Groups that are more tied within than chance would have it. Pure functions; same seed, same network: the same groups.

#include <cstdint>
#include <span>
#include <vector>

#include "base/error.h"
#include "base/progress.h"
#include "graph/network.h"

namespace cuibono::graph {

/// For each node the number of its community, numbered from 0 by first node.
struct Communities {
  std::vector<std::uint32_t> of_node;
  std::uint32_t count = 0;
  double modularity = 0;
};

/// Newman and Girvan 2004, with Reichardt and Bornholdt's resolution (2006); along directions where there are any (Leicht and
/// Newman 2008). Weights count, parallel links once with their weights added. 0 where there is no link.
double modularity(const Network& network, std::span<const std::uint32_t> community, double resolution = 1);

struct LeidenOptions {
  double resolution = 1; ///< above 1: more and smaller communities
  std::uint64_t seed = 1; ///< of the order in which nodes are looked at
  int rounds = 3;        ///< each begins with the communities of the one before
  int tries = 0;         ///< the best of so many, from `seed` on; 0: fifty where links are few, one where they are many
};

/// Traag, Waltman, van Eck 2019, towards the largest modularity; of the refinement's choices the best one is taken, not a
/// random one. Every community is connected. Fails only when stopped.
base::Result<Communities> leiden(const Network& network, const LeidenOptions& options, base::Progress& progress);

} // namespace cuibono::graph
