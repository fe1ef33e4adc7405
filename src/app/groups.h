#pragma once
// Who belongs together, in several readings: communities, groups in which all know all or nearly, and those who stand in the
// same place. None of them ranks anybody. Values.

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "graph/communities.h"
#include "graph/dense_groups.h"
#include "graph/equivalence.h"
#include "graph/network.h"

namespace cuibono::app {

/// A kind of group by its name on the command line.
struct GroupKind {
  std::string_view name, question, caution;
};
const std::vector<GroupKind>& group_kinds(); ///< community, clique, plex, equivalent, block

struct GroupsOptions {
  graph::NetworkOptions network;
  std::set<std::string, std::less<>> kinds; ///< names of group_kinds(); empty: all
  graph::GroupLimits limits;   ///< of cliques and plexes
  std::uint32_t misses = 2;    ///< k of k-plexes
  double resolution = 1;       ///< of communities
  double alike = .5;           ///< of blocks: least similarity, 0 to 1
  std::uint64_t seed = 1;
};

struct Groups {
  graph::Network network;
  std::optional<graph::Communities> communities;
  std::optional<graph::FoundGroups> cliques, plexes;
  std::optional<std::vector<std::vector<std::uint32_t>>> equivalent;
  std::optional<graph::Blocks> blocks;
  std::vector<std::string> notes; ///< whole sentences: limits that were met, what was left out
};

/// Fails only when stopped; a search that the network is too large for says so in the notes.
base::Result<Groups> groups_of(const model::CaseSnapshot& snapshot, const GroupsOptions& options, base::Progress& progress);

} // namespace cuibono::app
