#pragma once
// Who stands in the same place: tied to the same others. Weights and parallel links are ignored, directions are not. Pure
// functions, any thread.

#include <cstdint>
#include <vector>

#include "base/error.h"
#include "base/progress.h"
#include "graph/network.h"

namespace cuibono::graph {

/// Structural equivalence (Lorrain and White 1971): two could change places and no tie would differ. Classes of two and more,
/// members ascending, larger classes first; those who are tied to nobody are in none.
std::vector<std::vector<std::uint32_t>> equivalent_nodes(const Network& network);

/// Of two nodes' ties to and from all others, how many they share: shared / held by either (Jaccard); 0 where neither has any.
double profile_similarity(const Network& network, std::uint32_t a, std::uint32_t b);

/// Blocks of nodes with similar ties, and how dense the ties between blocks are (White, Boorman and Breiger 1976).
struct Blocks {
  static constexpr std::uint32_t kNone = 0xFFFFFFFF;
  std::vector<std::uint32_t> of_node;       ///< numbered by first node; kNone for who is tied to nobody
  std::uint32_t count = 0;
  std::vector<std::vector<double>> density; ///< [from][to]: share of possible ties; 0 where none is possible
};

inline constexpr std::size_t kMostForBlocks = 3000; ///< nodes; every two are compared

/// Average linkage by profile similarity, as long as two blocks' members are on average `least` alike or more (0 to 1). Fails
/// when stopped, and for more nodes with a tie than kMostForBlocks.
base::Result<Blocks> blocks(const Network& network, double least, base::Progress& progress);

} // namespace cuibono::graph
