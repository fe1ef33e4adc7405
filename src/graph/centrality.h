#pragma once
// Who is near everybody, and who is near those who matter. Values stand in the order of Network::nodes; pure functions,
// any thread. Weights of links count where a function says so; otherwise every link counts 1, parallel links once.

#include <cstdint>
#include <vector>

#include "base/error.h"
#include "base/progress.h"
#include "graph/network.h"

namespace cuibono::graph {

/// From the distances along directions to those whom a node reaches. Fails only when stopped.
struct Nearness {
  std::vector<double> closeness; ///< (r / sum of distances) * (r / (n - 1)) with r the others reached (Wasserman and Faust
                                 ///< 1994, 5.22); 0 where none is
  std::vector<double> harmonic;  ///< sum of 1 / distance (Marchiori and Latora 2000)
  std::vector<std::uint32_t> farthest; ///< the largest distance
};
base::Result<Nearness> nearness(const Network& network, base::Progress& progress, unsigned threads = 0);

/// What an iteration ended with. Where it did not settle, values are the last ones and no rank should be printed.
struct Iterated {
  std::vector<double> value;
  int iterations = 0;
  bool settled = true;
};

/// Share of time of a walker who follows a link with probability `damping` and else starts anew anywhere (Brin and Page
/// 1998); from who has no link out he starts anew. Weights count. Sums to 1.
Iterated pagerank(const Network& network, double damping = .85, unsigned threads = 0);

/// Bonacich 1972: proportional to the sum over those who point here, Euclidean length 1. Weights count. In a network of
/// several components only the one with the largest eigenvalue has values.
Iterated eigenvector(const Network& network);

/// Katz 1953: 1 + alpha times the sum over those who point here, Euclidean length 1. `alpha` 0: half of what is the most
/// for which the sum is finite. Weights count.
Iterated katz(const Network& network, double alpha = 0);

/// Kleinberg 1999: hubs point to authorities. Each sums to 1. Weights count.
struct Hits {
  std::vector<double> hub, authority;
  bool settled = true;
};
Hits hits(const Network& network);

} // namespace cuibono::graph
