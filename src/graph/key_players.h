#pragma once
// Which few to remove so that the rest is cut up most, and which few reach the rest best (Borgatti 2006, domain.md section 5).
// Directions and parallel links are ignored. Numbers of nodes are places in Network::nodes.

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/error.h"
#include "base/progress.h"
#include "graph/network.h"

namespace cuibono::graph {

/// What is left when some are removed. n: the nodes left.
struct Fragmentation {
  double distance = 0; ///< DF = 1 - sum over ordered pairs of 1 / distance, over n (n - 1); 1 for fewer than two left
  double pairs = 0;    ///< F: share of pairs that no path joins
};
Fragmentation fragmentation(const Network& network, std::span<const std::uint32_t> removed = {});

/// Sum over all nodes of 1 / distance to the nearest of the set, over n; members count 1. 0 to 1.
double reach(const Network& network, std::span<const std::uint32_t> set);

enum class KeyPlayerGoal { Cut, Reach }; ///< KPP-Neg by Fragmentation::distance; KPP-Pos by reach

struct KeyPlayers {
  std::vector<std::uint32_t> nodes; ///< ascending
  double value = 0;
  double pairs = 0; ///< for Cut: Fragmentation::pairs
};

/// Of large networks DF is estimated by the distances from some nodes, drawn once (seeded), the same for every set: as many of these
/// as a second or so leaves time for, but no fewer than a quarter.
inline constexpr std::size_t kSampledSources = 256;

struct KeyPlayerSearch {
  std::vector<KeyPlayers> sets; ///< best first; equal ones in order of their nodes
  bool exact = true;            ///< every set was looked at; else greedy with swaps, which may miss a better one
  std::size_t candidates = 0;   ///< how many were tried: where not everybody, those with most links and those most between
  std::size_t sources = 0;      ///< that DF was estimated from; 0: from all
};

/// `size` is at most the number of those allowed. Exact while all sets cost no more than a second or so. `allowed`: who may be
/// chosen; empty: anybody. Fails only when stopped.
base::Result<KeyPlayerSearch> key_players(const Network& network, KeyPlayerGoal goal, std::size_t size, std::size_t sets,
                                          const std::vector<bool>& allowed, base::Progress& progress);

/// Whoever leaves most cut up by going, then of the rest again, `steps` times: each set contains the one before, so that it is
/// not always the best of its size.
struct KeyPlayerOrder {
  std::vector<std::uint32_t> nodes;
  std::size_t candidates = 0, sources = 0; ///< as above
};
base::Result<KeyPlayerOrder> key_player_order(const Network& network, std::size_t steps, const std::vector<bool>& allowed,
                                              base::Progress& progress);

} // namespace cuibono::graph
