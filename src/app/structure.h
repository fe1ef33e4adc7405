#pragma once
// How the network of a case is built: measures of everybody, groups, hierarchy, and in words how organised it is. Values.

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "graph/brokerage.h"
#include "graph/centrality.h"
#include "graph/communities.h"
#include "graph/core_periphery.h"
#include "graph/hierarchy.h"
#include "graph/measures.h"
#include "graph/network.h"

namespace cuibono::app {

/// A measure by its name on the command line, and the question that it answers.
struct MeasureName {
  std::string_view name, question, caution;
};
const std::vector<MeasureName>& measure_names();

struct StructureOptions {
  graph::NetworkOptions network;
  std::set<std::string> measures; ///< names of measure_names(); empty: all
  unsigned threads = 0;
  std::uint64_t seed = 1;
};

/// `label` is empty below ten actors; `reasons` then say why (domain.md section 5).
struct Organised {
  std::string label;
  std::vector<std::string> reasons; ///< whole sentences
};

struct Structure {
  graph::Network network;
  double density = 0, degree_centralisation = 0;
  graph::Components components;
  graph::Degrees degrees;
  std::vector<double> betweenness, closeness, harmonic, eigenvector, pagerank; ///< a node; empty: not asked for
  bool eigenvector_settled = true;
  std::optional<graph::Holes> holes;
  std::vector<std::uint32_t> k_core;
  std::optional<graph::Communities> communities;
  graph::Hierarchy hierarchy; ///< of the command layer, directed
  std::size_t commanded = 0;  ///< nodes with a tie of command
  graph::CorePeriphery core;
  Organised organised;
  std::map<std::string, double> seconds; ///< of each kernel alone
};

/// Fails only when stopped.
base::Result<Structure> structure_of(const model::CaseSnapshot& snapshot, const StructureOptions& options, base::Progress& progress);

} // namespace cuibono::app
