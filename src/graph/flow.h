#pragma once
// The most that can pass through a network, and the narrowest place that limits it. By Dinic (1970), where each round's
// shortest ways are looked for from both ends. Pure functions, any thread.

#include <cstdint>
#include <span>
#include <vector>

#include "base/error.h"
#include "base/progress.h"
#include "graph/network.h"

namespace cuibono::graph {

/// A largest flow. Its value equals the capacity of the cut (Ford and Fulkerson 1956), up to rounding.
struct Flow {
  double value = 0;
  std::vector<double> along;      ///< a link of the network: what passes, from its source to its target; below 0 against it
  std::vector<bool> source_side;  ///< a node: what the sources can still send more to; the smallest such side
  std::vector<std::uint32_t> cut; ///< the links that lead from that side to the other, ascending: all are full
};

/// Each link carries up to its weight (finite, 0 or above; 1 where the network has none): along its direction, or either way in
/// an undirected network. Parallel links add up, loops carry nothing. Nothing but the links limits the sources (places in
/// `nodes`, repeats allowed) and the sinks. The same flow at each run. Takes at most nodes x nodes x links steps, in practice some
/// passes over the links. Fails when sources and sinks share a node, when one is not in the network, and when stopped.
base::Result<Flow> max_flow(const Network& network, std::span<const std::uint32_t> sources, std::span<const std::uint32_t> sinks,
                            base::Progress& progress);

} // namespace cuibono::graph
