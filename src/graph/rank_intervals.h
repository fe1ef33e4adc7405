#pragma once
// How sure a rank is. Nobody knows all ties, and of those known some may not hold: each draw keeps each fact with its
// probability, builds the network anew and ranks again. Where ranks move much, a rank says little. Pure functions, any
// thread; a draw depends on seed and number alone, so that threads change nothing.

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "base/error.h"
#include "base/progress.h"
#include "graph/network.h"

namespace cuibono::graph {

/// Ranks from 1, the largest value first; equal values share the better rank (values that differ by a part in a thousand
/// million are equal), NaN comes after every number. 0 for who is not ranked. Empty where no value is a number.
std::vector<std::uint32_t> ranks(std::span<const double> values, const std::vector<bool>& ranked);

/// Order statistics over the draws at ceil(q n); all 0 for who is not ranked.
struct RankInterval {
  std::uint32_t p05 = 0, p50 = 0, p95 = 0;
  double first = 0; ///< share of the draws in which nobody is before, and somebody is behind
};
struct RankIntervals {
  std::vector<RankInterval> of_node;
  std::size_t draws = 0; ///< in which the measure had values
};

/// Facts one by one: a network with parallel links kept, and of each link the probability that it holds.
struct DoubtfulNetwork {
  Network facts;
  std::vector<double> probability;
  Weigh weigh = Weigh::Same; ///< how facts between the same two are taken together
};

/// The probability that a tie holds which no exhibit supports and none contradicts: that of an exhibit of no known grade.
inline constexpr double kUnsupportedTie = .25;

/// With the probabilities of model::probability; of what is contradicted alone 0, of what cites nothing kUnsupportedTie.
DoubtfulNetwork doubtful_network(const model::CaseSnapshot& snapshot, NetworkOptions options);

/// The facts that hold in one draw, those between the same two as one link.
Network drawn_network(const DoubtfulNetwork& network, std::uint64_t seed, std::size_t draw);

/// Values of some measures, a column each, one a node; the largest ranks first; an empty column has no ranks in this draw.
using ColumnsOf = std::function<base::Result<std::vector<std::vector<double>>>(const Network&)>;

struct DrawOptions {
  std::size_t draws = 200;
  std::uint64_t seed = 1;
  unsigned threads = 0;
};

/// One a column. Memory: 4 bytes a node, draw and column. Fails only when stopped or when `columns_of` does.
base::Result<std::vector<RankIntervals>> rank_intervals(const DoubtfulNetwork& network, const std::vector<bool>& ranked, const ColumnsOf& columns_of,
                                                        const DrawOptions& options, base::Progress& progress);

} // namespace cuibono::graph
