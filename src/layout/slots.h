#pragma once
// What the arrangements share: blocks of slots, trees of shortest paths.

#include <cstdint>
#include <span>
#include <vector>

#include "graph/adjacency.h"
#include "layout/force.h"

namespace cuibono::layout {

/// Width and height of the smallest rectangle around the points; 0, 0 of none.
struct Extent {
  Point low, high;

  double width() const { return high.x - low.x; }
  double height() const { return high.y - low.y; }
};
Extent extent_of(std::span<const Point> points);

/// Puts these nodes in a block two steps below where the others stand, centred, as wide as they are or in a rectangle
/// of kAspect.
void put_below(std::vector<Point>& at, const std::vector<char>& stands, const std::vector<std::uint32_t>& nodes,
               double step);

/// Depth first from `root`, always to the neighbour with fewest ties first: appends to `order` whom `seen` does not
/// have.
void walk(const graph::Adjacency& graph, std::uint32_t root, std::vector<char>& seen,
          std::vector<std::uint32_t>& order);

} // namespace cuibono::layout
