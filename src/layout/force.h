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

/// Rough leaves overlapping nodes as they come: a first picture of a network too large to read node by node.
enum class Finish { Clear, Rough };

struct ForceOptions {
  std::uint64_t seed = 1;
  int iterations = 400;
  double link_length = 100;                  ///< chart units between tied nodes at rest
  Finish finish = Finish::Clear;
  std::vector<std::optional<Point>> pinned;  ///< empty, or one a node: a pinned node does not move
  std::vector<std::optional<Point>> start;   ///< empty, or one a node: where to begin, so that little moves
  std::vector<double> radius;                ///< empty, or one a node: room a node needs, in chart units
  unsigned threads = 0;                      ///< 0: as many as the machine has; positions do not depend on it
};

/// The same wish for a tenth of the work: of what a large network looks like until its layout is ready.
ForceOptions sketch_of(ForceOptions options);

/// One point a node, in chart units, centred on the origin (unless pinned). Components are packed side by side and
/// nodes do not overlap (unless Rough). Fails only when stopped (ErrorKind::Cancelled).
base::Result<std::vector<Point>> force_layout(const graph::Network& network, const ForceOptions& options,
                                              base::Progress& progress);

} // namespace cuibono::layout
