#pragma once
// Which few hold a case's network together, or reach the rest of it best, in figures and in words. Values.

#include <string>
#include <vector>

#include "app/harm.h"
#include "base/error.h"
#include "base/progress.h"
#include "graph/key_players.h"

namespace cuibono::app {

/// The network that removals are tried on: each pair of the tied once, directions ignored, whoever has no tie left out.
struct Tied {
  graph::NetworkOptions options; ///< with every layer named where none was
  graph::Network network;
  std::size_t untied = 0;     ///< entities left out because they have no tie
  std::vector<bool> is_actor; ///< a node: may be chosen, so nobody spared
  std::size_t spared = 0;     ///< nodes that would be actors but are, or may be, victims
};
/// Without layers every tie and every payment counts.
Tied tied_network(const model::CaseSnapshot& snapshot, graph::NetworkOptions options);

struct KeyPlayerOptions {
  graph::NetworkOptions network;
  graph::KeyPlayerGoal goal = graph::KeyPlayerGoal::Cut;
  std::size_t size = 1, sets = 5;
  std::uint64_t seed = 1;
};

struct KeySet {
  std::vector<EntityId> members; ///< in order of the network
  double value = 0;              ///< DF, or reach
  double pairs = 0;              ///< for Cut: share of pairs of those left that no path joins
  double best_in_draws = 0;      ///< share of the draws in which no other set is better
};

struct KeyPlayersFound {
  Tied tied;
  double before = 0, pairs_before = 0; ///< with nobody removed; 0 for reach
  graph::KeyPlayerSearch search;       ///< its numbers are places in tied.network
  std::vector<KeySet> sets;            ///< best first
  std::size_t draws = 0;               ///< of ties by the weight of their evidence; 0: too many sets to look at again
  std::vector<std::string> words;      ///< how it was found and what it does not say: whole sentences
};

/// Fails when no actor is left to choose (Input), and when stopped.
base::Result<KeyPlayersFound> key_players_of(const model::CaseSnapshot& snapshot, const KeyPlayerOptions& options,
                                             base::Progress& progress);

} // namespace cuibono::app
