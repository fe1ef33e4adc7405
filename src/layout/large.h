#pragma once
// From nothing to a layout of a large connected mesh: distances from pivots place the coarsest level, each finer one
// starts where its coarser ended (hierarchy.h, pivots.h, balance.h).

#include <vector>

#include "base/progress.h"
#include "base/random.h"
#include "layout/coarsen.h"
#include "layout/force.h"

namespace cuibono::layout {

/// Nodes from which a mesh is laid out here; fewer are worth many tries (multilevel.h). A mesh with held nodes is not.
inline constexpr std::size_t kLarge = 150;

/// Places in links. `effort` 1 is the default's time, in proportion: .1 a sketch, 4 the last percent of quality. When
/// stopped, returns soon with the work half done.
std::vector<Point> lay_out_large(const Mesh& mesh, double effort, unsigned threads, base::Random& random,
                                 base::Progress& progress);

/// What lay_out_large adds to Progress::done.
std::uint64_t work_of_large(const Mesh& mesh, double effort);

} // namespace cuibono::layout
