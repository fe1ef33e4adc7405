#pragma once
// Connections between two nodes: the shortest, all shortest ones, the k shortest, and all up to a length. Pure
// functions; no path goes through a node twice. Ties are broken by node number, so that number nodes by what readers
// see (in_key_order) and the same case gives the same paths.

#include <cstdint>
#include <vector>

#include "base/error.h"
#include "base/progress.h"
#include "graph/adjacency.h"
#include "model/snapshot.h"

namespace cuibono::graph {

/// The same network with its nodes in order of their entities' keys; links, weights and facts in order again.
Network in_key_order(const model::CaseSnapshot& snapshot, const Network& network);

/// What a path costs: compared by weight, then by steps.
struct Cost {
  std::uint64_t weight = 0; ///< sum over the steps, 0 where only steps count
  std::uint32_t steps = 0;

  auto operator<=>(const Cost&) const = default;
};

/// What makes a path short. Evidence: links weigh probabilities, above 0 to 1; a path costs the sum of -ln p, so that
/// the cheapest is the one that most probably holds as a whole if its steps are independent, and of equals the one of
/// fewest steps.
enum class Shortness { Steps, Evidence };

/// A network made ready for searches, each pair of nodes once; parallel links hold together with 1 - product of (1 -
/// p).
struct PathGraph {
  Adjacency out, in;
  std::vector<std::uint64_t> out_weight, in_weight; ///< an arc: -ln p in units of 2^-32, rounded; empty: 0 each
};
PathGraph path_graph(const Network& network, Shortness shortness);

struct Path {
  std::vector<std::uint32_t> nodes; ///< first to last; one node where both ends are the same
  Cost cost;

  auto operator<=>(const Path&) const = default;
};

struct Paths {
  std::vector<Path> paths;     ///< as the function says; no more than were asked for
  std::uint64_t count = 0;     ///< all there are, listed or not
  bool count_is_least = false; ///< there may be more than `count`: the search was bounded, or the number is too large
};

/// All cheapest paths in order of node numbers, `limit` of them listed; the count is exact up to 2^64 - 2. Fails only
/// when stopped. Time: one Dijkstra search, and the paths listed.
base::Result<Paths> shortest_paths(const PathGraph& graph, std::uint32_t from, std::uint32_t to, std::size_t limit,
                                   base::Progress& progress);

/// The k cheapest paths by cost, then node numbers (Yen 1971, each path looked for once as Lawler 1972 does, with
/// distances to the end as A*'s bound). `count` is how many are listed; `count_is_least` when there may be more. Fails
/// only when stopped.
base::Result<Paths> k_shortest(const PathGraph& graph, std::uint32_t from, std::uint32_t to, std::size_t k,
                               base::Progress& progress);

struct SimpleLimits {
  std::uint32_t most_steps = 4; ///< of a path
  std::size_t listed = 20;
  std::uint64_t most_work = 50'000'000; ///< arcs looked at; then `count_is_least`
};

/// All paths of at most that many steps, by steps, then node numbers. `cost.weight` is left 0. Fails only when stopped.
base::Result<Paths> simple_paths(const PathGraph& graph, std::uint32_t from, std::uint32_t to,
                                 const SimpleLimits& limits, base::Progress& progress);

} // namespace cuibono::graph
