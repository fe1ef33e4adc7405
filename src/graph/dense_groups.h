#pragma once
// Groups in which all know all, or nearly. There can be more of them than atoms in the world, so every search has its limits
// and says where it stopped. Directions, weights and parallel links are ignored. Pure functions, any thread; the same network
// and limits give the same groups.

#include <cstdint>
#include <vector>

#include "base/error.h"
#include "base/progress.h"
#include "graph/network.h"

namespace cuibono::graph {

struct GroupLimits {
  std::size_t smallest = 3;          ///< members of the smallest group looked for
  std::size_t most = 1000;           ///< groups kept, the largest
  std::uint64_t work = 300'000'000;  ///< comparisons of two nodes, some seconds; the search stops there
};

struct FoundGroups {
  std::vector<std::vector<std::uint32_t>> groups; ///< members ascending; larger groups first, equal ones in order of their members
  std::uint64_t found = 0;                        ///< all that were met, kept or not
  bool complete = true;                           ///< false: the work came to its limit, and there may be more
};

/// Cliques that no further node belongs to: every two members are tied (Bron and Kerbosch 1973 with the pivot of Tomita 2006, from
/// the rim inwards as Eppstein, Loeffler and Strash 2010). Fails only when stopped.
base::Result<FoundGroups> maximal_cliques(const Network& network, const GroupLimits& limits, base::Progress& progress);

/// Sets to which no further node can be added, in which each member may miss ties to k - 1 others (Seidman and Foster 1978); k = 1:
/// cliques. Of fewer than 2k - 1 members they need not hang together, so `smallest` is at least that. k from 1.
base::Result<FoundGroups> maximal_plexes(const Network& network, std::uint32_t k, GroupLimits limits, base::Progress& progress);

} // namespace cuibono::graph
