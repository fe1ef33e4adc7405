#pragma once
// The force layout: where each node of a network stands. Same seed, same network: the same positions to the last bit.

#include <optional>
#include <vector>

#include "base/error.h"
#include "base/progress.h"
#include "graph/network.h"

namespace cuibono::layout {

struct Point {
  double x = 0;
  double y = 0;

  bool operator==(const Point&) const = default;
};

struct ForceOptions {
  std::uint64_t seed = 1;
  int iterations = 400;
  double link_length = 100;                  ///< chart units between tied nodes at rest
  std::vector<std::optional<Point>> pinned;  ///< empty, or one a node: a pinned node does not move
  std::vector<std::optional<Point>> start;   ///< empty, or one a node: where to begin, so that little moves
  std::vector<double> radius;                ///< empty, or one a node: room a node needs, in chart units
  unsigned threads = 0;                      ///< 0: as many as the machine has; positions do not depend on it
};

/// One point a node, in chart units, centred on the origin (unless pinned). Components are packed side by side and
/// nodes do not overlap. Fails only when stopped (ErrorKind::Cancelled).
base::Result<std::vector<Point>> force_layout(const graph::Network& network, const ForceOptions& options,
                                              base::Progress& progress);

} // namespace cuibono::layout
