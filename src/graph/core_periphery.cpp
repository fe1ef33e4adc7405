#include "graph/core_periphery.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <unordered_set>

#include "base/random.h"
#include "graph/adjacency.h"

namespace cuibono::graph {
namespace {

using Pairs = std::vector<std::pair<std::uint32_t, std::uint32_t>>;
using Keys = std::unordered_set<std::uint64_t>; ///< of pairs

std::uint64_t key_of(const std::pair<std::uint32_t, std::uint32_t>& pair) { return std::uint64_t{pair.first} << 32 | pair.second; }

struct Best {
  std::size_t core = 0; ///< how many of `order`
  double fit = 0;
};

// Correlation over the pairs within the core (ideal: tied) and within the rim (ideal: not); pairs between the two say nothing.
double correlation(double core_pairs, double core_ties, double rim_pairs, double rim_ties) {
  const double all = core_pairs + rim_pairs, ties = core_ties + rim_ties;
  const double spread = core_pairs * rim_pairs * ties * (all - ties);
  return spread > 0 ? (core_ties * all - core_pairs * ties) / std::sqrt(spread) : 0;
}

std::vector<std::uint32_t> by_degree(const Pairs& pairs, std::size_t nodes) {
  std::vector<std::uint32_t> degree(nodes), order(nodes);
  for (const auto& [a, b] : pairs) ++degree[a], ++degree[b];
  std::iota(order.begin(), order.end(), 0u);
  std::ranges::stable_sort(order, [&](auto a, auto b) { return degree[a] > degree[b]; });
  return order;
}

// One node after another joins the core: each brings its ties to those before it in, and takes those to whoever is after out.
Best best_core(const Pairs& pairs, const std::vector<std::uint32_t>& order) {
  const auto n = order.size();
  std::vector<std::uint32_t> place(n);
  for (std::uint32_t i = 0; i < n; ++i) place[order[i]] = i;
  std::vector<double> before(n), after(n);
  for (const auto& [a, b] : pairs) ++before[std::max(place[a], place[b])], ++after[std::min(place[a], place[b])];
  double core_ties = 0, rim_ties = static_cast<double>(pairs.size());
  Best best;
  for (std::size_t core = 1; core + 1 < n; ++core) {
    core_ties += before[core - 1];
    rim_ties -= after[core - 1];
    const double inside = static_cast<double>(core), outside = static_cast<double>(n - core);
    const double fit = correlation(inside * (inside - 1) / 2, core_ties, outside * (outside - 1) / 2, rim_ties);
    if (fit > best.fit) best = {core, fit};
  }
  return best;
}

// Ends of pairs of ties change places, where that makes no loop and no second tie.
void rewire(Pairs& pairs, Keys& tied, base::Random& random) {
  const auto sorted = [](std::uint32_t a, std::uint32_t b) { return std::pair(std::min(a, b), std::max(a, b)); };
  for (std::size_t i = 0; i < pairs.size() * 10; ++i) {
    auto& first = pairs[random.next() % pairs.size()];
    auto& second = pairs[random.next() % pairs.size()];
    auto [a, b] = first;
    auto [c, d] = second;
    if (random.next() & 1) std::swap(c, d);
    const auto one = sorted(a, d), other = sorted(c, b);
    if (a == d || c == b || &first == &second || one == other || tied.contains(key_of(one)) || tied.contains(key_of(other))) continue;
    tied.erase(key_of(sorted(a, b))), tied.erase(key_of(sorted(c, d)));
    tied.insert(key_of(one)), tied.insert(key_of(other));
    first = one, second = other;
  }
}

} // namespace

base::Result<CorePeriphery> core_periphery(const Network& network, int draws, std::uint64_t seed, base::Progress& progress) {
  const auto graph = adjacency(network, Ends::Both);
  Pairs pairs;
  for (std::uint32_t v = 0; v < graph.size(); ++v)
    for (const auto u : graph.of(v))
      if (v < u) pairs.emplace_back(v, u);
  CorePeriphery result;
  result.in_core.resize(graph.size());
  if (graph.size() < 4 || pairs.empty()) return result;
  const auto order = by_degree(pairs, graph.size()); // rewiring keeps it
  const auto best = best_core(pairs, order);
  for (std::size_t i = 0; i < best.core; ++i) result.in_core[order[i]] = true;
  result.fit = best.fit;
  base::Random random(seed);
  Keys tied;
  tied.reserve(pairs.size());
  for (const auto& pair : pairs) tied.insert(key_of(pair));
  int as_good = 0;
  for (; result.draws < draws && !progress.stopped(); ++result.draws) {
    rewire(pairs, tied, random);
    const double fit = best_core(pairs, order).fit;
    result.null_mean += fit;
    as_good += fit >= best.fit - 1e-12;
  }
  if (progress.stopped()) return base::fail(base::ErrorKind::Cancelled, "the search for a core was stopped");
  if (draws > 0) result.null_mean /= draws;
  result.p = (1. + as_good) / (1. + draws);
  return result;
}

} // namespace cuibono::graph
