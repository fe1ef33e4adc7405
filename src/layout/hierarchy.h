#pragma once
// A large network and the ever smaller ones that stand for it: pairs of nodes become one, those with most neighbours in
// common first, so that what belongs together in the network stays together on the way down (Walshaw 2001).

#include <cstdint>
#include <vector>

#include "base/random.h"
#include "layout/coarsen.h"

namespace cuibono::layout {

/// Single precision, and numbered so that nodes of one parent are neighbours in memory, on every level.
struct Level {
  std::vector<std::uint32_t> first;  ///< arcs of node v: first[v] to first[v + 1]
  std::vector<std::uint32_t> to;     ///< a node an arc
  std::vector<float> pull;           ///< an arc: the weights of the links it stands for
  std::vector<float> bond;           ///< an arc: the same, counting neighbours that both ends share
  std::vector<float> mass;           ///< a node: how many nodes it stands for
  std::vector<std::uint32_t> parent; ///< a node: what stands for it on the next level; empty on the coarsest

  std::size_t size() const { return mass.size(); }
};

struct Hierarchy {
  std::vector<Level> levels;        ///< the finest first; one at least
  std::vector<std::uint32_t> order; ///< for each node of the finest level, its node in the mesh
};

/// Until a level has no more than `coarsest` nodes. Linear in the links.
Hierarchy make_hierarchy(const Mesh& mesh, std::size_t coarsest, base::Random& random);

} // namespace cuibono::layout
