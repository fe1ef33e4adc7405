#pragma once
// One level of the force layout: springs along links, repulsion between all, cooling.

#include <vector>

#include "base/progress.h"
#include "layout/coarsen.h"
#include "layout/force.h"

namespace cuibono::layout {

struct Relaxing {
  int iterations = 100;
  double first_step = 1; ///< longest move of a node in the first iteration, in natural lengths
  double last_step = .01;
  double spring = 2;    ///< a link of length d pulls with d^spring: 2 keeps lengths even, 1 shows clusters
  unsigned threads = 0; ///< 0: as many as the machine has; the result does not depend on it
};

/// Moves what is not held. Lengths are natural ones: at 1, a spring (d^spring) and repulsion (.2/d, Hu 2005) are of one
/// order. When stopped, returns at once with the work half done.
void relax(const Mesh& mesh, std::vector<Point>& at, const Relaxing& how, base::Progress& progress);

} // namespace cuibono::layout
