#pragma once
// A connected network with weights, and the smaller one that stands for it on the next level (Hu 2005, after Walshaw
// 2001): pairs of nodes become one, heavy links first, then leaves that hang on the same node.

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/random.h"

namespace cuibono::layout {

/// Undirected: each link is an arc at both its ends. No loops, no parallel arcs.
struct Mesh {
  std::vector<std::uint32_t> first; ///< arcs of node v: first[v] to first[v + 1]
  std::vector<std::uint32_t> to;    ///< a node an arc
  std::vector<double> weight;       ///< an arc: how many links it stands for
  std::vector<double> mass;         ///< a node: how many nodes it stands for
  std::vector<char> held;           ///< a node: it does not move

  std::size_t size() const { return mass.size(); }
  std::span<const std::uint32_t> neighbours(std::uint32_t v) const {
    return std::span(to).subspan(first[v], first[v + 1] - first[v]);
  }
};

struct WeightedLink {
  std::uint32_t a = 0, b = 0;
  double weight = 1;
};

/// Parallel links add their weights; loops go.
Mesh make_mesh(std::vector<double> mass, std::vector<char> held, std::span<const WeightedLink> links);

struct Coarser {
  Mesh mesh;
  std::vector<std::uint32_t> parent; ///< for each node of the finer mesh, its node in this one
};

/// Held nodes stay single. Nothing when the mesh would hardly shrink.
std::optional<Coarser> coarsen(const Mesh& fine, base::Random& random);

} // namespace cuibono::layout
