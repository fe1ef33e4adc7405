#pragma once
// The measures of everybody in a network, by name; also what each draw of ties computes. Values, any thread.

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "app/measure_names.h"
#include "graph/betweenness.h"
#include "graph/brokerage.h"
#include "graph/groupings.h"

namespace cuibono::app {

/// Names of measure_names().
using Wanted = std::set<std::string, std::less<>>;

/// One value a node; NaN where it has none. Empty where the iteration did not settle.
struct Column {
  const MeasureName* measure = nullptr;
  std::vector<double> value;
};

using BrokerCounts = std::vector<std::array<std::uint64_t, 5>>; ///< a node: chains by graph::BrokerKind

struct NodeMeasures {
  std::vector<Column> columns; ///< in the order of measure_names()
  std::optional<graph::SampledBetweenness> sampled; ///< where a sample was asked for; its values are a column too
  BrokerCounts by_role, by_stage;
  std::vector<std::string> unsettled; ///< measures whose iteration did not settle

  const Column* find(std::string_view name) const;
};

struct MeasureOptions {
  std::size_t sample = 0; ///< sources of betweenness; 0: all
  std::uint64_t seed = 1;
  unsigned threads = 0;
};

/// A node's groups for brokerage; may be empty where neither kind is wanted.
struct Groupings {
  graph::Grouping role, stage;
};

/// `seconds`: what each kernel took alone is written there. Names that are no measure of nodes are passed over. Fails only
/// when stopped.
base::Result<NodeMeasures> measure_nodes(const graph::Network& network, const Groupings& groupings, const Wanted& wanted,
                                         const MeasureOptions& options, std::map<std::string, double>& seconds, base::Progress& progress);

} // namespace cuibono::app
