#pragma once
// One level of the force layout: springs along links, repulsion between all, cooling.

#include <vector>

#include "base/progress.h"
#include "layout/coarsen.h"
#include "layout/force.h"

namespace cuibono::layout {

struct Cooling {
  int iterations = 100;
  double first_step = 1; ///< longest move of a node in the first iteration, in natural lengths
  double last_step = .01;
};

/// Moves what is not held. Lengths are natural ones: 1 is the length at which Hu's spring (d^2) and repulsion (.2/d) are
/// of one order. The result does not depend on the number of threads (0: as many as there are). When stopped, returns at
/// once with the work half done.
void relax(const Mesh& mesh, std::vector<Point>& at, const Cooling& cooling, unsigned threads, base::Progress& progress);

} // namespace cuibono::layout
