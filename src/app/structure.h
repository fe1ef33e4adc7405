#pragma once
// How the network of a case is built: measures of everybody and how sure their ranks are, groups, hierarchy, and in words how
// organised it is. Values.

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "app/node_measures.h"
#include "graph/communities.h"
#include "graph/core_periphery.h"
#include "graph/hierarchy.h"
#include "graph/measures.h"
#include "graph/network.h"
#include "graph/rank_intervals.h"

namespace cuibono::app {

struct StructureOptions {
  graph::NetworkOptions network; ///< parallel ties are taken together whatever it says
  Wanted measures;               ///< names of measure_names(); empty: all that the network is not too large for
  double resolution = 1;         ///< of communities
  std::size_t sample = 0;        ///< sources of betweenness; 0: all
  std::optional<std::size_t> draws; ///< of ties, for the intervals of ranks; nothing: 200 where that takes no long
  unsigned threads = 0;
  std::uint64_t seed = 1;
};

/// `label` is empty below ten actors; `reasons` then say why (domain.md section 5).
struct Organised {
  std::string label;
  std::vector<std::string> reasons; ///< whole sentences
};

/// Ranks by one measure. Victims have none. Where no draws were made, ranks serve to put nodes in order and are not printed.
struct RankedMeasure {
  const MeasureName* measure = nullptr;
  std::vector<std::uint32_t> rank; ///< a node, from 1; 0: not ranked
  graph::RankIntervals interval;   ///< draws 0: none were made
};

/// Links of the network with what a measure of ties says of each.
struct TieValue {
  graph::Link link;
  double value = 0;
};

/// Newman's coefficients; nothing where they are undefined.
struct Assortativity {
  std::optional<double> degree, role, stage; ///< roles and stages: over the ties whose two ends have one
};

struct Structure {
  graph::Network network;
  std::vector<bool> ranked; ///< a node: false for victims, whose ties count and who are never ranked
  double density = 0, degree_centralisation = 0;
  graph::Components components;
  NodeMeasures measures;
  std::vector<RankedMeasure> ranks;
  std::optional<std::vector<graph::Link>> bridges;
  std::optional<std::vector<TieValue>> tie_betweenness; ///< ties of victims left out; highest first
  std::optional<graph::Communities> communities;
  graph::Hierarchy hierarchy; ///< of the command layer, directed
  std::size_t commanded = 0;  ///< nodes with a tie of command
  graph::CorePeriphery core;
  Assortativity assortativity;
  Organised organised;
  std::vector<std::string> notes;        ///< whole sentences: what was left out, and what a figure does not say
  std::map<std::string, double> seconds; ///< of each kernel alone
};

/// Fails when stopped, and where the draws would need too much memory.
base::Result<Structure> structure_of(const model::CaseSnapshot& snapshot, const StructureOptions& options, base::Progress& progress);

} // namespace cuibono::app
