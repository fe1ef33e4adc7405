#pragma once
// A network as plain arrays of neighbours, for the kernels of this folder.

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include "graph/network.h"

namespace cuibono::graph {

/// Neighbours of v: to[first[v]] to to[first[v + 1] - 1], ascending, parallel links once with their weights added, no loops.
struct Adjacency {
  std::vector<std::uint32_t> first, to;
  std::vector<double> weight; ///< an arc; empty: 1 each

  std::size_t size() const { return first.size() - 1; }
  std::span<const std::uint32_t> of(std::uint32_t v) const { return {to.data() + first[v], to.data() + first[v + 1]}; }
  std::uint32_t degree(std::uint32_t v) const { return first[v + 1] - first[v]; }
  double weight_of(std::uint32_t arc) const { return weight.empty() ? 1 : weight[arc]; }
  /// Neighbours of nodes in a queue lie all over the memory: asked for while those kAhead places before them are looked at, they
  /// are there in time.
  void expect(std::uint32_t v) const { __builtin_prefetch(to.data() + first[v]); }
  static constexpr std::size_t kAhead = 8;
  /// Whether there is an arc from v to u.
  bool has(std::uint32_t v, std::uint32_t u) const { return std::ranges::binary_search(of(v), u); }
};

/// In an undirected network the three are the same: every link is seen from both its ends.
enum class Ends { Out, In, Both };
Adjacency adjacency(const Network& network, Ends ends);

/// The nodes so that neighbours stand near each other: breadth first, one organisation after another. order[place] = node.
std::vector<std::uint32_t> local_order(const Adjacency& both);

/// Every arc the other way, with node order[i] under number i. Of an undirected network: the same network in that order.
Adjacency reversed(const Adjacency& graph, const std::vector<std::uint32_t>& order);

/// The network with node order[i] under number i; `nodes` moves along.
Network renumbered(const Network& network, const std::vector<std::uint32_t>& order);

} // namespace cuibono::graph
