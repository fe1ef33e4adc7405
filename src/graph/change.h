#pragma once
// What changed between two networks of one case, as of two dates: who came and went, which ties did, and what became of
// the groups. Pure functions; entities tell the two networks' nodes apart.

#include <cstdint>
#include <vector>

#include "graph/communities.h"
#include "graph/network.h"

namespace cuibono::graph {

/// Two entities that are tied, the lower number first where the network has no directions.
struct Pair {
  EntityId source, target;

  auto operator<=>(const Pair&) const = default;
};

/// In order of entity ids. A node counts while it has a tie; a pair of nodes once, however many ties there are between
/// them.
struct Change {
  std::vector<EntityId> nodes_appeared, nodes_vanished;
  std::size_t nodes_stayed = 0;
  std::vector<Pair> appeared, vanished;
  std::size_t stayed = 0;

  /// Jaccard: what is in both of what is in either; nothing in either is 1.
  double persistence_of_nodes() const;
  double persistence_of_ties() const;
};
Change change(const Network& before, const Network& after);

/// What became of a group. Two groups belong together where one is where most of the other's members went or came from.
enum class Fate {
  Persisted, ///< one before, one after
  Merged,    ///< several before, one after
  Split,     ///< one before, several after
  Regrouped, ///< several before, several after
  New,       ///< none before: nobody in it was in any group
  Gone       ///< none after: nobody in it is in any group
};

struct CellChange {
  Fate fate = Fate::Persisted;
  std::vector<std::vector<EntityId>> before, after; ///< members, in order
  double overlap = 0;                               ///< Jaccard of all members before and all after

  bool operator==(const CellChange&) const = default;
};

/// Groups of at least two; whoever has no tie is in none. In order of the first group before, then after; New ones
/// last.
std::vector<CellChange> cell_changes(const Network& before, const Communities& cells_before, const Network& after,
                                     const Communities& cells_after);

} // namespace cuibono::graph
