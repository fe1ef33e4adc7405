#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <span>

#include "graph/adjacency.h"
#include "graph/centrality.h"
#include "graph/parallel.h"

namespace cuibono::graph {
namespace {

constexpr int kMostRounds = 10'000;
constexpr double kStill = 1e-11;      ///< what all values together may still be off from their own sums, of their total of 1
constexpr std::uint32_t kRun = 8192;  ///< nodes a chunk: fixed, so that results do not depend on the number of threads

// Values by place in local order. `rate` is the value divided by the strength of the node's links out: what it gives each of them.
// Who has no link out gives to nobody; that he starts anew anywhere only scales all values alike, as they are made to sum to 1.
struct Walk {
  Adjacency in;
  std::vector<double> strength, share; ///< of links out, and 1 / strength; both 0 where there is none
  std::vector<double> rate;
  double damping = 0, anew = 0; ///< anew: what each node gets in any case

  std::uint32_t size() const { return static_cast<std::uint32_t>(strength.size()); }
  double value(std::uint32_t v, const auto& rate_of) const {
    double sum = 0;
    if (in.weight.empty())
      for (auto arc = in.first[v]; arc < in.first[v + 1]; ++arc) sum += rate_of(in.to[arc]);
    else
      for (auto arc = in.first[v]; arc < in.first[v + 1]; ++arc) sum += rate_of(in.to[arc]) * in.weight[arc];
    return damping * sum + anew;
  }
};

// Calls work(begin, end) for runs of nodes and adds up what it returns, in order.
double sum_over_runs(std::uint32_t nodes, unsigned threads, const auto& work) {
  std::vector<double> sums((nodes + kRun - 1) / kRun);
  for_each_chunk(sums.size(), threads, [&](std::size_t chunk) {
    const auto begin = static_cast<std::uint32_t>(chunk) * kRun;
    sums[chunk] = work(begin, std::min(nodes, begin + kRun));
  });
  return std::accumulate(sums.begin(), sums.end(), 0.0);
}

// Undirected networks: the matrix has real eigenvalues between -damping and damping, for which Chebyshev's semi-iteration
// (Golub and Varga 1961) needs a third of the rounds of plain repetition.
int walk_undirected(Walk& walk, unsigned threads) {
  auto before = walk.rate;
  double by = 1;
  for (int round = 1; round <= kMostRounds; ++round) {
    const double off = sum_over_runs(walk.size(), threads, [&](std::uint32_t begin, std::uint32_t end) {
      double sum = 0;
      for (auto v = begin; v < end; ++v) {
        const double rate = walk.share[v] * walk.value(v, [&](std::uint32_t u) { return walk.rate[u]; });
        sum += std::abs(rate - walk.rate[v]) * walk.strength[v];
        before[v] += by * (rate - before[v]);
      }
      return sum;
    });
    walk.rate.swap(before);
    if (off < kStill) return round;
    by = 1 / (1 - walk.damping * walk.damping * (round == 1 ? .5 : .25 * by));
  }
  return kMostRounds + 1;
}

// Directed networks: within a run of nodes each value counts as soon as it is known (Gauss and Seidel), from other runs the one
// of the round before.
int walk_directed(Walk& walk, unsigned threads) {
  auto next = walk.rate;
  for (int round = 1; round <= kMostRounds; ++round) {
    const double moved = sum_over_runs(walk.size(), threads, [&](std::uint32_t begin, std::uint32_t end) {
      double sum = 0;
      for (auto v = begin; v < end; ++v) {
        const double rate = walk.share[v] * walk.value(v, [&](std::uint32_t u) { return (u >= begin && u < v ? next : walk.rate)[u]; });
        sum += std::abs(rate - walk.rate[v]) * walk.strength[v];
        next[v] = rate;
      }
      return sum;
    });
    walk.rate.swap(next);
    if (moved < kStill / 10) return round;
  }
  return kMostRounds + 1;
}

// Within each run of nodes those of few links in first: loops over equally many are guessed rightly.
void sort_by_links(std::vector<std::uint32_t>& order, const Adjacency& both) {
  constexpr std::size_t kLinks = 64, kLength = 2048;
  std::array<std::uint32_t, kLength> run;
  const auto links = [&](std::uint32_t v) { return std::min<std::size_t>(both.degree(v), kLinks - 1); };
  for (std::size_t begin = 0; begin < order.size(); begin += kLength) {
    const auto nodes = std::span(order).subspan(begin, std::min(kLength, order.size() - begin));
    std::array<std::size_t, kLinks + 1> place{};
    for (const auto v : nodes) ++place[links(v) + 1];
    std::partial_sum(place.begin(), place.end(), place.begin());
    for (const auto v : nodes) run[place[links(v)]++] = v;
    std::copy_n(run.begin(), nodes.size(), nodes.begin());
  }
}

std::vector<double> strengths(const Adjacency& in) {
  std::vector<double> strength(in.size());
  for (std::uint32_t arc = 0; arc < in.to.size(); ++arc) strength[in.to[arc]] += in.weight_of(arc);
  return strength;
}

} // namespace

Iterated pagerank(const Network& network, double damping, unsigned threads) {
  const auto both = adjacency(network, Ends::Both);
  auto order = local_order(both);
  sort_by_links(order, both);
  Walk walk{.in = reversed(network.directed ? adjacency(network, Ends::Out) : both, order), .damping = damping};
  walk.strength = strengths(walk.in);
  for (const double strength : walk.strength) walk.share.push_back(strength > 0 ? 1 / strength : 0);
  const auto count = walk.size();
  walk.anew = (1 - damping) / std::max(1., static_cast<double>(count));
  const double all = std::accumulate(walk.strength.begin(), walk.strength.end(), 0.0);
  walk.rate.assign(count, all > 0 ? 1 / all : 0); // where the walk would end without ever starting anew, if it were undirected
  const int rounds = network.directed ? walk_directed(walk, threads) : walk_undirected(walk, threads);
  Iterated result{std::vector<double>(count), rounds, rounds <= kMostRounds};
  double total = 0;
  for (std::uint32_t v = 0; v < count; ++v) total += result.value[order[v]] = walk.value(v, [&](std::uint32_t u) { return walk.rate[u]; });
  for (double& value : result.value) value /= total;
  return result;
}

} // namespace cuibono::graph
