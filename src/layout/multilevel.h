#pragma once
// From nothing to a layout of one connected mesh: the coarsest level first, each finer one from its coarser (Hu 2005).

#include <cstdint>
#include <vector>

#include "base/progress.h"
#include "base/random.h"
#include "layout/coarsen.h"
#include "layout/force.h"

namespace cuibono::layout {

struct Multilevel {
  int iterations = 400; ///< on the coarsest level; half as many on the finest, a quarter on those between
  unsigned threads = 0;
  std::size_t most_tries = 12; ///< small meshes are laid out up to so many times
};

/// How springs stiffen with length (Relaxing::spring) in a network of that size: even lengths up to some 150 nodes,
/// where each link is read; clusters from some 3,000 on, where the whole is.
double spring_for(std::size_t nodes);

/// Small meshes are laid out several times and the clearest is taken. `at` says where held nodes stand. In natural
/// lengths (relax.h). When stopped, returns at once with the work half done.
std::vector<Point> lay_out(const Mesh& mesh, const std::vector<Point>& at, const Multilevel& how, base::Random& random,
                           base::Progress& progress);

/// Moves of single nodes that lay_out makes, about: what it adds to Progress::done.
std::uint64_t work_of(const Mesh& mesh, const Multilevel& how);

/// How hard a drawing is to read: crossings of links, and links that run past a node they do not belong to by less than
/// `room`. Quadratic in the links.
std::size_t clutter(const Mesh& mesh, const std::vector<Point>& at, double room);

} // namespace cuibono::layout
