#pragma once
// How far every node is, in links, from a few: enough of all distances to know where a node belongs (Brandes and Pich
// 2007; sparse stress: Ortmann, Klimenta, Brandes 2017).

#include <cstdint>
#include <vector>

#include "base/random.h"
#include "layout/force.h"
#include "layout/hierarchy.h"

namespace cuibono::layout {

/// On one level: distances of its nodes from the pivots, and who the pivots are there.
struct PivotDistances {
  std::size_t pivots = 0;     ///< a multiple of 4
  std::vector<float> of_node; ///< pivots numbers a node: links; on a coarser level the mean over whom it stands for
  std::vector<std::uint32_t> pivot; ///< a pivot: its node
};

/// From `count` random nodes (a multiple of 4, at most 64 and at most the nodes there are) of a connected level. All
/// searches go together, a bit each (Then and others 2014).
PivotDistances pivot_distances(const Level& level, std::size_t count, base::Random& random);

/// The same one level up: `fine.parent` leads there, `coarse` is that level.
PivotDistances coarser_distances(const PivotDistances& distances, const Level& fine, const Level& coarse);

/// Pivot MDS: places whose distances are those from the pivots, as well as two dimensions allow; in links. For small
/// levels: work is nodes times the square of the pivots.
std::vector<Point> pivot_scaling(const PivotDistances& distances, base::Random& random);

} // namespace cuibono::layout
