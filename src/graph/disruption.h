#pragma once
// What is left of a network as nodes or links are taken away one after another, and in which order to take them. Directions and
// parallel links are ignored. Numbers of nodes and links are places in the network. Pure functions, any thread.

#include <cstdint>
#include <span>
#include <vector>

#include "base/error.h"
#include "base/progress.h"
#include "graph/network.h"

namespace cuibono::graph {

struct Remains {
  std::size_t nodes = 0;      ///< left
  std::size_t largest = 0;    ///< of them, in the largest component
  std::size_t components = 0; ///< of those left

  bool operator==(const Remains&) const = default;
};

/// Entry k: when the first k of the order are gone; entry 0: nobody is. Each stands in the order at most once. Components are
/// joined from the end backwards (Newman and Ziff 2000), so that a curve of any length costs one pass over the links.
std::vector<Remains> as_nodes_go(const Network& network, std::span<const std::uint32_t> order);
std::vector<Remains> as_links_go(const Network& network, std::span<const std::uint32_t> order);

/// R of Schneider et al. 2011: the mean, over the removals, of the largest component's share of the nodes before. 0 to 1; where
/// every node is removed, at most about a half. 0 for a curve without removals. Only curves of as many removals can be compared.
double robustness(std::span<const Remains> curve);

/// The mean of curves over `draws` random orders of `steps` out of `from` (Knuth's shuffle, seeded): what removals without any
/// knowledge do.
struct MeanRemains {
  double largest = 0, components = 0; ///< nodes; components
};
struct RandomRemoval {
  std::vector<MeanRemains> curve; ///< steps + 1 entries
  double robustness = 0;
};
std::vector<std::uint32_t> random_order(std::span<const std::uint32_t> from, std::size_t steps, std::uint64_t seed, std::uint64_t draw);
RandomRemoval random_nodes_go(const Network& network, std::span<const std::uint32_t> from, std::size_t steps, std::size_t draws,
                              std::uint64_t seed);
RandomRemoval random_links_go(const Network& network, std::span<const std::uint32_t> from, std::size_t steps, std::size_t draws,
                              std::uint64_t seed);

/// Largest value first, equal ones in order of their numbers. `renewed`: measured again after each removal (Holme et al. 2002);
/// else as before the first, because the network is large.
struct RemovalOrder {
  std::vector<std::uint32_t> order; ///< at most `steps`; only of those allowed (empty: any)
  bool renewed = true;
};
/// Number of links: of a node; of a link, the product of its ends'.
RemovalOrder nodes_by_degree(const Network& network, std::size_t steps, const std::vector<bool>& allowed);
RemovalOrder links_by_degree(const Network& network, std::size_t steps, const std::vector<bool>& allowed);
/// Betweenness of nodes, of links (Girvan and Newman 2002). Estimated from some sources where even one measure takes long.
/// Fail only when stopped.
base::Result<RemovalOrder> nodes_by_betweenness(const Network& network, std::size_t steps, const std::vector<bool>& allowed,
                                                base::Progress& progress);
base::Result<RemovalOrder> links_by_betweenness(const Network& network, std::size_t steps, const std::vector<bool>& allowed,
                                                base::Progress& progress);

/// For each link the sum over pairs of nodes of the share of their shortest paths that go along it, each pair once, every link
/// counting 1. From `sources` places alone where they are given, scaled up. Brandes 2008.
std::vector<double> link_betweenness(const Network& network, std::span<const std::uint32_t> sources = {});

/// The nodes that have a link, and every link.
Network tied_part(const Network& network);

/// The same nodes, without those links.
Network without_links(const Network& network, std::span<const std::uint32_t> removed);

} // namespace cuibono::graph
