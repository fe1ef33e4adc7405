#include "graph/centrality.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "graph/adjacency.h"

namespace cuibono::graph {
namespace {

constexpr int kMostIterations = 10'000;
constexpr double kStill = 1e-13; ///< the largest change of a value, as a share of the largest, at which an iteration ends

// next = sum over arcs into each node.
void pull(const Adjacency& in, const std::vector<double>& from, std::vector<double>& next) {
  for (std::uint32_t v = 0; v < in.size(); ++v) {
    double sum = 0;
    for (auto arc = in.first[v]; arc < in.first[v + 1]; ++arc) sum += from[in.to[arc]] * in.weight_of(arc);
    next[v] = sum;
  }
}

double length(const std::vector<double>& values) {
  double sum = 0;
  for (const double value : values) sum += value * value;
  return std::sqrt(sum);
}

void scale(std::vector<double>& values, double by) {
  for (double& value : values) value *= by;
}

// Whether the iteration may end.
bool is_still(const std::vector<double>& before, const std::vector<double>& after) {
  double largest = 0, moved = 0;
  for (std::size_t v = 0; v < before.size(); ++v) {
    largest = std::max(largest, std::abs(after[v]));
    moved = std::max(moved, std::abs(after[v] - before[v]));
  }
  return moved <= kStill * largest;
}

} // namespace

Iterated eigenvector(const Network& network) {
  const auto in = adjacency(network, Ends::In);
  const auto count = network.nodes.size();
  Iterated result{std::vector<double>(count, 1 / std::sqrt(std::max<double>(1, static_cast<double>(count)))), 0, count == 0};
  std::vector<double> next(count);
  while (!result.settled && result.iterations++ < kMostIterations) {
    pull(in, result.value, next);
    for (std::size_t v = 0; v < count; ++v) next[v] += result.value[v]; // the shift keeps two-sided networks from swinging
    scale(next, 1 / length(next));
    result.settled = is_still(result.value, next);
    result.value.swap(next);
  }
  return result;
}

Iterated katz(const Network& network, double alpha) {
  const auto in = adjacency(network, Ends::In);
  const auto count = network.nodes.size();
  if (alpha == 0) { // no eigenvalue is larger than the largest row sum
    double most = 0;
    for (std::uint32_t v = 0; v < count; ++v) {
      double sum = 0;
      for (auto arc = in.first[v]; arc < in.first[v + 1]; ++arc) sum += in.weight_of(arc);
      most = std::max(most, sum);
    }
    alpha = most > 0 ? .5 / most : 0;
  }
  Iterated result{std::vector<double>(count), 0, count == 0};
  std::vector<double> next(count);
  while (!result.settled && result.iterations++ < kMostIterations) {
    pull(in, result.value, next);
    for (double& value : next) value = 1 + alpha * value;
    result.settled = is_still(result.value, next);
    result.value.swap(next);
  }
  if (count > 0) scale(result.value, 1 / length(result.value));
  return result;
}

Hits hits(const Network& network) {
  const auto in = adjacency(network, Ends::In), out = adjacency(network, Ends::Out);
  const auto count = network.nodes.size();
  Hits result{std::vector<double>(count, count ? 1 / static_cast<double>(count) : 0), std::vector<double>(count), count == 0 || in.to.empty()};
  if (result.settled) return result;
  std::vector<double> next(count);
  const auto sum_to_one = [](std::vector<double>& values) { scale(values, 1 / std::accumulate(values.begin(), values.end(), 0.0)); };
  for (int i = 0; i < kMostIterations && !result.settled; ++i) {
    pull(in, result.hub, result.authority);
    pull(out, result.authority, next);
    sum_to_one(next);
    result.settled = is_still(result.hub, next);
    result.hub.swap(next);
  }
  pull(in, result.hub, result.authority);
  sum_to_one(result.authority);
  return result;
}

} // namespace cuibono::graph
